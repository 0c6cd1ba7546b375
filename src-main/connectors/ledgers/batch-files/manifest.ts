import { z } from 'zod';
import type { PostingKey } from '../../../engine/ports.ts';

/** Rows of one entry in a batch file, or of its reversal: `lines` lines from line `first` (0 is the first of the file). */
const ManifestRow = z.object({
  key: z.string().transform((key) => key as PostingKey),
  kind: z.enum(['entry', 'reversal']),
  first: z.int().min(0),
  lines: z.int().min(0),
  /** Hash of the entry as it was kept. */
  hash: z.string(),
});
export type ManifestRow = z.infer<typeof ManifestRow>;

/**
 * What went into a batch. The manifest is the truth: an entry is in a batch exactly where a manifest names it, and a manifest appears in one
 * step, after the bytes that it names are safe.
 */
export const Manifest = z.object({
  format: z.literal(1),
  id: z.string().regex(/^\d{4,}$/),
  /** Name that the file is handed over by. */
  name: z.string(),
  mediaType: z.string(),
  at: z.string(),
  sha256: z.string(),
  /** Name of the kept copy beside the manifest. */
  copy: z.string().regex(/^[\w.-]+$/),
  rows: z.array(ManifestRow),
});
export type Manifest = z.infer<typeof Manifest>;
