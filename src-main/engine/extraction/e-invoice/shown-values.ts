import type { Facts, RowFacts } from '../facts.ts';
import { ibansIn } from '../grammar/identifier.ts';
import { evidenceOf } from '../rows.ts';
import type { Evidence } from '../types.ts';

/** Where the page shows a value, however it is written there; undefined where it does not. */
export type ShownValues = {
  /** Whole minor units of either sign. The last place, since sums stand below their parts. */
  amount(minor: number): Evidence | undefined;
  /** `YYYY-MM-DD`, in any order and with any month's name. */
  date(day: string): Evidence | undefined;
  /** Letters and digits on one row, whatever stands between them and whatever their size. */
  text(value: string): Evidence | undefined;
  /** Every IBAN on the page that is valid, in reading order. */
  readonly ibans: readonly { readonly value: string; readonly evidence: Evidence }[];
};

/** Looks values up that are known already: no label is needed to find them. */
export function shownValues({ rows }: Facts): ShownValues {
  const compacted = rows.map(compact);
  const firstIn = (find: (row: RowFacts) => { start: number; end: number } | undefined): Evidence | undefined => {
    for (const row of rows) {
      const at = find(row);
      if (at) return evidenceOf(row.row, at.start, at.end);
    }
    return undefined;
  };
  return {
    amount: (minor) => {
      const row = rows.findLast(({ amounts }) => amounts.some((amount) => Math.abs(amount.minor) === Math.abs(minor)));
      const at = row?.amounts.findLast((amount) => Math.abs(amount.minor) === Math.abs(minor));
      return row && at && evidenceOf(row.row, at.start, at.end);
    },
    date: (day) => firstIn(({ dates }) => dates.find(({ readings, guessed }) => !guessed && readings.some(({ date }) => date === day))),
    text: (value) => {
      const wanted = lettersOf(value);
      if (wanted.length < 2) return undefined;
      for (const row of compacted) {
        const at = row.find(wanted);
        if (at) return evidenceOf(row.row, at.start, at.end);
      }
      return undefined;
    },
    ibans: rows.flatMap(({ row, upper }) =>
      ibansIn(upper).map(({ value, start, end }) => ({ value, evidence: evidenceOf(row, start, end) })),
    ),
  };
}

function lettersOf(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** A row by its letters and digits alone, with their places in the row's text. */
function compact({ row }: RowFacts) {
  const places: number[] = [];
  let letters = '';
  for (let at = 0; at < row.text.length; at++) {
    const letter = lettersOf(row.text[at] ?? '');
    letters += letter;
    for (let i = 0; i < letter.length; i++) places.push(at);
  }
  const isLetter = (at: number) => /[\p{L}\p{N}]/u.test(row.text[at] ?? ' ');
  return {
    row,
    /** Whole words only: invoice 118 does not stand in 2118. */
    find(wanted: string): { start: number; end: number } | undefined {
      for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
        const [start, end] = [places[at] ?? 0, (places[at + wanted.length - 1] ?? 0) + 1];
        if (!isLetter(start - 1) && !isLetter(end)) return { start, end };
      }
      return undefined;
    },
  };
}
