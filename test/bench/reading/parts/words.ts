import type { Section } from '../../report.ts';
import type { Bench, PartResult } from '../bench.ts';
import { type Column, type PageRead, wordsOf } from '../read-pages.ts';
import { isDateReadable, isTotalReadable, rowsOf } from '../readable.ts';
import { haveWordScorer, scoreWords, type WordScore } from '../score-words.ts';
import type { Figure } from '../targets.ts';
import { drawPages, writeSheet } from '../worst-pages.ts';

const WORST = 10;

/** Words of whole pages against the truth, whether total and date can be read, and the pages that went worst. */
export async function words(bench: Bench): Promise<PartResult | string> {
  if (!haveWordScorer()) return 'the SROIE corpus and its scorer are not here';
  const scores = new Map<Column, WordScore>();
  const readable = new Map<Column, readonly [number, number]>();
  const pages = new Map<Column, readonly PageRead[]>();
  for (const column of bench.columns) {
    const pile = await bench.oneByOne(column);
    pages.set(column, pile.pages);
    scores.set(column, scoreWords(pile.pages.map((page) => ({ id: page.id, words: wordsOf(page) }))));
    readable.set(column, readableShares(bench, pile.pages));
  }
  const main: Column = bench.columns.includes('own') ? 'own' : 'tesseract';
  const worst = scores.get(main)?.pages.slice(0, WORST) ?? [];
  if (bench.options.sheet !== undefined) await writeSheet(bench.options.sheet, worst, pages);
  return {
    figures: figuresOf(bench, scores, readable),
    sections: [scoreSection(bench, scores, readable, pages), worstSection(worst, scores)],
    drawings: { 'worst-pages.svg': drawPages(worst, pages.get(main) ?? []) },
  };
}

/** Shares of the receipts whose total and whose date stand literally in the reading. */
function readableShares(bench: Bench, pages: readonly PageRead[]): readonly [number, number] {
  const seen = bench.receipts.map(({ id, truth }) => {
    const reading = pages.find((page) => page.id === id)?.reading;
    const rows = reading === undefined ? [] : rowsOf(reading);
    return { total: isTotalReadable(rows, truth.total), date: isDateReadable(rows, truth.date) };
  });
  return [seen.filter(({ total }) => total).length / seen.length, seen.filter(({ date }) => date).length / seen.length];
}

function figuresOf(bench: Bench, scores: ReadonlyMap<Column, WordScore>, readable: ReadonlyMap<Column, readonly number[]>): Figure[] {
  const n = `${bench.receipts.length} receipts`;
  const figure = (id: string, of: (score: WordScore) => number[]): Figure => ({
    id,
    n,
    ...Object.fromEntries([...scores].map(([column, score]) => [column, of(score)])),
  });
  return [
    figure('words', ({ recall }) => [recall]),
    figure('words-precision', ({ precision }) => [precision]),
    figure('digit-words', ({ digitRecall, digitPrecision }) => [digitRecall, digitPrecision]),
    { id: 'readable', n, ...Object.fromEntries(readable) },
  ];
}

function scoreSection(
  bench: Bench,
  scores: ReadonlyMap<Column, WordScore>,
  readable: ReadonlyMap<Column, readonly number[]>,
  pages: ReadonlyMap<Column, readonly PageRead[]>,
): Section {
  const x = (value: number | undefined): string => (value ?? Number.NaN).toFixed(3);
  return {
    title: 'Words of whole pages',
    note: `${bench.receipts.length} receipts through the reader process, scored as bags of words by the corpus' own scorer: upper-cased, punctuation at the ends stripped. P10 and median are of the recall per page. A total is readable if some row holds its value with its decimals and no further digit at either end; a date if some row holds its day in a printed form (\`test/bench/reading/readable.ts\` has the rule; from the labelled text all of them are readable).`,
    columns: [
      'reader',
      'recall',
      'precision',
      'digit recall',
      'digit precision',
      'page P10',
      'page median',
      'total readable',
      'date readable',
      'refused',
    ],
    rows: [...scores].map(([column, score]) => [
      column,
      x(score.recall),
      x(score.precision),
      x(score.digitRecall),
      x(score.digitPrecision),
      x(score.pageP10),
      x(score.pageMedian),
      x(readable.get(column)?.[0]),
      x(readable.get(column)?.[1]),
      String(pages.get(column)?.filter(({ refusal }) => refusal !== undefined).length ?? 0),
    ]),
  };
}

function worstSection(worst: WordScore['pages'], scores: ReadonlyMap<Column, WordScore>): Section {
  const recallOf = (column: Column, id: string): string =>
    scores
      .get(column)
      ?.pages.find((page) => page.id === id)
      ?.recall.toFixed(3) ?? '–';
  return {
    title: 'The ten worst pages',
    note: '![The ten worst pages](benchmarks/worst-pages.svg)\n\nEach labelled line in its place: green where all of its words were read, amber where some were, red where none was. Recall of words:',
    columns: ['receipt', 'this reader', 'tesseract.js'],
    rows: worst.map(({ id }) => [id, recallOf('own', id), recallOf('tesseract', id)]),
  };
}
