import { z } from 'zod';
import { NetFile, readModelManifest } from '../../model-file.ts';

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
export function readManifest(modelDir: string): Promise<ReaderManifest> {
  return readModelManifest(modelDir, ReaderManifest);
}
