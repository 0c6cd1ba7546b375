import { type Facts, perText, type RowFacts } from '../facts.ts';
import { LABELS, plainUpper } from '../labels.ts';
import { type Cell, evidenceOf } from '../rows.ts';
import type { Evidence } from '../types.ts';
import { BARE_PHONE, CONTACT, HEADING, hasLegalForm, LEGAL_FORM, POSTCODE, REGISTRATION, squash } from './party-words.ts';

/** The name stands at the head, in a footer, or behind a label; further down only rows with a legal form are looked at. */
export const HEAD_ROWS = 14;
const MOST_FAR_CANDIDATES = 20;

/** A cell with what its words look like, looked up once: every candidate below asks the lines above it. `rank` counts the rows with words. */
export type Line = {
  readonly row: RowFacts;
  readonly cell: Cell;
  readonly upper: string;
  readonly rank: number;
  readonly evidence: Evidence;
  readonly hasForm: boolean;
  readonly isHeading: boolean;
  readonly isContact: boolean;
  readonly isBuyer: boolean;
  readonly isSeller: boolean;
};

export function lineOf(row: RowFacts, cell: Cell, rank: number): Line {
  const upper = plainUpper(cell.text);
  return {
    row,
    cell,
    upper,
    rank,
    evidence: evidenceOf(row.row, cell.start, cell.end),
    hasForm: hasLegalForm(upper),
    isHeading: HEADING.test(upper),
    isContact: CONTACT.test(upper),
    isBuyer: LABELS.buyer.test(upper),
    isSeller: LABELS.seller.test(upper),
  };
}

/** What a cell below a candidate says of the block that it may belong to. */
type Look = { readonly hasPostcode: boolean; readonly isContact: boolean };

/** What all candidates of a page are compared with. */
export type Page = {
  readonly facts: Facts;
  readonly lines: readonly Line[];
  /** Web and mail addresses without their endings, letters and digits only. */
  readonly domains: readonly string[];
  /** Letters and digits of the page, row after row: names on several rows are found again in it. */
  readonly squashed: string;
  /** Lines of the head that were read well, and the size of their largest print. */
  readonly readable: readonly Line[];
  readonly largest: number;
  readonly lookOf: (cell: Cell) => Look;
};

const squashedRow = perText(({ upper }) => squash(upper));

export function pageOf(facts: Facts, lines: readonly Line[]): Page {
  const readable = lines.filter((l) => l.rank < HEAD_ROWS && l.row.row.confidence >= 0.6);
  const looks = new Map<Cell, Look>();
  const lookOf = (cell: Cell): Look => {
    const known = looks.get(cell) ?? look(plainUpper(cell.text));
    looks.set(cell, known);
    return known;
  };
  const largest = Math.max(1, ...readable.map((l) => l.row.row.size));
  return { facts, lines, domains: domainsOf(facts), squashed: facts.rows.map(squashedRow).join(''), readable, largest, lookOf };
}

function look(upper: string): Look {
  return { hasPostcode: POSTCODE.test(upper), isContact: CONTACT.test(upper) || REGISTRATION.test(upper) || BARE_PHONE.test(upper) };
}

function saysWhoSells(cell: Cell): boolean {
  const upper = plainUpper(cell.text);
  return LEGAL_FORM.test(upper) || LABELS.seller.test(upper);
}

/** Cells of the first page that can hold a name. */
export function headLines(facts: Facts): Line[] {
  const lines: Line[] = [];
  let rank = 0;
  let far = 0;
  for (const row of facts.rows) {
    if (row.row.page !== 1) break;
    const readable = row.row.cells.filter((cell) => /(?:\p{L}\P{L}*){3}/u.test(cell.text));
    for (const cell of readable) {
      const isFar = rank >= HEAD_ROWS;
      if (isFar && (far >= MOST_FAR_CANDIDATES || !saysWhoSells(cell))) continue;
      if (isFar) far++;
      lines.push(lineOf(row, cell, rank));
    }
    if (readable.length > 0) rank++;
  }
  return lines;
}

function domainsOf(facts: Facts): string[] {
  return facts.rows
    .flatMap((row) =>
      /[@.]/.test(row.row.text) ? [...row.row.text.matchAll(/(?:@|www\.|https?:\/\/)([a-z0-9.-]{4,60})\.[a-z]{2,}/gi)] : [],
    )
    .map((match) => squash((match[1] ?? '').replace(/^www\./i, '')))
    .filter((domain) => domain.length >= 5);
}

/** Whether two cells stand over each other. */
export function overlap(a: Cell, b: Cell): boolean {
  return a.left < b.right && b.left < a.right;
}
