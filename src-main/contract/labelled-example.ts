import { z } from 'zod';
import { FieldName, Probability } from './document.ts';
import { DocumentId } from './ids.ts';
import { Box } from './reading.ts';
import { Instant } from './time.ts';

/**
 * A value that a person typed in review over the one that was read: kept so that models can be tried on it and learn from it later; no model
 * does yet. An empty `typed` means that the document has no such value. `page` and `box` are where the read value stood. `models` names what
 * read and chose it, with versions.
 */
export const LabelledExample = z.object({
  id: z.string(),
  documentId: DocumentId,
  field: z.enum([...FieldName.options, 'type']),
  read: z.object({ value: z.string(), p: Probability, page: z.int().min(1).optional(), box: Box.optional() }).optional(),
  typed: z.string(),
  models: z.record(z.string(), z.string()),
  by: z.string(),
  at: Instant,
});
export type LabelledExample = z.infer<typeof LabelledExample>;
