import { electronicFormatIBAN, ValidationErrorsIBAN, validateIBAN } from 'ibantools';
import { matchesIn } from './matches.ts';

export { documentNumberAt, documentNumbersIn, purchaseOrdersIn } from './document-number.ts';

/** An identifier in a row of text; `value` is canonical (no spaces). */
export type IdentifierMention = { readonly value: string; readonly start: number; readonly end: number; readonly weight: number };

/** Letters and digits that a reader confuses inside an IBAN, where two letters are followed by digits. */
const CONFUSED: readonly (readonly [RegExp, string])[] = [
  [/O/g, '0'],
  [/[IL|]/g, '1'],
  [/S/g, '5'],
  [/B/g, '8'],
];

/**
 * Length, shape and the checksum of the standard. Check digits inside the national part may fail: older accounts of some countries (the
 * Dutch giro) never had them.
 */
function isIban(compact: string): boolean {
  return validateIBAN(compact).errorCodes.every((code) => code === ValidationErrorsIBAN.WrongAccountBankBranchChecksum);
}

/** IBAN with a correct checksum and the length of its country, or undefined. `text` may hold spaces. */
export function ibanOf(text: string): string | undefined {
  const compact = electronicFormatIBAN(text.toUpperCase()) ?? '';
  if (compact.length < 15 || compact.length > 34) return undefined;
  if (isIban(compact)) return compact;
  // Countries whose accounts are digits only gain from mending; for others the checksum decides.
  const mended = CONFUSED.reduce((rest, [pattern, digit]) => rest.replace(pattern, digit), compact.slice(2));
  return isIban(compact.slice(0, 2) + mended) ? compact.slice(0, 2) + mended : undefined;
}

const IBAN = /(?<![A-Z0-9])[A-Z]{2}\s?[0-9OIL]{2}(?:[ .]?[A-Z0-9]{1,8}){3,10}/g;

/** IBANs of one row. The longest run of groups that passes the checksum wins. */
export function ibansIn(upper: string): IdentifierMention[] {
  const found: IdentifierMention[] = [];
  for (const match of matchesIn(upper, IBAN)) {
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
