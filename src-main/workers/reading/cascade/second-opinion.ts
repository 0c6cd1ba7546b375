import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import type { Raster } from '../raster.ts';
import { alignWords } from '../second-reader/align-words.ts';
import { cutRow } from '../second-reader/row-strip.ts';
import type { SecondReader } from '../second-reader/second-reader.ts';
import type { Tesseract } from '../second-reader/tesseract.ts';
import { type Decides, type DecidingWord, decidingWords } from './deciding-words.ts';
import type { PageRow } from './page-row.ts';
import { weigh } from './two-readings.ts';

/**
 * A word that decides something is doubtful below this probability. On 32 receipts (validation) 15 of 256 deciding words lie below it, 6 of
 * them wrong; above it 5 of 241 are. That is .44 rows a receipt, on 10 of the 32.
 */
const DOUBTFUL = 0.95;
/** What matters most is looked at first, in case the budget ends. */
const ORDER: readonly Decides[] = ['total', 'date', 'iban', 'number'];
/** What the thread may take beyond the budget for the row it is at before it is ended: it cannot be interrupted otherwise. */
const GRACE_MS = 2_000;

/** Rows for the second reader and wall milliseconds for them, at most. */
export type Budget = { readonly maxSecondRows: number; readonly secondMs: number };

/** The rows after the second look; `count` of them were looked at. `name` is that of the reader, if it was used. */
export type SecondOpinion = {
  readonly rows: readonly PageRow[];
  readonly count: number;
  readonly ms: number;
  readonly name: string | undefined;
};

type Question = { readonly languages: readonly string[] } & Budget;

/** Lets the second reader look at the rows on which a field hangs and of which the own reader is unsure, as far as the budget goes. */
export async function askSecondReader(
  gray: Raster,
  rows: readonly PageRow[],
  second: SecondReader,
  { languages, maxSecondRows, secondMs: wantedMs }: Question,
): Promise<SecondOpinion> {
  // However generous the policy is: a page that outlasts its own limit would cost the own reader's words as well.
  const secondMs = Math.min(wantedMs, READING_LIMITS.secondPageMs);
  const doubtful = doubtfulRows(rows).slice(0, maxSecondRows);
  if (doubtful.length === 0 || secondMs <= 0) return { rows, count: 0, ms: 0, name: undefined };
  const started = performance.now();
  const changed = [...rows];
  let [count, name] = [0, undefined as string | undefined];
  // Rows that were done stay done, also where a later one breaks the reader.
  await second.use(languages, secondMs + GRACE_MS, async (tesseract) => {
    const begun = performance.now();
    name = tesseract.name;
    for (const { row, words } of doubtful) {
      if (performance.now() - begun > secondMs) return;
      const before = rows[row];
      if (before !== undefined) changed[row] = await lookAgain(gray, before, words, tesseract);
      count++;
    }
  });
  return { rows: changed, count, ms: performance.now() - started, name };
}

/** A row to look at, and what its words decide, by their place in it. */
export type DoubtfulRow = { readonly row: number; readonly words: ReadonlyMap<number, Decides> };

/** Rows with an unsure word that decides something, in the order of what they decide, the least sure first. */
export function doubtfulRows(rows: readonly PageRow[]): DoubtfulRow[] {
  const placed = rows.map(({ words }) => words.map(({ text, left, width }) => ({ text, left, right: left + width })));
  const byRow = Map.groupBy(decidingWords(placed), ({ row }) => row);
  const pOf = ({ row, word }: DecidingWord): number => rows[row]?.words[word]?.p ?? 1;
  return [...byRow]
    .map(([row, words]) => ({
      row,
      words: new Map(words.map(({ word, decides }) => [word, decides])),
      rank: Math.min(...words.map(({ decides }) => ORDER.indexOf(decides))),
      p: Math.min(...words.map(pOf)),
    }))
    .filter(({ p }) => p < DOUBTFUL)
    .sort((a, b) => a.rank - b.rank || a.p - b.p);
}

/**
 * Only the segments that hold the deciding words are looked at: that reads them as well as the whole row does (.75 and .74 of 283 words)
 * in half of the time.
 */
async function lookAgain(gray: Raster, row: PageRow, deciding: ReadonlyMap<number, Decides>, tesseract: Tesseract): Promise<PageRow> {
  const kept = [...new Set([...deciding.keys()].map((at) => row.words[at]?.segment ?? 0))].sort((a, b) => a - b);
  const strip = cutRow(
    gray,
    kept.flatMap((segment) => row.segments[segment] ?? []),
  );
  if (strip === undefined) return row;
  const seen = await tesseract.recognise(strip.raster, 'row');
  const looked = row.words.flatMap((word, at) => (kept.includes(word.segment) ? [{ word, at }] : []));
  const views = alignWords(
    looked.map(({ word: { text, segment, left, width } }) => ({
      text,
      left: strip.toStrip(kept.indexOf(segment), left),
      right: strip.toStrip(kept.indexOf(segment), left + width),
    })),
    seen,
  );
  const words = [...row.words];
  for (const [n, { word, at }] of looked.entries()) words[at] = weigh(word, views[n], deciding.get(at));
  return { ...row, words };
}
