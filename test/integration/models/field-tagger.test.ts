import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { featuresOf, type Labelled } from '../../../models/training/extractor/training-context.ts';
import { createReaderPool, type StartedReaderPool } from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { tagWords } from '../../../src-main/engine/extraction/tagging/tag-words.ts';
import { TAGGED_LANGUAGES, TAGGED_TYPES, TAGS, type Tag } from '../../../src-main/engine/extraction/tagging/tags.ts';
import { BUCKETS, PIECES } from '../../../src-main/engine/extraction/tagging/word-hashes.ts';
import { NUMBERS } from '../../../src-main/engine/extraction/tagging/word-numbers.ts';
import type { TaggerInput, TaggerOutput } from '../../../src-main/engine/ports.ts';
import { READING_LIMITS } from '../../../src-main/engine/reading/limits.ts';
import { type FieldTagger, loadFieldTagger } from '../../../src-main/workers/field-tagger.ts';
import { context, reading } from '../../unit/extraction/page.ts';
import { RECEIPT, scannedPdf } from '../reading/documents.ts';

const MODEL = join(import.meta.dirname, '..', '..', '..', 'models', 'extractor', 'v1');
/** Training keeps features in 16 bits, which moves a probability by less than this. */
const NEAR = 0.002;

type Golden = {
  readonly document: Labelled;
  /** The most probable tag of each word with its probability, in the order of the document's rows. */
  readonly words: readonly (readonly [tag: Tag, p: number])[];
  readonly begins: readonly number[];
  readonly types: readonly number[];
  readonly languages: readonly number[];
};

const manifestOf = async (folder: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;

const PAGE = reading([
  'GREENGROCER & SONS LTD',
  '14 High Street',
  'Leeds LS1 4AP',
  'Receipt 004417          14/03/2026 10:21',
  'Apples               4.75',
  'Pears                3.25',
  'Subtotal             8.00',
  'VAT 20%              1.60',
  'TOTAL               £9.60',
]);

const inputOf = (document: Labelled): TaggerInput => featuresOf(document).input;

/** Where two lists of probabilities are further apart than training and use may be. */
function apart(name: string, found: ArrayLike<number>, wanted: readonly number[]): string[] {
  expect(found, name).toHaveLength(wanted.length);
  return wanted.flatMap((p, i) => (Math.abs((found[i] ?? 9) - p) < NEAR ? [] : [`${name} ${i}: ${found[i]} for ${p}`]));
}

let golden: readonly Golden[];
let tagger: FieldTagger;
beforeAll(async () => {
  golden = JSON.parse(await readFile(join(MODEL, 'golden.json'), 'utf8')) as Golden[];
  tagger = await loadFieldTagger(MODEL);
});

describe('the field tagger', () => {
  it('says of each word of the golden documents what training says', async () => {
    expect(golden.length).toBeGreaterThan(0);
    for (const { document, words, begins, types, languages } of golden) {
      const { tokens, input } = featuresOf(document);
      const answer = await tagger.tag(input);
      expect(tokens, document.id).toHaveLength(words.length);
      const own = words.map(([tag], i) => answer.tags[i * TAGS.length + TAGS.indexOf(tag)] ?? 9);
      const far = [
        ...apart(
          'word',
          own,
          words.map(([, p]) => p),
        ),
        ...apart('begins', answer.begins, begins),
        ...apart('type', answer.types, types),
        ...apart('language', answer.languages, languages),
      ];
      expect(far, document.id).toEqual([]);
    }
  });

  it('gives probabilities: those of a word, of the kinds and of the languages are 1 together', async () => {
    const answer = await tagger.tag(inputOf((golden[0] as Golden).document));
    const sum = (values: Float32Array): number => values.reduce((all, p) => all + p, 0);
    for (let i = 0; i < answer.begins.length; i++) expect(sum(answer.tags.slice(i * TAGS.length, (i + 1) * TAGS.length))).toBeCloseTo(1, 4);
    expect([sum(answer.types), sum(answer.languages)].map((all) => Math.round(all * 1000))).toEqual([1000, 1000]);
    expect(answer.begins.every((p) => p >= 0 && p <= 1)).toBe(true);
  });

  it('finds what a receipt says without a label', async () => {
    const tags = await tagWords({ tag: (input) => tagger.tag(input) }, PAGE, context());
    expect(tags?.model).toBe('tickmark-extractor 1');
    const { fields, model } = extract(PAGE, context(), tags);
    expect(fields.supplier?.value).toBe('GREENGROCER & SONS LTD');
    expect(fields.total?.value).toBe('9.60');
    expect(model).toBe('tickmark-extractor 1');
  });

  it('answers for a single word and for the most words that it is asked about', async () => {
    for (const count of [1, READING_LIMITS.taggerWords]) {
      const answer = await tagger.tag({
        count,
        pieces: new Int32Array(count * PIECES).fill(BUCKETS - 1),
        numbers: new Float32Array(count * NUMBERS.length),
        neighbours: new Int32Array(count * 4),
      });
      expect(answer.tags).toHaveLength(count * TAGS.length);
    }
  });

  it.each(['pieces', 'numbers', 'neighbours'] as const)('refuses a request whose %s have another shape', async (name) => {
    const input = inputOf((golden[0] as Golden).document);
    await expect(tagger.tag({ ...input, [name]: input[name].slice(1) })).rejects.toMatchObject({ code: 'model_unavailable' });
  });
});

describe('the files of the field tagger', () => {
  it('are those that the manifest names', async () => {
    const manifest = await manifestOf(MODEL);
    const path = join(MODEL, String(manifest['file']));
    expect(manifest['sha256']).toBe(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    );
    expect(manifest['bytes']).toBe((await stat(path)).size);
  });

  it('are made for the tags, kinds and languages, and for the features, of the application', async () => {
    expect(await manifestOf(MODEL)).toMatchObject({
      tags: TAGS,
      types: TAGGED_TYPES,
      languages: TAGGED_LANGUAGES,
      pieces: PIECES,
      buckets: BUCKETS,
      numbers: NUMBERS.length,
      neighbours: 4,
    });
  });

  it('come with a card that says what they are', async () => {
    expect((await readFile(join(MODEL, 'card.md'), 'utf8')).length).toBeGreaterThan(500);
  });
});

describe('a field tagger that is not what it should be', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tickmark-tagger-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const refused = () => expect(loadFieldTagger(folder)).rejects.toMatchObject({ code: 'model_unavailable' });
  const changeManifest = async (changes: Record<string, unknown>): Promise<void> =>
    writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...(await manifestOf(MODEL)), ...changes }));

  it('is refused where its file was changed by one byte', async () => {
    await cp(MODEL, folder, { recursive: true });
    const file = join(folder, 'tagger.onnx');
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
    await writeFile(file, bytes);
    await refused();
  });

  it('is refused where its file is broken, although the manifest names it', async () => {
    const bytes = Buffer.from('no network');
    await writeFile(join(folder, 'tagger.onnx'), bytes);
    await changeManifest({ sha256: createHash('sha256').update(bytes).digest('hex') });
    await refused();
  });

  it('is refused where its file is missing', async () => {
    await rm(join(folder, 'tagger.onnx'));
    await refused();
  });

  it('is refused where the manifest is none, or leads out of the folder', async () => {
    await changeManifest({ file: '../tagger.onnx' });
    await refused();
    await writeFile(join(folder, 'manifest.json'), '{');
    await refused();
  });

  it('is refused where there is no folder', async () => {
    await expect(loadFieldTagger(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'model_unavailable' });
  });

  it('gives no answer where it was made for other tags', async () => {
    await cp(MODEL, folder, { recursive: true, force: true });
    await changeManifest({ tags: TAGS.slice(1) });
    const other = await loadFieldTagger(folder);
    await expect(other.tag(inputOf((golden[0] as Golden).document))).rejects.toMatchObject({ code: 'model_unavailable' });
  });
});

describe('through the pool of readers', () => {
  const pools: StartedReaderPool[] = [];
  const open = (options: Parameters<typeof createReaderPool>[0]): StartedReaderPool => {
    const pool = createReaderPool(options);
    pools.push(pool);
    return pool;
  };
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));

  it('gives the same answer', async () => {
    const input = inputOf((golden[0] as Golden).document);
    const [direct, pooled] = [await tagger.tag(input), await open({ size: 1 }).tag(input)];
    expect(pooled).toEqual(direct);
  });

  it('answers while another file is being read', async () => {
    const pool = open({ size: 2 });
    const bytes = await scannedPdf(Array.from({ length: 4 }, () => RECEIPT));
    const order: string[] = [];
    const { promise: answered, resolve, reject } = Promise.withResolvers<TaggerOutput>();
    let isAsked = false;
    const onProgress = (): void => {
      if (isAsked) return;
      isAsked = true;
      pool.tag(inputOf((golden[0] as Golden).document)).then(resolve, reject);
    };
    const read = pool.read({ bytes, name: 'long.pdf', onProgress }).then(() => order.push('read'));
    const answer = await answered;
    order.push('tagged');
    await read;
    expect(answer.begins).toHaveLength((golden[0] as Golden).words.length);
    expect(order).toEqual(['tagged', 'read']);
  });

  it('is unavailable where there is no model, and rules go on alone', async () => {
    const pool = open({ size: 1, taggerModelDir: '/nonexistent' });
    await expect(pool.tag(inputOf((golden[0] as Golden).document))).rejects.toMatchObject({ code: 'model_unavailable' });
    const tags = await tagWords(pool, PAGE, context());
    expect(tags).toBeUndefined();
    expect(extract(PAGE, context(), tags)).toEqual(extract(PAGE, context()));
    expect(extract(PAGE, context(), tags).fields.total?.value).toBe('9.60');
  });

  it('is not asked about a page without words', async () => {
    const none = { tag: () => Promise.reject(new Error('It was asked.')) };
    expect(await tagWords(none, reading([]), context())).toBeUndefined();
  });

  it('a failure of the readers is no missing model and is not kept quiet', async () => {
    const broken = { tag: () => Promise.reject(new Error('Something else.')) };
    await expect(tagWords(broken, PAGE, context())).rejects.toThrow('Something else.');
  });
});
