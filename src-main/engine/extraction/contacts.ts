import type { Facts } from './facts.ts';
import { perText, says } from './facts.ts';
import { cardDigitsIn } from './grammar/card.ts';
import type { ContactKind, ContactMention } from './grammar/contact.ts';
import { contactsIn } from './grammar/contact.ts';
import { evidenceOf, spanOf } from './rows.ts';
import type { Evidence, Span } from './types.ts';

/** A contact of the document with its place. `nearBuyer` where it stands beside or below a label of the buyer. */
export type Contact = Pick<ContactMention, 'kind' | 'value' | 'weight'> & {
  readonly isFreeMail: boolean;
  readonly nearBuyer: boolean;
  readonly span: Span;
  readonly evidence: Evidence;
};

/** More contacts than any letterhead has; the bound keeps a page of addresses from costing more than a receipt. */
const MOST_CONTACTS = 60;
/** Rows below a label of the buyer that belong to the buyer's block. */
const BUYER_ROWS = 4;

const contactMentionsOf = perText(({ upper }) => contactsIn(upper));
const cardMentionsOf = perText(({ upper }) => cardDigitsIn(upper));

/** Telephone numbers, mail and web addresses and BICs of a document, in reading order. */
export function contactsOf(facts: Facts): Contact[] {
  const found: Contact[] = [];
  let buyerUntil = -1;
  for (const row of facts.rows) {
    if (says(row.label, 'buyer')) buyerUntil = row.row.index + BUYER_ROWS;
    for (const { kind, value, weight, isFreeMail, start, end } of contactMentionsOf(row)) {
      if (found.length >= MOST_CONTACTS) return found;
      const place = { span: spanOf(row.row, start, end), evidence: evidenceOf(row.row, start, end) };
      found.push({ kind, value, weight, isFreeMail: isFreeMail === true, nearBuyer: row.row.index <= buyerUntil, ...place });
    }
  }
  return found;
}

/** Distinct values of a kind that are not the buyer's, the surest first. */
export function supplierContacts(contacts: readonly Contact[], kind: ContactKind): string[] {
  const own = contacts.filter((c) => c.kind === kind && !c.nearBuyer).sort((a, b) => b.weight - a.weight);
  return [...new Set(own.map((c) => c.value))];
}

/** Domains that speak for the supplier: of web addresses and of mail addresses that are not at a provider for everybody. */
export function supplierDomains(contacts: readonly Contact[]): string[] {
  const own = contacts.filter((c) => !c.nearBuyer && !c.isFreeMail && (c.kind === 'domain' || c.kind === 'email'));
  return [...new Set(own.map((c) => c.value.slice(c.value.indexOf('@') + 1)))];
}

/** Last four digits of the card that paid, with where they stand. */
export type CardDigits = { readonly last4: string; readonly isMasked: boolean; readonly span: Span; readonly evidence: Evidence };

/** Cards that a document names, masked ones first. */
export function cardDigitsOf(facts: Facts): CardDigits[] {
  return facts.rows
    .flatMap((row) =>
      cardMentionsOf(row).map(({ last4, isMasked, start, end }) => ({
        last4,
        isMasked,
        span: spanOf(row.row, start, end),
        evidence: evidenceOf(row.row, start, end),
      })),
    )
    .sort((a, b) => Number(b.isMasked) - Number(a.isMasked))
    .slice(0, 10);
}
