import { Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { EngineError } from '../contract/errors.ts';
import type { TaggerInput, TaggerOutput } from '../engine/ports.ts';
import { loadNet, NetFile, readModelManifest } from './model-file.ts';

/** The parts of the tagger's manifest that are needed to run it; `models/training/extractor/export.py` writes it. */
const TaggerManifest = NetFile.extend({
  name: z.string().min(1).max(60),
  version: z.string().min(1).max(30),
  pieces: z.int().min(1),
  numbers: z.int().min(1),
  neighbours: z.int().min(1),
  tags: z.array(z.string()).min(2),
  types: z.array(z.string()).min(2),
  languages: z.array(z.string()).min(2),
});

export type FieldTagger = { tag(input: TaggerInput): Promise<TaggerOutput> };

/**
 * Loads the network that says what each word of a document is. Its features are made by the engine (`engine/extraction/tagging`), which also
 * names the tags; a request whose shape differs from the manifest's is `model_unavailable`, as a missing or changed file is.
 */
export async function loadFieldTagger(modelDir: string): Promise<FieldTagger> {
  const manifest = await readModelManifest(modelDir, TaggerManifest);
  const session = await loadNet(modelDir, manifest);
  return {
    async tag({ count, pieces, numbers, neighbours }) {
      if (
        pieces.length !== count * manifest.pieces ||
        numbers.length !== count * manifest.numbers ||
        neighbours.length !== count * manifest.neighbours
      ) {
        throw new EngineError('model_unavailable', { note: 'It was made for other features than these.' });
      }
      const outputs = await session.run({
        pieces: new Tensor('int32', pieces, [count, manifest.pieces]),
        numbers: new Tensor('float32', numbers, [count, manifest.numbers]),
        neighbours: new Tensor('int32', neighbours, [count, manifest.neighbours]),
      });
      const floats = (name: string, length: number): Float32Array => {
        const data = outputs[name]?.data;
        if (data instanceof Float32Array && data.length === length) return data;
        throw new EngineError('model_unavailable', { note: 'Its output does not fit its manifest.' });
      };
      return {
        model: `${manifest.name} ${manifest.version}`,
        tags: floats('tags', count * manifest.tags.length),
        begins: floats('begins', count),
        types: floats('types', manifest.types.length),
        languages: floats('languages', manifest.languages.length),
      };
    },
  };
}
