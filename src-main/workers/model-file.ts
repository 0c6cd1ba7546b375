import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { z } from 'zod';
import { EngineError } from '../contract/errors.ts';

/** A network's file as the manifest of its model names it. */
export const NetFile = z.object({ file: z.string().regex(/^[\w.-]+\.onnx$/), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export type NetFile = z.infer<typeof NetFile>;

/** Reads `manifest.json` of a model's folder. Throws `model_unavailable` where it is missing or malformed. */
export async function readModelManifest<Schema extends z.ZodType>(modelDir: string, schema: Schema): Promise<z.output<Schema>> {
  try {
    return schema.parse(JSON.parse(await readFile(join(modelDir, 'manifest.json'), 'utf8')));
  } catch (cause) {
    throw new EngineError('model_unavailable', { note: 'Its manifest cannot be read.', details: { file: 'manifest.json' }, cause });
  }
}

/** Loads a net; it runs only if its SHA-256 is the one in the manifest. Throws `model_unavailable` where it is missing, changed or broken. */
export async function loadNet(modelDir: string, { file, sha256 }: NetFile): Promise<InferenceSession> {
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
