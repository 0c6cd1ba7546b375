import type { Facts, RowFacts } from './facts.ts';
import { says } from './facts.ts';
import type { AmountMention } from './grammar/amount.ts';
import type { Label } from './labels.ts';
import { labelText } from './labels.ts';
import { extentOf } from './rows.ts';

/** What the words around an amount say it is. One amount can have several roles (TOTAL ... CASH on one row). */
export type Role = Extract<
  Label,
  | 'grandTotal'
  | 'total'
  | 'weakTotal'
  | 'inclusive'
  | 'subtotal'
  | 'exclusive'
  | 'tax'
  | 'serviceCharge'
  | 'cash'
  | 'card'
  | 'change'
  | 'rounding'
  | 'discount'
  | 'quantity'
  | 'points'
>;

const ROLES: readonly Role[] = [
  'grandTotal',
  'total',
  'weakTotal',
  'inclusive',
  'subtotal',
  'exclusive',
  'tax',
  'serviceCharge',
  'cash',
  'card',
  'change',
  'rounding',
  'discount',
  'quantity',
  'points',
];

/** An amount with its surroundings. `own` roles come from its row, `above` from an unfinished row above, `column` from a heading. */
export type AmountFact = {
  readonly mention: AmountMention;
  readonly facts: RowFacts;
  readonly own: ReadonlySet<Role>;
  readonly above: ReadonlySet<Role>;
  readonly column: ReadonlySet<Role>;
  /** The row stands in a table of tax per rate, where totals are not the document's. */
  readonly inTaxTable: boolean;
  readonly isLastOfRow: boolean;
  /** Left and right edge in pixels. */
  readonly left: number;
  readonly right: number;
};

/** How many rows a tax table can reach below its heading. */
const TAX_TABLE_ROWS = 6;

const JOINED_GRAND_TOTAL = /BRUTTOSUMME|ZAHLBETRAG|RECHNUNGSBETRAG|GRANDTOTAL|TOTALDUE|AMOUNTDUE|TOTALTTC|NETAPAYER|ZUZAHLEN|TOTALINCL/;
const JOINED_SUBTOTAL = /POSITIONSSUMME|SUBTOTAL|TOTALHT|ZWISCHENSUMME|NETTOSUMME/;

function rolesOf(text: string): Set<Role> {
  const roles = new Set<Role>();
  if (!/[A-Z]{2}/.test(text)) return roles;
  for (const role of ROLES) if (says(text, role)) roles.add(role);
  // Print with wide letter spacing and some PDFs break a word in two ("Br uttosumme", "TO TAL").
  const joined = text.replace(/[^A-Z]/g, '');
  if (JOINED_GRAND_TOTAL.test(joined)) roles.add('grandTotal');
  if (JOINED_SUBTOTAL.test(joined)) roles.add('subtotal');
  return roles;
}

/** Every amount of the document with its roles, in reading order. */
export function amountFacts(facts: Facts): AmountFact[] {
  // Headings and labels stand over many amounts; each is looked at once.
  const known = new Map<string, ReadonlySet<Role>>();
  const roles = (text: string): ReadonlySet<Role> => {
    const found = known.get(text) ?? rolesOf(text);
    known.set(text, found);
    return found;
  };
  const all: AmountFact[] = [];
  let taxTableUntil = -1;
  facts.rows.forEach((row, i) => {
    if (says(row.label, 'summary') && row.amounts.length < 2) taxTableUntil = i + TAX_TABLE_ROWS;
    row.amounts.forEach((mention, k) => {
      const from = row.amounts[k - 1]?.end ?? 0;
      let label = labelText(row.row.text.slice(from, mention.start));
      if (!/[A-Z]{2}/.test(label)) label = labelText(row.row.text.slice(0, mention.start));
      if (!/[A-Z]{2}/.test(label) && row.amounts.length === 1) label = labelText(row.row.text.slice(mention.end));
      const bare = !/[A-Z]{3}/.test(label);
      const above = facts.rows[i - 1];
      const { left, right } = extentOf(row.row, mention.start, mention.end);
      all.push({
        mention,
        facts: row,
        own: roles(label),
        above: bare && above && above.amounts.length === 0 ? roles(above.label) : new Set(),
        column: bare ? roles(columnHeading(facts, i, left, right)) : new Set(),
        inTaxTable: i <= taxTableUntil,
        isLastOfRow: k === row.amounts.length - 1,
        left,
        right,
      });
    });
  });
  return all;
}

/** The nearest cell with letters above an amount and overlapping it, at most six rows up. */
function columnHeading(facts: Facts, at: number, left: number, right: number): string {
  const page = facts.rows[at]?.row.page;
  for (let i = at - 1; i >= Math.max(0, at - 6); i--) {
    const row = facts.rows[i];
    if (!row || row.row.page !== page) return '';
    if (row.row.cells.length < 2) continue;
    const cell = row.row.cells.find((c) => c.left < right && left < c.right && c.right - c.left < row.row.pageWidth / 3);
    if (cell && /\p{L}{2}/u.test(cell.text) && !/\d[.,]\d{2}/.test(cell.text)) return labelText(cell.text);
  }
  return '';
}

/** True where the amount carries the role by any of its surroundings. */
export function plays(fact: AmountFact, ...roles: readonly Role[]): boolean {
  return roles.some((role) => fact.own.has(role) || fact.above.has(role) || fact.column.has(role));
}
