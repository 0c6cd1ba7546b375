import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';

const NetFile = z.object({ file: z.string().regex(/^[\w.-]+\.onnx$/), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * How the raw score of a word becomes a probability: 1 / (1 + exp(-z)), z = bias + meanLogP * (mean of its characters' log p) + minLogP *
 * (the lowest of them) + logLength * ln(number of characters). Fitted on the validation split.
 */
export const Calibration = z.object({ bias: z.number(), meanLogP: z.number(), minLogP: z.number(), logLength: z.number() });
export type Calibration = z.infer<typeof Calibration>;

/** The parts of `models/reader/v1/manifest.json` that are needed to run the nets; the scripts in `models/training/reader` write it. */
export const ReaderManifest = z.object({
  name: z.string().min(1),
  version: z.string().min(1),
  detector: NetFile.extend({
    /** Height of capitals that the detector likes, px. */
    capitalHeight: z.number().min(4).max(64),
    threshold: z.number().gt(0).lt(1),
    minCells: z.int().min(1),
    /** How much of its height a line's core is shorter than the line at either end. */
    shrink: z.number().min(0).max(1),
  }),
  recogniser: NetFile.extend({
    /** One character a class, in the order of the classes 1, 2, ...; class 0 is the blank. */
    charset: z.string().min(1).max(2000),
    height: z.literal(32),
    stride: z.literal(4),
    marginX: z.number().min(0).max(1),
    marginY: z.number().min(0).max(1),
    maxWidth: z.int().min(64).max(4096),
    calibration: Calibration.optional(),
  }),
});
export type ReaderManifest = z.infer<typeof ReaderManifest>;

/** Reads the manifest of a reader's folder. Throws `model_unavailable` where it is missing or malformed. */
export async function readManifest(modelDir: string): Promise<ReaderManifest> {
  try {
    return ReaderManifest.parse(JSON.parse(await readFile(join(modelDir, 'manifest.json'), 'utf8')));
  } catch (cause) {
    throw new EngineError('model_unavailable', { note: 'Its manifest cannot be read.', details: { file: 'manifest.json' }, cause });
  }
}

/** Loads a net; it runs only if its SHA-256 is the one in the manifest. Throws `model_unavailable` where it is missing, changed or broken. */
export async function loadNet(modelDir: string, { file, sha256 }: z.infer<typeof NetFile>): Promise<InferenceSession> {
  const bytes = await readFile(join(modelDir, file)).catch((cause: unknown) => {
    throw new EngineError('model_unavailable', { note: 'The file cannot be read.', details: { file }, cause });
  });
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) {
    throw new EngineError('model_unavailable', { note: 'It is not the file that its manifest names.', details: { file, sha256: found } });
  }
  // One thread: several reader processes fill the cores already. An arena would keep what the largest page took for good (77 MB of a
  // reader after 16 receipts); without it a page takes 4 % more processor time.
  return InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    enableMemPattern: false,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  }).catch((cause: unknown) => {
    throw new EngineError('model_unavailable', { details: { file }, cause });
  });
}
