import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTextClassifier, type TextClassifier } from '../../../src-main/workers/text-classifier.ts';

const MODEL = join(import.meta.dirname, '..', '..', '..', 'models', 'coding', 'v1');

describe('the coding classifier', () => {
  let classifier: TextClassifier;
  let folder: string;
  let golden: { text: string; indices: number[]; probabilities: number[] }[];

  beforeAll(async () => {
    classifier = await loadTextClassifier(MODEL);
    golden = JSON.parse(await readFile(join(MODEL, 'golden.json'), 'utf8'));
    folder = await mkdtemp(join(tmpdir(), 'tickmark-model-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('gives the probabilities of training within 1e-4 for each golden text', async () => {
    const answers = await classifier.classify(golden.map(({ text }) => text));
    for (const [at, { text, indices, probabilities }] of golden.entries()) {
      const guesses = answers[at] ?? [];
      expect(guesses, text).toHaveLength(indices.length === 0 ? 0 : 5);
      for (const { category, p } of guesses) {
        expect(Math.abs(p - (probabilities[classifier.categories.indexOf(category)] ?? 9)), `${text}: ${category}`).toBeLessThan(1e-4);
      }
    }
  });

  it('answers the same for a text alone and among others', async () => {
    const texts = Array.from({ length: 70 }, (_, at) => `${'oat milk '.repeat(1 + (at % 9))}${at}`);
    const together = await classifier.classify(texts);
    const [alone] = await classifier.classify([texts[41] ?? '']);
    expect(together).toHaveLength(70);
    expect(together[41]?.map((guess) => guess.category)).toEqual(alone?.map((guess) => guess.category));
    expect(together[41]?.[0]?.p).toBeCloseTo(alone?.[0]?.p ?? 0, 5);
  });

  it('orders guesses from most to least probable, and they are at most 1 together', async () => {
    const [guesses = []] = await classifier.classify(['DIESEL 40 litres pump 5']);
    const p = guesses.map((guess) => guess.p);
    expect(p).toEqual(p.toSorted((a, b) => b - a));
    expect(p.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(1.000001);
    expect(guesses[0]?.category).toBe('fuel');
  });

  it('refuses a model file that was changed by one byte', async () => {
    await cp(MODEL, folder, { recursive: true });
    const bytes = await readFile(join(folder, 'model.onnx'));
    bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
    await writeFile(join(folder, 'model.onnx'), bytes);
    await expect(loadTextClassifier(folder)).rejects.toMatchObject({ code: 'model_unavailable' });
  });

  it('refuses a folder without a model, and a manifest that is no manifest', async () => {
    await expect(loadTextClassifier(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'model_unavailable' });
    await writeFile(join(folder, 'manifest.json'), '{"file":"../../model.onnx"}');
    await expect(loadTextClassifier(folder)).rejects.toMatchObject({ code: 'model_unavailable' });
  });
});
