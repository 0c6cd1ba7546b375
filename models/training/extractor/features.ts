/**
 * Labelled documents (see README.md) to the arrays that the trainer reads, by the very functions that the application calls.
 *
 *   node models/training/extractor/features.ts --out FOLDER FILE.jsonl [FILE.jsonl ...]
 *
 * For each file a folder with raw little-endian arrays: `pieces` (uint16, 16 a word), `numbers` (float16, one row a word), `neighbours`
 * (int32, 4 a word, within its document), `tags` (uint8), `begins` (uint8), `documents` (int32: words, type, language, source) and
 * `documents.json` (id, supplierKey, split, known tags). Several files are worked on side by side.
 */
import { fork } from 'node:child_process';
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { TAGGED_LANGUAGES, TAGGED_TYPES, TAGS } from '../../../src-main/engine/extraction/tagging/tags.ts';
import { featuresOf, type Labelled, type LabelledWord } from './training-context.ts';

const { values: args, positionals: files } = parseArgs({
  options: { out: { type: 'string' }, one: { type: 'boolean' } },
  allowPositionals: true,
});
if (args.out === undefined || files.length === 0) throw new Error('usage: features.ts --out FOLDER FILE.jsonl [FILE.jsonl ...]');

if (args.one) await convert(files[0] as string, args.out);
else await convertAll(files, args.out);

/** Two processes at a time, one a file. */
async function convertAll(all: readonly string[], out: string): Promise<void> {
  const waiting = [...all];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const child = fork(new URL(import.meta.url), ['--one', '--out', out, file]);
      const code = await new Promise((resolve) => child.on('exit', resolve));
      if (code !== 0) throw new Error(`${file} ended with ${code}`);
    }
  };
  await Promise.all([work(), work()]);
}

async function convert(file: string, out: string): Promise<void> {
  const folder = join(out, basename(file, '.jsonl'));
  mkdirSync(folder, { recursive: true });
  const parts: Record<'pieces' | 'numbers' | 'neighbours' | 'tags' | 'begins' | 'documents', Buffer[]> = {
    pieces: [],
    numbers: [],
    neighbours: [],
    tags: [],
    begins: [],
    documents: [],
  };
  const about: unknown[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line === '') continue;
    const labelled = JSON.parse(line) as Labelled;
    const { tokens, input } = featuresOf(labelled);
    if (tokens.length === 0) continue;
    parts.pieces.push(bytesOf(Uint16Array.from(input.pieces)));
    parts.numbers.push(bytesOf(new Float16Array(input.numbers)));
    parts.neighbours.push(bytesOf(input.neighbours));
    const words = tokens.map(({ word }) => word as LabelledWord);
    parts.tags.push(Buffer.from(words.map(({ tag }) => tagIndex(tag ?? 'other'))));
    parts.begins.push(Buffer.from(beginsOf(words)));
    parts.documents.push(
      bytesOf(
        Int32Array.of(
          tokens.length,
          (TAGGED_TYPES as readonly unknown[]).indexOf(labelled.type),
          (TAGGED_LANGUAGES as readonly unknown[]).indexOf(labelled.language),
        ),
      ),
    );
    const { id, source, supplierKey, split, known } = labelled;
    about.push({ id, source, supplierKey, split, known: known?.map(tagIndex) });
  }
  for (const [name, buffers] of Object.entries(parts)) writeFileSync(join(folder, `${name}.bin`), Buffer.concat(buffers));
  writeFileSync(join(folder, 'documents.json'), JSON.stringify(about));
  process.stdout.write(`${basename(file)}: ${about.length} documents\n`);
}

function tagIndex(tag: string): number {
  const index = (TAGS as readonly string[]).indexOf(tag);
  if (index < 0) throw new Error(`There is no tag ${tag}.`);
  return index;
}

/** 1 for the first word of each line item in reading order. */
function beginsOf(words: readonly LabelledWord[]): Uint8Array {
  const seen = new Set<number>();
  return Uint8Array.from(words, ({ item }) => {
    if (item === undefined || seen.has(item)) return 0;
    seen.add(item);
    return 1;
  });
}

function bytesOf(values: Uint16Array | Float16Array | Int32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
