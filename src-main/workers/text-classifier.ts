import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { EngineError } from '../contract/errors.ts';
import type { CategoryGuess } from '../engine/ports.ts';
import { loadNet, NetFile, readModelManifest } from './model-file.ts';
import { ngramIndices } from './text-ngrams.ts';

/** The parts of a text model's manifest that are needed to run it; `models/training/coding/train.py` writes it. */
const TextModelManifest = NetFile.extend({
  categories: z.array(z.string().min(1)).min(2).max(200),
  features: z.object({
    kind: z.literal('fnv1a-32 of character n-grams'),
    buckets: z.int().min(2),
    minGram: z.int().min(1),
    maxGram: z.int(),
  }),
});
type TextModelManifest = z.infer<typeof TextModelManifest>;

/** How many guesses a text gets, best first. */
const GUESSES = 5;

/** Texts that go through the net together: 32 x 512 indices of 8 bytes are 128 kB. */
const BATCH = 32;

export type TextClassifier = {
  readonly categories: readonly string[];
  /** For each text, each on its own, the five most probable categories, best first; a text without letters or digits gets none. */
  classify(texts: readonly string[]): Promise<CategoryGuess[][]>;
};

/**
 * Loads a text model: a folder with `manifest.json` and the ONNX file that it names. The file runs only if its SHA-256 is the one in the
 * manifest. Throws `model_unavailable` where either is missing, malformed or changed.
 */
export async function loadTextClassifier(modelDir: string): Promise<TextClassifier> {
  const manifest = await readModelManifest(modelDir, TextModelManifest);
  const session = await loadNet(modelDir, manifest);
  return {
    categories: manifest.categories,
    async classify(texts) {
      const guesses: CategoryGuess[][] = [];
      for (let from = 0; from < texts.length; from += BATCH)
        guesses.push(...(await classifyBatch(session, manifest, texts.slice(from, from + BATCH))));
      return guesses;
    },
  };
}

async function classifyBatch(
  session: InferenceSession,
  { categories, features }: TextModelManifest,
  texts: readonly string[],
): Promise<CategoryGuess[][]> {
  const rows = texts.map((text) => ngramIndices(text, features));
  const length = Math.max(1, ...rows.map((row) => row.length));
  const indices = new BigInt64Array(rows.length * length);
  for (const [at, row] of rows.entries()) indices.set(row.map(BigInt), at * length);
  const outputs = await session.run({ indices: new Tensor('int64', indices, [rows.length, length]) });
  const probabilities = outputs['probabilities']?.data;
  if (!(probabilities instanceof Float32Array) || probabilities.length !== rows.length * categories.length) {
    throw new EngineError('model_unavailable', { note: 'Its output does not fit its manifest.' });
  }
  return rows.map((row, at) =>
    row.length === 0 ? [] : best(categories, probabilities.subarray(at * categories.length, (at + 1) * categories.length)),
  );
}

function best(categories: readonly string[], probabilities: Float32Array): CategoryGuess[] {
  return categories
    .map((category, at) => ({ category, p: Math.min(1, Math.max(0, probabilities[at] ?? 0)) }))
    .sort((a, b) => b.p - a.p)
    .slice(0, GUESSES);
}
