import type { DocumentType } from '../../contract/index.ts';
import type { AmountFact } from './amounts.ts';
import { plays } from './amounts.ts';
import type { Facts, RowFacts } from './facts.ts';
import { says } from './facts.ts';
import { LABELS } from './labels.ts';
import type { TaggedType } from './tagging/tags.ts';

/** What kind of document it is, and whether the page shows payment. */
export type Kind = { readonly value: DocumentType; readonly p: number; readonly paid: boolean | undefined };

/** What the classification needs to know of other fields. */
export type KindEvidence = {
  readonly hasIban: boolean;
  readonly hasDueDate: boolean;
  readonly hasTotal: boolean;
  readonly cashProven: boolean;
  readonly totalNegative: boolean;
  /** What the field tagger takes the document for. */
  readonly types?: Readonly<Record<TaggedType, number>>;
};

/** How much the network's word counts against points. */
const NETWORK = 1;
/** Kinds that only a heading or the network tells: without either they are as good as none. */
const UNLIKELY = -1.5;
/** A heading of its own; a bill names its order, its delivery and its contract too, so that it counts less than "invoice" beside it. */
const TITLE = 2.5;
/** More words than a heading has. */
const TITLE_WORDS = 5;

/** What stands alone in a row where goods are taken back; beside other words it is about terms ("refund within 7 days"). */
const TAKEN_BACK =
  /^\W*(?:REFUND|SALES? RETURN|RETURN RECEIPT|RETOURE|RUCKERSTATTUNG|WARENRUCKNAHME|REMBOURSEMENT|REEMBOLSO|DEVOLUCION|DEVOLUCAO|RIMBORSO|RESO|TERUGBETALING|ZWROT|VRATKA|ATERBETALNING|TILBAGEBETALING|PALAUTUS)\W*$/;

/** Height-to-width ratio above which a page is a till roll and no sheet (A4 is 1.41, Letter 1.29). */
const ROLL = 1.75;

/**
 * Points for each kind from headings, tender lines and page shape. "Tax invoice" on a till roll is a receipt: many countries
 * make tills print the word. A credit note must say so in its head, since terms at the foot mention credit notes, too.
 */
export function kindOf(facts: Facts, amounts: readonly AmountFact[], evidence: KindEvidence): Kind {
  const head = facts.rows.slice(0, Math.max(12, Math.ceil(facts.rows.length * 0.4)));
  const inHead = (label: 'creditWord' | 'statementWord' | 'invoiceWord' | 'receiptWord') => head.some((row) => says(row.label, label));
  const inTitle = (label: 'orderWord' | 'deliveryWord' | 'contractWord') =>
    head.some(
      (row) => row.row.words.length <= TITLE_WORDS && row.amounts.length === 0 && row.dates.length === 0 && says(row.label, label),
    ) && !inHead('invoiceWord');
  const anywhere = (label: 'receiptWord' | 'pleasePay' | 'invoiceWord') => facts.rows.some((row) => says(row.label, label));
  const first = facts.rows[0]?.row;
  const roll = first !== undefined && first.pageHeight / first.pageWidth > ROLL;
  const narrow = facts.rows.length > 0 && facts.rows.reduce((sum, row) => sum + row.row.words.length, 0) / facts.rows.length < 5;
  const change = amounts.some((f) => plays(f, 'change') && !plays(f, 'total'));
  const cash = amounts.some((f) => plays(f, 'cash') && !plays(f, 'total', 'subtotal'));
  const card = amounts.some((f) => plays(f, 'card'));
  const asks = evidence.hasIban || evidence.hasDueDate || anywhere('pleasePay');
  const scores: Record<DocumentType, number> = {
    receipt:
      (inHead('receiptWord') ? 1.5 : 0) +
      (roll ? 1.2 : 0) +
      (narrow ? 0.5 : 0) +
      (change ? 2 : 0) +
      (cash ? 1 : 0) +
      (card ? 1.5 : 0) +
      (facts.rows.some((r) => r.hasTime) ? 1 : 0),
    invoice:
      (inHead('invoiceWord') ? 1.5 : anywhere('invoiceWord') ? 0.5 : 0) +
      (evidence.hasIban ? 1.5 : 0) +
      (evidence.hasDueDate ? 1.5 : 0) +
      (anywhere('pleasePay') ? 1 : 0) +
      (roll ? -0.5 : 0.5),
    'credit-note': (inHead('creditWord') ? 4.5 : 0) + (evidence.totalNegative ? 1 : 0),
    statement: inHead('statementWord') ? 4 : 0,
    order: inTitle('orderWord') ? TITLE : UNLIKELY,
    'delivery-note': inTitle('deliveryWord') ? TITLE : UNLIKELY,
    contract: inTitle('contractWord') ? TITLE : UNLIKELY,
    other: evidence.hasTotal ? -1 : 1.5,
  };
  if (evidence.types !== undefined) addNetwork(scores, evidence.types);
  if (head.some(isCreditTitle)) takenBack(scores);
  if (head.some((row) => says(row.label, 'selfBilled'))) billOfBuyer(scores);
  const ranked = (Object.entries(scores) as [DocumentType, number][]).sort((a, b) => b[1] - a[1]);
  const [value, best] = ranked[0] ?? ['other', 0];
  const sum = ranked.reduce((s, [, score]) => s + Math.exp(score - best), 0);
  const proven = evidence.cashProven || (change && cash) || (card && value === 'receipt') || (cash && value === 'receipt' && !asks);
  const paid = proven && !(asks && value === 'invoice' && !evidence.cashProven) ? true : asks && value !== 'receipt' ? false : undefined;
  return { value, p: Math.round((1 / sum) * 1000) / 1000, paid };
}

/** A row that is the heading of a credit note and nothing else. */
function isCreditTitle({ row, label, amounts, dates }: RowFacts): boolean {
  const isShort = row.words.length <= TITLE_WORDS && amounts.length === 0 && dates.length === 0;
  return isShort && (TAKEN_BACK.test(label) || isAlone(label, LABELS.creditWord));
}

/** Whether a label is all that a row says. */
function isAlone(text: string, label: RegExp): boolean {
  return label.test(text) && !/[A-Z\d]{2}/.test(text.replace(label, ' '));
}

/** Its heading stands above all else that a page looks like: a refund that is posted as a purchase is off by twice its amount. */
function takenBack(scores: Record<DocumentType, number>): void {
  scores['credit-note'] = Math.max(...Object.values(scores)) + 1;
}

/** The buyer wrote the invoice for the seller (type 389 of the norm): what it is called, "Gutschrift" too, nothing is taken back. */
function billOfBuyer(scores: Record<DocumentType, number>): void {
  scores.invoice = Math.max(scores.invoice, 0) + TITLE;
  scores['credit-note'] = UNLIKELY;
}

/** Log-odds of the network beside the points. */
function addNetwork(scores: Record<DocumentType, number>, types: Readonly<Record<TaggedType, number>>): void {
  for (const [type, p] of Object.entries(types) as [TaggedType, number][]) {
    scores[type === 'not-financial' ? 'other' : type] += NETWORK * Math.max(-4, Math.min(4, Math.log((p + 0.001) / (1.001 - p))));
  }
}
