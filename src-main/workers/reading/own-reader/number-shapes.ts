/** Marks that may stand round a number and say nothing about it. */
const BEFORE = String.raw`^[:;.,*#"'(\[-]{0,2}`;
const AFTER = String.raw`[:;.,*"')\]-]{0,2}$`;
const CURRENCY = '(?:RM|MYR|EUR|USD|GBP|CHF|PLN|CZK|SEK|DKK|NOK|Kč|zł|kr|[€£$])';

const AMOUNT = new RegExp(
  String.raw`${BEFORE}${CURRENCY}?[-+]?(?:\d{1,3}(?:[.,'’]\d{3})+|\d{1,7})[.,]\d{2}(?:${CURRENCY}|%|[A-Z]{1,2})?${AFTER}`,
  'u',
);
const DAY_FIRST = new RegExp(String.raw`${BEFORE}(\d{1,2})([/.-])(\d{1,2})\2(?:\d{2}|(?:19|20)\d{2})${AFTER}`, 'u');
const YEAR_FIRST = new RegExp(String.raw`${BEFORE}(?:19|20)\d{2}([/.-])(\d{1,2})\1(\d{1,2})${AFTER}`, 'u');
const NAMED_MONTH = new RegExp(String.raw`${BEFORE}(\d{1,2})[-/.]?[A-Za-z]{3}[-/.]?(?:\d{2}|20\d{2})${AFTER}`, 'u');
const TIME = new RegExp(String.raw`${BEFORE}(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[AaPp]\.?[Mm]\.?)?${AFTER}`, 'u');
const VAT_ID = new RegExp(
  String.raw`${BEFORE}(?:ATU\d{8}|BE[01]\d{9}|CHE-?\d{3}\.?\d{3}\.?\d{3}|CZ\d{8,10}|DE\d{9}|DK\d{8}|ES[A-Z]\d{7}[A-Z0-9]|ES\d{8}[A-Z]|FI\d{8}|FR[A-Z0-9]{2}\d{9}|GB\d{9}|IT\d{11}|NL\d{9}B\d{2}|PL\d{10}|PT\d{9}|SE\d{12})${AFTER}`,
  'u',
);

/** True for a word that is an amount of money with cents, a calendar date, a time of day or a VAT id of the countries we read, and possible as such. */
export function isNumberShape(word: string): boolean {
  return AMOUNT.test(word) || isDate(word) || isTime(word) || VAT_ID.test(word);
}

function isDate(word: string): boolean {
  const dayFirst = DAY_FIRST.exec(word);
  if (dayFirst !== null) return isDayAndMonth(dayFirst[1], dayFirst[3]) || isDayAndMonth(dayFirst[3], dayFirst[1]);
  const yearFirst = YEAR_FIRST.exec(word);
  if (yearFirst !== null) return isDayAndMonth(yearFirst[3], yearFirst[2]);
  const named = NAMED_MONTH.exec(word);
  return named !== null && isDayAndMonth(named[1], '1');
}

function isDayAndMonth(day: string | undefined, month: string | undefined): boolean {
  return Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
}

function isTime(word: string): boolean {
  const [, hours, minutes, seconds = '0'] = TIME.exec(word) ?? [];
  return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
}

/** Lengths of the IBANs of the countries we read (ISO 13616 registry). */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  AT: 20,
  BE: 16,
  CH: 21,
  CZ: 24,
  DE: 22,
  DK: 18,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  IE: 22,
  IT: 27,
  LI: 21,
  LU: 20,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  SE: 24,
  SK: 24,
};

/** Length of an IBAN that begins with the given country code; undefined if it is none that we know. */
export function ibanLength(country: string): number | undefined {
  return IBAN_LENGTHS[country];
}

/** True if the check digits of an IBAN without spaces are right (ISO 7064, modulo 97). */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(text) || text.length !== ibanLength(text.slice(0, 2))) return false;
  let rest = 0;
  for (const sign of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
