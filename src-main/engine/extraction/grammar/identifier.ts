import { electronicFormatIBAN, isValidIBAN } from 'ibantools';

/** An identifier in a row of text; `value` is canonical (no spaces). */
export type IdentifierMention = { readonly value: string; readonly start: number; readonly end: number; readonly weight: number };

/** Letters and digits that a reader confuses inside an IBAN, where two letters are followed by digits. */
const CONFUSED: readonly (readonly [RegExp, string])[] = [
  [/O/g, '0'],
  [/[IL|]/g, '1'],
  [/S/g, '5'],
  [/B/g, '8'],
];

/** IBAN with a correct checksum and the length of its country, or undefined. `text` may hold spaces. */
export function ibanOf(text: string): string | undefined {
  const compact = electronicFormatIBAN(text.toUpperCase()) ?? '';
  if (compact.length < 15 || compact.length > 34) return undefined;
  if (isValidIBAN(compact)) return compact;
  // Countries whose accounts are digits only gain from mending; for others the checksum decides.
  const mended = CONFUSED.reduce((rest, [pattern, digit]) => rest.replace(pattern, digit), compact.slice(2));
  return isValidIBAN(compact.slice(0, 2) + mended) ? compact.slice(0, 2) + mended : undefined;
}

/** IBANs of one row. The longest run of groups that passes the checksum wins. */
export function ibansIn(upper: string): IdentifierMention[] {
  const found: IdentifierMention[] = [];
  for (const match of upper.matchAll(/(?<![A-Z0-9])[A-Z]{2}\s?[0-9OIL]{2}(?:[ .]?[A-Z0-9]{1,8}){3,10}/g)) {
    for (let end = match[0].length; end >= 15; end--) {
      if (/[A-Z0-9]/.test(upper[match.index + end] ?? ' ')) continue;
      const value = ibanOf(match[0].slice(0, end).replace(/[ .]/g, ''));
      if (value === undefined) continue;
      found.push({ value, start: match.index, end: match.index + end, weight: 1 });
      break;
    }
  }
  return found;
}

/** Labels of a document's own number. The more specific, the heavier. */
const NUMBER_LABELS: readonly { label: RegExp; weight: number }[] = [
  {
    label:
      /(?:\b(?:TAX |CASH )?(?:INVOICE|INV|BILL|FACTURE|FACTURA|FATTURA|FACTUUR|CREDIT ?NOTE)|(?<!BE)RECHNUNGS?|GUTSCHRIFTS?|KORREKTUR|\bAVOIR)\s?-?\s?(?:NO|NR|NUM(?:BER|MER|ERO)?|ID|#|N[°º]|NUMMER)\b\s?[.#]?/g,
    weight: 3,
  },
  { label: /(?:\b(?:FACTURE|FACTURA|FATTURA|FACTUUR|INVOICE|AVOIR)|(?<!BE)RECHNUNG|GUTSCHRIFT)\s?(?:N[°º]|#|:)/g, weight: 2.5 },
  {
    label:
      /\b(?:RECEIPT|RCPT|REC|BELEG|BON|DOC(?:UMENT)?|CS|TICKET|SLIP|QUITTUNGS?)\s?-?\s?(?:NO|NR|NUM(?:BER|MER)?|ID|#|N[°º]|NUMMER)(?:\b|(?=\d))\s?[.#]?/g,
    weight: 2.2,
  },
  { label: /\b(?:RECEIPT|BILL|INV|TAXINV|RCPT)\s?[#:]/g, weight: 1.8 },
  // The bare heading with the number behind it: "Facture FA-2017-0010", "Rechnung 181301674".
  { label: /(?:\b(?:FACTURE|FACTURA|FATTURA|FACTUUR|INVOICE|AVOIR)|(?<!BE)RECHNUNG)(?=\s[A-Z]{0,4}-?\d[A-Z0-9/\-.]{3,})/g, weight: 1.8 },
  // "Receipt BB-20177", "Ticket 3381": at least four characters with a digit, so that "receipt 2 of 3" is none.
  { label: /\b(?:RECEIPT|TICKET)(?=\s[A-Z]{0,4}-?\d[A-Z0-9/-]{3,}(?:\s|$|\u0001))/g, weight: 1.6 },
  { label: /^\W{0,3}(?:NO|NR)\.?(?=\s\d{4,12}(?:\s*$|\s*\u0001))/g, weight: 1.2 },
  { label: /\b(?:TRANS(?:ACTION)?|TRX|TXN|CHECK|CHK|ORDER|REF(?:ERENCE)?|BON)\s?\.?\s?(?:NO|NR|NUMBER|ID|#)\b\s?[.#]?/g, weight: 0.6 },
  { label: /(?<![A-Z.-]\s?)(?:NO|NR)\s?\.?\s?:/g, weight: 0.8 },
];

const NUMBER_VALUE = /^[\s:#.-]{0,5}([A-Z0-9][A-Z0-9/\-_.]{1,30}(?: [0-9]{3,10})?)/;

/** Labelled document numbers of one row. Values have a digit, are no date and no amount; trailing punctuation is dropped. */
export function documentNumbersIn(upper: string): (IdentifierMention & { open: boolean })[] {
  const found: (IdentifierMention & { open: boolean })[] = [];
  for (const { label, weight } of NUMBER_LABELS) {
    for (const match of upper.matchAll(label)) {
      const from = match.index + match[0].length;
      if (found.some((f) => f.start <= from && from <= f.end + 1 && f.weight > weight)) continue;
      const rest = upper.slice(from, from + 48);
      const value = documentNumberAt(rest);
      if (value) found.push({ value: value.value, start: from + value.start, end: from + value.end, weight, open: false });
      else if (/^[\s:.#]{0,4}(?:$|[A-Z\u0001])/.test(rest)) found.push({ value: '', start: match.index, end: from, weight, open: true });
    }
  }
  return found;
}

/** A document number at the beginning of a text, after a colon or the like. */
export function documentNumberAt(text: string): { value: string; start: number; end: number } | undefined {
  const match = NUMBER_VALUE.exec(text);
  const raw = match?.[1]?.replace(/[.\-/_]+$/, '') ?? '';
  if (!match || !/\d/.test(raw) || raw.length < 2 || /^\d{1,3}[.,]\d{2}$/.test(raw)) return undefined;
  const start = match[0].length - (match[1]?.length ?? 0);
  return { value: raw.replace(/\s/g, ''), start, end: start + raw.length };
}
