import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { featuresOf, type Labelled, type LabelledWord } from '../../../models/training/extractor/training-context.ts';
import { extract } from '../../../src-main/engine/extraction/index.ts';
import { tagWords } from '../../../src-main/engine/extraction/tagging/tag-words.ts';
import { TAGS } from '../../../src-main/engine/extraction/tagging/tags.ts';
import { loadFieldTagger } from '../../../src-main/workers/field-tagger.ts';
import { linesF1, scoreLines } from '../../bench/fields/lines.ts';
import type { TrueLine } from '../../bench/labelled/document.ts';
import { type Labelled as Document, labelledIn } from '../../bench/understanding/documents.ts';
import { rightOf, trueValue } from '../../bench/understanding/right.ts';

const MODELS = join(import.meta.dirname, '..', '..', '..', 'models');
const SET = join(MODELS, 'training', 'extractor', 'validation.jsonl.gz');
const MODEL = join(MODELS, 'extractor', 'v1');
/** Figures of the card are rounded to three digits. */
const ROUNDING = 0.0005;

type Figures = Record<string, number>;
const measured: Record<string, Figures> = {};
/** The card from its table of this set on. */
let card: string;

beforeAll(async () => {
  const whole = await readFile(join(MODEL, 'card.md'), 'utf8');
  card = whole.slice(whole.indexOf('**What CI measures.**'));
  const tagger = await loadFieldTagger(MODEL);
  const lines = gunzipSync(readFileSync(SET)).toString('utf8').split('\n').filter(Boolean);
  for (const source of ['generated', 'rendered']) {
    const own = lines.filter((line) => (JSON.parse(line) as Document).source === source);
    const words = { all: 0, right: 0, hit: 0, said: 0, there: 0 };
    const fields = { total: [0, 0], date: [0, 0] } as Record<'total' | 'date', [number, number]>;
    const items: ReturnType<typeof scoreLines>[] = [];
    for (const line of own) {
      const { tokens, input } = featuresOf(JSON.parse(line) as Labelled);
      const { tags } = await tagger.tag(input);
      tokens.forEach(({ word }, i) => {
        const guess = best(tags.subarray(i * TAGS.length, (i + 1) * TAGS.length));
        const truth = (word as LabelledWord).tag ?? 'other';
        words.all++;
        if (guess === truth) words.right++;
        if (guess === truth && truth !== 'other') words.hit++;
        if (guess !== 'other') words.said++;
        if (truth !== 'other') words.there++;
      });
      const document = labelledIn(line);
      const found = extract(document.reading, document.context, await tagWords(tagger, document.reading, document.context));
      for (const name of ['total', 'date'] as const) {
        if (trueValue(name, document) === undefined) continue;
        fields[name][1]++;
        if (rightOf(name, found.fields[name]?.value ?? '', document) === 1) fields[name][0]++;
      }
      const wanted = ((document.truth['lines'] ?? []) as TrueLine[]).filter(({ amount }) => amount !== undefined);
      if (wanted.length > 0) items.push(scoreLines(found.lines, wanted));
    }
    measured[source] = {
      documents: own.length,
      words: words.all,
      'words right': words.right / words.all,
      'F1 of words': (2 * words.hit) / (words.said + words.there),
      total: fields.total[0] / fields.total[1],
      date: fields.date[0] / fields.date[1],
      'lines, F1': linesF1(items),
    };
  }
});

function best(values: Float32Array): string {
  let at = 0;
  values.forEach((p, i) => {
    if (p > (values[at] ?? 0)) at = i;
  });
  return TAGS[at] ?? 'other';
}

/** A row of the card's table of this set: `| words right | .987 | .985 |`. */
function told(name: string): { generated: number; rendered: number } {
  const cells = card
    .split('\n')
    .find((row) => row.startsWith(`| ${name} |`))
    ?.split('|')
    .slice(2, 4)
    .map(Number);
  return { generated: cells?.[0] ?? Number.NaN, rendered: cells?.[1] ?? Number.NaN };
}

describe('the field tagger, on documents that it was not trained on', () => {
  it.each(['generated', 'rendered'] as const)('is no worse than its card says: %s', (source) => {
    const names = Object.keys(measured[source] ?? {});
    expect(names).toContain('F1 of words');
    const worse = names.filter((name) => !((measured[source]?.[name] ?? 0) >= told(name)[source] - ROUNDING));
    expect(worse.map((name) => `${name}: ${measured[source]?.[name]} for ${told(name)[source]}`)).toEqual([]);
  });
});
