import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageRow } from '../../../src-main/workers/reading/cascade/page-row.ts';
import { askSecondReader } from '../../../src-main/workers/reading/cascade/second-opinion.ts';
import type { Raster } from '../../../src-main/workers/reading/raster.ts';
import { createSecondReader, type SecondReader } from '../../../src-main/workers/reading/second-reader/second-reader.ts';
import type { Tesseract } from '../../../src-main/workers/reading/second-reader/tesseract.ts';
import { picture } from './documents.ts';

/** Points of the page to px of its picture, 200 dpi; the page is 595 points high. */
const SCALE = 200 / 72;

let gray: Raster;
let second: SecondReader;
beforeAll(async () => {
  const { data, info } = await (await picture(['TOTAL GBP 33.48', 'Receipt 14/03/2024', 'Copy paper 4.75']))
    .toColourspace('b-w')
    .raw()
    .toBuffer({
      resolveWithObject: true,
    });
  gray = { data, width: info.width, height: info.height, channels: 1 };
  second = createSecondReader({ tessdata: 'auto', warn: () => undefined });
});
afterAll(() => second.end());

/** Row `index` of the page as the own reader could have read it: one segment, words of the given widths in points from x = 50 on. */
function row(index: number, ...words: readonly [text: string, from: number, to: number, p: number][]): PageRow {
  const baseline = 75 + index * 30;
  const [top, bottom] = [(baseline - 12) * SCALE, (baseline + 2) * SCALE];
  const place = (points: number): number => (50 + points) * SCALE;
  const end = place(Math.max(...words.map(([, , to]) => to)));
  const segment = { height: bottom - top, p: 1, knots: [50 * SCALE, end].map((x) => ({ x, top, bottom })) };
  return {
    segments: [segment],
    words: words.map(([text, from, to, p]) => ({
      text,
      p,
      left: place(from),
      top,
      width: place(to) - place(from),
      height: bottom - top,
      segment: 0,
    })),
  };
}

const total = (text: string, p: number): PageRow => row(0, ['TOTAL', 0, 49, 0.9], ['GBP', 53, 84, 0.9], [text, 88, 126, p]);
const date = (text: string, p: number): PageRow => row(1, ['Receipt', 0, 49, 0.9], [text, 53, 125, p]);
const item = row(2, ['Copy', 0, 33, 0.3], ['paper', 37, 74, 0.3], ['4.75', 78, 106, 0.3]);
const ask = (rows: readonly PageRow[], budget = { maxSecondRows: 12, secondMs: 60_000 }) =>
  askSecondReader(gray, rows, second, { languages: ['eng'], ...budget });
const wordsOf = (rows: readonly PageRow[], index: number) => rows[index]?.words.map(({ text, agreed }) => (agreed ? `${text} ✓` : text));

describe('the second look at doubtful rows', () => {
  it('confirms what both read, and disputes what they read differently', async () => {
    const { rows, count, name } = await ask([total('33.48', 0.5), date('14/08/2024', 0.6), item]);
    expect(count).toBe(2);
    expect(name).toMatch(/^tesseract\.js/);
    expect(wordsOf(rows, 0)).toEqual(['TOTAL ✓', 'GBP ✓', '33.48 ✓']);
    expect(rows[0]?.words[2]?.p).toBeGreaterThan(0.5);
    expect(rows[1]?.words[1]).toMatchObject({ text: '14/08/2024', alternatives: [{ text: '14/03/2024', reader: 'second' }] });
    expect(rows[1]?.words[1]?.p).toBeLessThan(0.6);
  });

  it('takes what the second one read where only that can be an amount', async () => {
    const { rows } = await ask([total('3348', 0.5), date('14/03/2024', 0.95), item]);
    expect(rows[0]?.words[2]).toMatchObject({ text: '33.48', alternatives: [{ text: '3348', reader: 'own', p: 0.5 }] });
  });

  it('leaves rows alone that decide nothing or are sure', async () => {
    const rows = [total('33.48', 0.95), date('14/03/2024', 0.95), item];
    expect(await ask(rows)).toEqual({ rows, count: 0, ms: 0, name: undefined });
  });

  it('keeps to its number of rows, totals first', async () => {
    const { rows, count } = await ask([date('14/03/2024', 0.2), total('33.48', 0.5)], { maxSecondRows: 1, secondMs: 60_000 });
    expect(count).toBe(1);
    expect(rows[0]?.words.some(({ agreed }) => agreed)).toBe(false);
  });

  it('asks nobody where nothing may be spent', async () => {
    expect((await ask([total('33.48', 0.5)], { maxSecondRows: 0, secondMs: 60_000 })).count).toBe(0);
    expect((await ask([total('33.48', 0.5)], { maxSecondRows: 5, secondMs: 0 })).count).toBe(0);
  });

  it('keeps what was found out when the second reader breaks at a later row', async () => {
    let rowsRead = 0;
    // The real reader, whose thread is ended before its second row.
    const breaking: SecondReader = {
      ...second,
      end: () => second.end(),
      use: (languages, ms, work) =>
        second.use(languages, ms, (tesseract) => {
          const recognise: Tesseract['recognise'] = (raster, layout) => {
            if (++rowsRead === 2) tesseract.end();
            return tesseract.recognise(raster, layout);
          };
          return work({ ...tesseract, recognise });
        }),
    };
    const asked = await askSecondReader(gray, [total('33.48', 0.5), date('14/03/2024', 0.6)], breaking, {
      languages: ['eng'],
      maxSecondRows: 12,
      secondMs: 60_000,
    });
    expect(asked.count).toBe(1);
    expect(wordsOf(asked.rows, 0)).toEqual(['TOTAL ✓', 'GBP ✓', '33.48 ✓']);
    expect(wordsOf(asked.rows, 1)).toEqual(['Receipt', '14/03/2024']);
  });
});
