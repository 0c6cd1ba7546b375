import { type Box, Currency, LocalDate } from '../../../src-main/contract/index.ts';
import { factsOf, type RowFacts } from '../../../src-main/engine/extraction/facts.ts';
import type { LabelledPage, LabelledWord, Tag } from './document.ts';

/** An amount or a date where it stands, with the words before it in its row, up to the one before: its own label. */
export type Mention = {
  readonly row: RowFacts;
  readonly words: readonly LabelledWord[];
  readonly label: string;
};
export type AmountMention = Mention & { readonly minor: number };
export type DateMention = Mention & { readonly days: readonly string[]; readonly text: string; readonly isEmbedded: boolean };

/** Pages to be labelled, as rows in which the product's own grammars found dates and amounts. */
export class Sheet {
  readonly rows: readonly RowFacts[];
  readonly amounts: readonly AmountMention[];
  readonly dates: readonly DateMention[];
  /** Words as the rows hold them, and as the reader ordered them: in columns the two differ. */
  readonly inRows: readonly LabelledWord[];
  readonly inFlow: readonly LabelledWord[];
  readonly #words: ReadonlyMap<Box, LabelledWord>;

  constructor(pages: readonly LabelledPage[], currency: string) {
    const words = pages.flatMap((page) => page.words);
    // Rows hold copies of the words, but with the very same box.
    this.#words = new Map(words.map((word) => [word.box, word]));
    const context = { today: LocalDate.parse('2030-12-31'), currency: Currency.parse(currency), dateOrder: 'dmy' as const };
    const source = pages[0]?.source ?? 'ocr';
    this.rows = factsOf({ source, reader: '', pages: pages.map((page) => ({ ...page })) }, context).rows;
    this.inFlow = words;
    this.inRows = this.rows.flatMap(({ row }) => this.wordsOf(row));
    this.amounts = this.rows.flatMap((row) => this.#amountsOf(row));
    this.dates = this.rows.flatMap((row) => this.#datesOf(row));
  }

  /** The words of a row that a span of its text touches, all of them without a span. */
  wordsOf(row: RowFacts['row'], start = 0, end = Number.POSITIVE_INFINITY): LabelledWord[] {
    return row.words.flatMap((word, i) => {
      const from = row.offsets[i] ?? 0;
      return from < end && from + word.text.length > start ? (this.#words.get(word.box) ?? []) : [];
    });
  }

  #amountsOf(facts: RowFacts): AmountMention[] {
    let before = 0;
    return facts.amounts.map(({ minor, start, end }) => {
      const label = facts.upper.slice(before, start).trim();
      before = end;
      // A currency's sign that is a word of its own is no part of the amount.
      const words = this.wordsOf(facts.row, start, end).filter(({ text }) => /\d/.test(text));
      return { row: facts, words, label, minor };
    });
  }

  #datesOf(facts: RowFacts): DateMention[] {
    let before = 0;
    return facts.dates.map(({ start, end, readings, form }) => {
      const label = facts.upper.slice(before, start).trim();
      before = end;
      const words = this.wordsOf(facts.row, start, end);
      const days = readings.map(({ date }) => String(date));
      const text = facts.upper.slice(start, end);
      return { row: facts, words, label, days, text, isEmbedded: form === 'embedded' };
    });
  }
}

/** Gives words a tag; words that have one keep it, so what is surest comes first. */
export function tag(words: Iterable<LabelledWord>, name: Tag, item?: number): void {
  for (const word of words) {
    if (word.tag !== 'other') continue;
    word.tag = name;
    if (item !== undefined) word.item = item;
  }
}
