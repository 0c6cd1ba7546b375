/** The figures that the reader is held to, in the order of the table. */

export type Unit = 'share' | 'ms' | 'MB' | 's' | 'count';

export type Target = {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  /** Small values are good (errors, times, sizes). */
  readonly isLow: boolean;
  /** One value a figure of the row ("recall / precision"); empty where the row is only to be known. */
  readonly atLeast: readonly number[];
  readonly aim: readonly number[];
};

const share = (id: string, label: string, atLeast: number[], aim: number[]): Target => ({
  id,
  label,
  unit: 'share',
  isLow: false,
  atLeast,
  aim,
});
const low = (id: string, label: string, unit: Unit, atLeast: number[], aim: number[]): Target => ({
  id,
  label,
  unit,
  isLow: true,
  atLeast,
  aim,
});

export const TARGETS: readonly Target[] = [
  share('words', 'words found on the page (recall)', [0.89], [0.93]),
  share('words-precision', 'words read that are there (precision)', [], []),
  share('digit-words', 'words with a digit: recall / precision', [0.9, 0.88], [0.94, 0.93]),
  low('crops', 'CER of labelled line crops, upper-cased', 'share', [0.022], [0.015]),
  share('readable', 'total / date literally readable', [0.985, 0.97], [0.995, 0.985]),
  share('lines', 'lines found at IoU 0.5 / covered by 70 %', [0.95, 0.98], [0.98, 0.99]),
  low('time', 'a receipt on one thread, decoding included: p50 / p95', 'ms', [250, 800], [120, 400]),
  low('bulk', 'in bulk on two cores, per receipt', 'ms', [200], [100]),
  low('memory', 'peak memory of the pool of two readers', 'MB', [450], [350]),
  low('disk', 'models on disk', 'MB', [8], [4]),
  share('german', 'German receipts: date / total literally readable', [0.95, 0.95], [0.99, 0.99]),
  low('languages', 'CER of rendered lines in 12 languages, case counts', 'share', [0.03], [0.015]),
  low('shadow', 'loss of word recall: shadow', 'share', [0.05], [0.03]),
  low('rotation-8', '… rotation by 8°', 'share', [0.05], [0.03]),
  low('rotation-90', '… rotation by 90°', 'share', [0.05], [0.03]),
  low('rotation-180', '… rotation by 180°', 'share', [], []),
  low('wave', '… page wave', 'share', [0.05], [0.03]),
  low('half', '… half resolution', 'share', [0.05], [0.03]),
  low('blur', '… blur, σ 1.2', 'share', [0.05], [0.03]),
  low('photo', '… photo on a table', 'share', [], []),
  low('robust-time', '240 broken PDFs and 100 noise pictures: slowest', 's', [60], [60]),
  low('robust-lost', '… files that a reader hung on or died of', 'count', [0], [0]),
  low('robust-memory', '… peak memory of the pool', 'MB', [1024], [1024]),
];

/** What was measured for a row of the table: the same number of values as the target has, one set a column. */
export type Figure = {
  readonly id: string;
  /** How many of what: "79 receipts". */
  readonly n: string;
  readonly tesseract?: readonly number[];
  readonly own?: readonly number[];
};

export type Verdict = 'aim' | 'at least' | 'missed' | '';

/** Which of its targets a row reaches with all its values. */
export function verdictOf(target: Target, own: readonly number[] | undefined): Verdict {
  if (own === undefined || target.atLeast.length === 0 || own.some(Number.isNaN)) return '';
  const reaches = (limits: readonly number[]): boolean =>
    limits.every((limit, i) => {
      const value = own[i] ?? Number.NaN;
      return target.isLow ? value <= limit : value >= limit;
    });
  return reaches(target.aim) ? 'aim' : reaches(target.atLeast) ? 'at least' : 'missed';
}

/** Values with their unit: ".934 / .921", "120 / 400 ms", "3.9 MB". */
export function written(unit: Unit, values: readonly number[] | undefined): string {
  if (values === undefined || values.length === 0) return '–';
  const one = (value: number): string => {
    if (Number.isNaN(value)) return '–';
    if (unit === 'share') return value.toFixed(3).replace(/^(-?)0\./, '$1.');
    return unit === 'ms' || unit === 'count' || value >= 100 ? String(Math.round(value)) : value.toFixed(1);
  };
  const text = values.map(one).join(' / ');
  return unit === 'share' || unit === 'count' ? text : `${text} ${unit}`;
}
