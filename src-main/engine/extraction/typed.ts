import type { DecimalText, FieldName, LocalDate } from '../../contract/index.ts';
import { Currency, dayNumber, exponentOf, formatMoney, parseMoney } from '../../contract/index.ts';
import { meanings, resolveMark } from './grammar/currency.ts';
import { datesIn } from './grammar/date.ts';
import { documentNumberAt, ibanOf } from './grammar/identifier.ts';
import { plainUpper } from './labels.ts';
import type { DateOrder, ExtractionContext } from './types.ts';

/** How a person writes amounts: `dot` is 1,234.50, `comma` is 1.234,50. */
export type AmountStyle = 'dot' | 'comma';

/**
 * The amount that a person typed: `1.234,56`, `1 234.5`, `12,5`, `(12.50)`, `12.50-`, `€ 9`. Undefined where the text is no amount
 * of the currency, or where `1.234` could be both and no style decides.
 */
export function parseAmountText(text: string, currency: Currency, style?: AmountStyle): DecimalText | undefined {
  const typed = text
    .trim()
    .slice(0, 60)
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/−/g, '-');
  const bracketed = /^\((.*)\)$/.exec(typed);
  const inner = (bracketed?.[1] ?? typed).trim();
  const signed = /^(-?)\s?(.*?)\s?(-|CR)?$/i.exec(inner);
  const body = withoutMark(signed?.[2] ?? '').trim();
  const lateMinus = /^-/.test(body);
  if (lateMinus && signed?.[1] === '-') return undefined;
  const core = body.replace(/^-\s?/, '');
  if (!/^[\d.,'’ ]{1,24}$/.test(core) || !/\d/.test(core)) return undefined;
  const decimal = decimalOf(core, exponentOf(currency), style);
  const negative = bracketed !== null || signed?.[1] === '-' || signed?.[3] !== undefined || lateMinus;
  const money = decimal === undefined ? undefined : parseMoney(`${negative ? '-' : ''}${decimal}`, currency);
  return money && formatMoney(money);
}

function withoutMark(text: string): string {
  const before = /^([A-Za-z]{0,3}[$€£¥₹₩₫฿₱₺₴₪₦₽]?|[A-Za-z]{2,3})\s?(?=-?[\d.,])/.exec(text)?.[1] ?? '';
  const rest = before !== '' && meanings(before).length > 0 ? text.slice(before.length) : text;
  const after = /([A-Za-z]{2,4}|[$€£¥₹₩₫฿₱₺₴₪₦₽])$/.exec(rest)?.[1] ?? '';
  return after !== '' && meanings(after).length > 0 ? rest.slice(0, rest.length - after.length) : rest;
}

/** Decimal text with a dot. Separators must form groups of three; one sign that could be either is settled by the style alone. */
function decimalOf(core: string, exponent: number, style: AmountStyle | undefined): string | undefined {
  const compact = core.replace(/(?<=\d) (?=\d{3}(?:\D|$))/g, '\u2019').replace(/'/g, '\u2019');
  if (compact.includes(' ')) return undefined;
  const marks = [...compact.matchAll(/[.,]/g)].map((m) => m[0]);
  if (marks.length === 0) return grouped(compact) ? compact.replace(/\u2019/g, '') : undefined;
  const last = marks.at(-1) ?? '.';
  const [whole = '', fraction = ''] = [compact.slice(0, compact.lastIndexOf(last)), compact.slice(compact.lastIndexOf(last) + 1)];
  const unique = new Set(marks).size;
  const asDecimal = fraction.length <= Math.max(exponent, 0) && !fraction.includes('\u2019') && (unique === 2 || marks.length === 1);
  const asGroups = unique === 1 && grouped(compact);
  const decimal = `${whole.replace(/[.,\u2019]/g, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  const valid = unique === 1 || grouped(whole);
  const mark = style === undefined ? undefined : style === 'dot' ? '.' : ',';
  if (asDecimal && asGroups) {
    if (mark === undefined) return undefined;
    return mark === last ? decimal : compact.replace(/[.,\u2019]/g, '');
  }
  if (asGroups && fraction.length === 3) {
    if (mark === last) return undefined;
    return exponent === 3 && mark === undefined ? undefined : compact.replace(/[.,\u2019]/g, '');
  }
  return asDecimal && valid && (unique === 1 ? grouped(whole) : true) ? decimal : undefined;
}

/** True where every separator has three digits after it and one to three before the first. */
function grouped(text: string): boolean {
  return text === '' || /^\d+$/.test(text) || /^\d{1,3}(?:([.,\u2019])\d{3})(?:\1\d{3})*$/.test(text);
}

/**
 * The day that a person typed: `2026-04-03`, `3/4/26`, `3.4.`, `3 apr`, `apr 3 2026`. Without a year it is the latest such day that is
 * not after tomorrow. Undefined where the text is no day.
 */
export function parseDateText(text: string, order: DateOrder, today: LocalDate): LocalDate | undefined {
  const typed = plainUpper(text.trim().slice(0, 40));
  const year = today.slice(0, 4);
  const attempts = [typed, `${typed.replace(/[.\-/,\s]+$/, '')}${separatorOf(typed)}${year}`];
  for (const [i, attempt] of attempts.entries()) {
    const [found, another] = datesIn(attempt, order);
    if (!found || another || found.start !== 0 || found.end < attempt.replace(/[.,]+$/, '').length || found.form === 'loose') continue;
    const reading = found.readings.find((r) => r.order === order) ?? (found.readings.length === 1 ? found.readings[0] : undefined);
    if (!reading) continue;
    if (i === 0 || dayNumber(reading.date) <= dayNumber(today) + 1) return reading.date;
    return previousYear(reading.date);
  }
  return undefined;
}

function separatorOf(typed: string): string {
  return /[.\-/]/.exec(typed)?.[0] ?? ' ';
}

function previousYear(date: LocalDate): LocalDate | undefined {
  const text = `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;
  return datesIn(text, 'ymd')[0]?.readings[0]?.date;
}

/** Outcome of checking a typed value: the canonical value, or the problem in words for the person who typed it. */
export type Canonical = { readonly value: string } | { readonly problem: string };

/** An amount with as many digits as the currency has: 1234.50, 1234 (JPY), 1234.500 (KWD). */
function sampleAmount(currency: Currency): string {
  const digits = exponentOf(currency);
  return digits === 0 ? '1234' : `1234.${'5'.padEnd(digits, '0')}`;
}

/**
 * The canonical form of what a person typed into a field. `context.currency` is the DOCUMENT's currency here: amounts get its digits.
 * An empty text is a problem; clearing a field is the caller's business.
 */
export function canonicalField(
  name: FieldName,
  typed: string,
  context: Pick<ExtractionContext, 'today' | 'currency' | 'dateOrder'>,
): Canonical {
  const text = typed.replace(/\s+/g, ' ').trim().slice(0, 500);
  if (text === '') return { problem: 'Nothing was entered.' };
  switch (name) {
    case 'net':
    case 'tax':
    case 'total':
    case 'tip':
    case 'cash':
    case 'change':
      return orProblem(
        parseAmountText(text, context.currency),
        `This is no clear amount in ${context.currency}. Write it like ${sampleAmount(context.currency)}.`,
      );
    case 'date':
    case 'dueDate':
      return orProblem(
        parseDateText(text, context.dateOrder ?? 'dmy', context.today),
        'This is no day of the calendar. Write it like 2026-04-03.',
      );
    case 'currency':
      return orProblem(currencyCode(text, context.currency), 'This is no known currency. Write its code, like EUR.');
    case 'iban':
      return orProblem(exactIban(text), 'This IBAN is not valid: its length or its check digits are wrong.');
    case 'supplierTaxId': {
      const value = text.toUpperCase().replace(/[\s.]/g, '');
      return /^[A-Z0-9/-]{5,24}$/.test(value) && /\d/.test(value) ? { value } : { problem: 'A tax number has 5 to 24 letters and digits.' };
    }
    case 'cardDigits':
      return /^\d{4}$/.test(text) ? { value: text } : { problem: 'These are the last four digits of the card.' };
    case 'number':
    case 'purchaseOrder':
      return documentNumberAt(plainUpper(text)) !== undefined || /^[\p{L}\d][\p{L}\d /\-_.#]{0,60}$/u.test(text)
        ? { value: text.replace(/\s/g, '') }
        : { problem: 'A document number has letters and digits only.' };
    case 'supplier':
    case 'address':
      return /[\p{L}\d]/u.test(text) ? { value: text } : { problem: 'A name or an address needs letters.' };
  }
}

function orProblem(value: string | undefined, problem: string): Canonical {
  return value === undefined ? { problem } : { value };
}

/** A person who types an IBAN means every character: nothing is mended here. */
function exactIban(text: string): string | undefined {
  const compact = text.toUpperCase().replace(/[\s.-]/g, '');
  return ibanOf(compact) === compact ? compact : undefined;
}

function currencyCode(text: string, own: Currency): string | undefined {
  const code = resolveMark(text.toUpperCase(), own);
  return code !== undefined && Currency.safeParse(code).success ? code : undefined;
}
