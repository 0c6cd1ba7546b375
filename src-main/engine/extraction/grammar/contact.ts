import { isValidBIC } from 'ibantools';
import type { IdentifierMention } from './identifier.ts';
import { ibansIn } from './identifier.ts';
import { matchesIn } from './matches.ts';

export type ContactKind = 'phone' | 'fax' | 'email' | 'domain' | 'bic';

/**
 * A contact in a row of text; `value` is canonical: digits with an optional plus, lower case, or upper case for a BIC. `isFreeMail` marks
 * addresses at providers where anybody can have one: their domain says nothing about the supplier.
 */
export type ContactMention = IdentifierMention & { readonly kind: ContactKind; readonly isFreeMail?: boolean };

/** Mail providers for everybody, by the first label of their domain ("gmail.com", "yahoo.co.uk"), and those whose first label is a word. */
const FREE_MAIL = new Set(
  (
    'gmail googlemail yahoo ymail rocketmail hotmail outlook live msn icloud mac aol proton protonmail gmx web t-online freenet arcor mail email ' +
    'posteo mailbox tutanota zoho yandex orange wanadoo free laposte sfr libero tiscali virgilio alice tin telefonica terra sapo uol bol ' +
    'ziggo xs4all kpnmail hetnet planet telenet skynet bluewin sunrise seznam centrum atlas wp o2 onet interia telia spray tele2 jubii ' +
    'btinternet virginmedia sky talktalk ntlworld comcast verizon att sbcglobal bellsouth cox rogers shaw bigpond optusnet qq 163 126 naver daum streamyx'
  ).split(' '),
);

const DOMAIN = '[A-Z0-9](?:[A-Z0-9-]{0,40}[A-Z0-9])?(?:\\.[A-Z0-9-]{1,40}){0,3}\\.[A-Z]{2,10}';
const EMAIL = new RegExp(`(?<![A-Z0-9._%+-])([A-Z0-9][A-Z0-9._%+-]{0,60})\\s?(?:@|\\(AT\\)|\\[AT\\])\\s?(${DOMAIN})(?![A-Z0-9])`, 'g');
const WEB = new RegExp(`(?:HTTPS?\\s?:\\s?//\\s?(?:WWW\\.)?|(?<![A-Z0-9.@-])WWW\\s?\\.\\s?)(${DOMAIN})(?![A-Z0-9@])`, 'g');
/** A bare domain counts with the endings that shops have; "3.50.PER" or "S.A.R.L" are none. */
const BARE =
  /(?<![A-Z0-9.@/-])((?:[A-Z0-9][A-Z0-9-]{1,40}\.){1,3}(?:COM(?:\.[A-Z]{2})?|CO\.[A-Z]{2}|NET|ORG|EU|INFO|BIZ|SHOP|DE|AT|CH|FR|ES|IT|NL|BE|PT|PL|CZ|SK|SE|DK|NO|FI|IE|MY|SG|AU|NZ|IO|UK))(?![A-Z0-9.@-])/g;

const PHONE_LABEL =
  /\b(TEL(?:EPHONE|EFON|EFONO|EFOONNUMMER|EFONE|EPHON)?|PHONE|PH|HOTLINE|MOBILE?|MOBIL|MOB|HP|H\/P|CELL|HANDY|FON|PUHELIN|PUH|TLF|TFN|TELEFAX|TELECOPIE|FAX|FAKS)\b\.?/g;
const PHONE_NUMBER = /^[\s:.#\-(]{0,5}((?:\+|00)?\(?\d(?:[\s\-/.()]{0,3}\d){5,15})(?!\d|[.,]\d{2}(?!\d))/;
const INTERNATIONAL = /(?<![\d+])(\+\d(?:[\s\-/.()]{0,3}\d){7,14})(?!\d)/g;

const BIC_LABEL = /\b(?:BIC|SWIFT)(?:\s?[-/]?\s?(?:CODE|BIC|ADDRESS|NR|NO))?\b[\s:.()/-]{0,4}/g;
const BIC_SHAPE = /^([A-Z]{4}\s?[A-Z]{2}\s?[A-Z0-9]{2}(?:\s?[A-Z0-9]{3})?)(?![A-Z0-9])/;
const BIC_ALONE = /(?<![A-Z0-9])[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Z0-9])/g;

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean => a.start < b.end && b.start < a.end;

function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain.split('.').at(domain.split('.').length > 2 && /\.(?:co|com)\.[a-z]{2}$/.test(domain) ? -3 : -2) ?? '');
}

function mailsAndDomains(upper: string): ContactMention[] {
  if (!/[@.[(]/.test(upper)) return [];
  const found: ContactMention[] = [];
  const add = (mention: ContactMention): void => {
    if (!found.some((f) => overlaps(f, mention))) found.push(mention);
  };
  for (const match of matchesIn(upper, EMAIL)) {
    const domain = (match[2] ?? '').toLowerCase();
    const value = `${(match[1] ?? '').toLowerCase()}@${domain}`;
    add({ kind: 'email', value, isFreeMail: isFreeMail(domain), start: match.index, end: match.index + match[0].length, weight: 2 });
  }
  for (const [pattern, weight] of [
    [WEB, 2],
    [BARE, 1],
  ] as const) {
    for (const match of matchesIn(upper, pattern)) {
      const value = (match[1] ?? '').toLowerCase().replace(/^www\./, '');
      add({ kind: 'domain', value, isFreeMail: isFreeMail(value), start: match.index, end: match.index + match[0].length, weight });
    }
  }
  return found;
}

function phones(upper: string): ContactMention[] {
  const found: ContactMention[] = [];
  for (const match of matchesIn(upper, PHONE_LABEL)) {
    const from = match.index + match[0].length;
    const number = PHONE_NUMBER.exec(upper.slice(from, from + 48));
    if (!number?.[1]) continue;
    const start = from + number[0].length - number[1].length;
    const kind = /^(?:TELEFAX|TELECOPIE|FAX|FAKS)/.test(match[1] ?? '') ? 'fax' : 'phone';
    found.push({ kind, value: phoneValue(number[1]), start, end: start + number[1].length, weight: 2 });
  }
  for (const match of matchesIn(upper, INTERNATIONAL)) {
    const mention = {
      kind: 'phone',
      value: phoneValue(match[0]),
      start: match.index,
      end: match.index + match[0].length,
      weight: 1.5,
    } as const;
    if (!found.some((f) => overlaps(f, mention))) found.push(mention);
  }
  return found;
}

/** Digits with a plus in front where the number is international; "(0)" between country and area is not dialled. */
function phoneValue(text: string): string {
  const isInternational = /^\s*(?:\+|00)/.test(text);
  const digits = (isInternational ? text.replace(/\(0\)/, '') : text).replace(/\D/g, '').replace(isInternational ? /^00/ : /^(?!)/, '');
  return isInternational ? `+${digits}` : digits;
}

/** BICs behind their label, or beside an IBAN: eight capitals alone are a word more often than a bank. */
function bics(upper: string): ContactMention[] {
  const found: ContactMention[] = [];
  for (const match of matchesIn(upper, BIC_LABEL)) {
    const from = match.index + match[0].length;
    const shape = BIC_SHAPE.exec(upper.slice(from, from + 16))?.[1];
    for (const text of shape === undefined ? [] : [shape, shape.slice(0, -4)]) {
      const value = text.replace(/\s/g, '');
      if (!isValidBIC(value)) continue;
      found.push({ kind: 'bic', value, start: from, end: from + text.length, weight: 2 });
      break;
    }
  }
  const ibans = found.length === 0 && /\d{4}/.test(upper) ? ibansIn(upper) : [];
  if (ibans.length === 0) return found;
  for (const match of matchesIn(upper, BIC_ALONE)) {
    const mention = { kind: 'bic', value: match[0], start: match.index, end: match.index + match[0].length, weight: 1 } as const;
    if (isValidBIC(match[0]) && !ibans.some((iban) => overlaps(iban, mention))) found.push(mention);
  }
  return found;
}

/** Telephone numbers, mail and web addresses and BICs of one row, left to right; `upper` is upper case, same length as the row. */
export function contactsIn(upper: string): ContactMention[] {
  return [...mailsAndDomains(upper), ...phones(upper), ...bics(upper)].sort((a, b) => a.start - b.start);
}
