import { closest } from 'fastest-levenshtein';

/** What a label says about the words beside it. */
export type Label = 'total' | 'number' | 'iban';

/**
 * Words of twelve languages that stand beside a total or a document's number. Too many cost a look at a row, too few cost a field, and
 * most receipts stay below the number of rows that may be looked at anyway.
 */
const TOTAL =
  'total totals totale totaal totalt totaux amount sum summe gesamt gesamtbetrag gesamtsumme endbetrag betrag rechnungsbetrag zahlbetrag zahlen bezahlen balance due payable pay paid grand net nett montant somme payer regler importe pagar suma valor importo pagare dovuto complessivo bedrag betalen te-betalen razem zaplaty kwota naleznosci celkem celkova uhrade castka betala summa belopp betale ialt belob yhteensa loppusumma maksettava ttc brutto gross rounded rounding';
const NUMBER =
  'invoice inv receipt bill slip tax-invoice rechnung rechnungsnummer rechnungsnr re-nr beleg belegnummer beleg-nr bon bonnr quittung facture recu ticket factura fatura recibo fattura ricevuta scontrino factuur factuurnummer bonnummer kassabon faktura paragon rachunek fakturanr doklad uctenka kvitto kvittonr fakturanummer kvittering bilag lasku kuitti laskunumero number nummer numero document doc';

const LABELS: ReadonlyMap<string, Label> = new Map<string, Label>([
  ...TOTAL.split(' ').map((word) => [word, 'total'] as const),
  ...NUMBER.split(' ').map((word) => [word, 'number'] as const),
  ['iban', 'iban'],
]);
/** Labels that are known also with one letter wrong; of shorter ones too many other words are one letter away (payer, paper). */
const LONG_LABELS = [...LABELS.keys()].filter((word) => word.length >= 6 || word === 'total');

/** Digits that stand for the letter they look like. */
const LOOKALIKE: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '5': 's', '8': 'b' };

/** The label that a word is, also where a letter of a longer one was misread. */
export function labelOf(text: string): Label | undefined {
  const letters = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[0158]/g, (digit) => LOOKALIKE[digit] ?? digit)
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o')
    .replace(/[^a-z-]/g, '');
  const exact = LABELS.get(letters);
  if (exact !== undefined || letters.length < 4) return exact;
  const near = closest(letters, LONG_LABELS);
  return isOneEditAway(letters, near) ? LABELS.get(near) : undefined;
}

/** True where one letter was changed, lost or added. */
function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end <= 1;
}

/** A digit, or a letter that a reader easily takes for one. */
const D = '[\\dOoQDIlSBZ]';
const DATE_LIKE = new RegExp(`(?:^|[^\\d])${D}{1,4}[./\\-']${D}{1,2}[./\\-']${D}{2,4}(?:$|[^\\d])`);
const DAY_MONTH_YEAR = new RegExp(`^\\W*${D}{1,4}[./\\-' ]?\\p{L}{3,9}[./\\-', ]{0,2}${D}{2,4}\\W*$`, 'u');

/** Looks like a date, also with a misread digit. */
export function isDateLike(text: string): boolean {
  if (!/\d/.test(text)) return false;
  return DATE_LIKE.test(text) || (DAY_MONTH_YEAR.test(text) && isMonth(text));
}

/** Beginnings of the names of months in twelve languages, without accents. */
const MONTHS =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|maj|mag|mei|mrt|maa|mrz|mae|okt|dez|des|ene|abr|ago|set|dic|gen|giu|lug|ott|fev|avr|avril|juin|juil|aou|out|sty|lut|kwi|cze|lip|sie|wrz|paz|lis|gru|led|uno|bre|dub|kve|cer|srp|zar|rij|pro|tam|hel|huh|tou|kes|hei|elo|syy|lok|jou)/;
const MONTH_LETTERS = /\p{L}{3,}/u;

/** A word that begins like a month's name. */
export function isMonth(text: string): boolean {
  const letters = MONTH_LETTERS.exec(text.normalize('NFD').replace(/\p{M}/gu, ''))?.[0].toLowerCase();
  return letters !== undefined && letters.length <= 10 && MONTHS.test(letters);
}

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'cs', 'sv', 'da', 'fi'];
const MONTH_NAMES: ReadonlySet<string> = new Set(
  LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => {
      const { format } = new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, at) => lettersOf(format(Date.UTC(2024, at, 15))));
    }),
  ),
);

/** Exactly the name of a month in one of twelve languages, long or short, with marks and digits around it. */
export function isMonthName(text: string): boolean {
  const letters = lettersOf(text);
  return letters !== '' && MONTH_NAMES.has(letters);
}

function lettersOf(text: string): string {
  return /\p{L}{3,}/u.exec(text.normalize('NFC'))?.[0].toLowerCase() ?? '';
}

const AMOUNT_LIKE = new RegExp(`^[^\\d]{0,4}${D}{1,9}(?:[.,' ]${D}{3})*[.,:'\\-]?${D}{0,2}[^\\d]{0,4}$`);

/** Looks like an amount of money, also with a misread digit, a currency's sign or a minus beside it. A lone digit is a count of items. */
export function isAmountLike(text: string): boolean {
  return /\d.*[\dOoQDIlSBZ]|[OoQDIlSBZ].*\d/.test(text) && AMOUNT_LIKE.test(text);
}

/** Begins like an account number: country, check digits, and groups or one long run. */
export function isIbanLike(text: string): boolean {
  return /^[A-Z]{2}\d{2}(?:[A-Z\d]{4,}|)$/.test(text.replace(/^IBAN:?/i, '')) && text.length >= 4;
}

const DATE = /^\W*(?:(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})|(\d{4})([./-])(\d{1,2})\6(\d{1,2}))\W*$/;
const LAST_MONTH = 12;
const LAST_DAY = 31;

/** A date that is possible: digits, one kind of separator, a month and a day that exist. */
export function isPossibleDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (parts === null) return false;
  const [a, b] = parts[5] === undefined ? [Number(parts[1]), Number(parts[3])] : [Number(parts[7]), Number(parts[8])];
  return a >= 1 && b >= 1 && Math.min(a, b) <= LAST_MONTH && Math.max(a, b) <= LAST_DAY;
}

/** An amount with its fraction, as money is printed: digits, groups of three, one decimal separator. */
export function isPossibleAmount(text: string): boolean {
  return /^\D{0,4}(?:\d+|\d{1,3}(?:[.,' ]\d{3})+)[.,]\d{2}\D{0,4}$/.test(text) && !/[OoIlS]\d|\d[OoIlS]/.test(text);
}
