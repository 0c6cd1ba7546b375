import type { Box, Currency, LocalDate } from '../../contract/index.ts';

/** Order of the parts in a date that is written in numbers only. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/**
 * What is known before the page is looked at. `currency` is the client's own; `dateOrder` is the habit of the client or the
 * supplier, absent where neither is known; `clientName` keeps the buyer from being taken for the supplier.
 */
export type ExtractionContext = {
  readonly today: LocalDate;
  readonly currency: Currency;
  readonly dateOrder?: DateOrder;
  readonly clientName?: string;
};

/** Where a value stands: row index in the page list, half-open character span in the row's text, and the box of its words. */
export type Span = { readonly row: number; readonly start: number; readonly end: number };

/**
 * Evidence of a value: page, union of the word boxes, lowest confidence of the reader among the words, and the probability that all of them
 * were read right. `readers` is 1 where two readers agreed on them, -1 where they did not, 0 where only one looked.
 */
export type Evidence = {
  readonly page: number;
  readonly box: Box;
  readonly wordP: number;
  readonly allP: number;
  readonly readers: -1 | 0 | 1;
};

/** Named numbers that describe a candidate; the weights in `weights.ts` carry the same names. */
export type Features = Readonly<Record<string, number>>;

/**
 * One possible value of a field. Scoring sees only `features`, so that a trained model can take the place of the rules
 * without any change to grammars or decoding.
 */
export type Candidate = {
  readonly value: string;
  readonly evidence: Evidence;
  readonly span: Span;
  /** All of its spans where it has more than one: a name on two rows, an address. */
  readonly parts?: readonly Span[];
  readonly features: Features;
};

/** A candidate after scoring. Scores are log-odds among the candidates of one field. */
export type Scored = Candidate & { readonly score: number };
