import { matchesIn } from './matches.ts';

/** How sure the form alone makes us: `decimal` has its decimals, `grouped` only thousands (1.234), `integer` neither. */
export type AmountForm = 'decimal' | 'grouped' | 'integer';

/**
 * Currencies of two decimals by ISO 4217 that are printed without them, so that "12 500" is an amount as it stands. From the decimals
 * that CLDR gives for cash (supplemental data, `_cashDigits` 0), as far as thousands are parted by spaces.
 */
const PRINTED_WHOLE = new Set(['HUF', 'XAF', 'XOF', 'XPF', 'ISK']);

const SPACE = '[ \\u00a0\\u2009\\u202f]';
/** Spaces that no reader puts between columns. */
const HARD_SPACE = '[\\u00a0\\u2009\\u202f]';
const SPACED = new RegExp(`\\d${SPACE}\\d`);
/** Signs that are glued to the first digit of an amount: what follows a space then is its next group. */
const GLUED_SIGN = '(?<=[€£$¥￥₹₩₫฿₱₺₴₪₦₽]|(?<![A-Za-z])R)';
const MARK_OR_DASH =
  '(?=\\s?(?:[.,]\\s?[-–—−]|/[-=]|[€£$]|(?:kr|KR|Kr|Ft|FT|zł|zl|Kč|Kc|Fr|lei)(?![A-Za-z])|(?:EUR|SEK|NOK|DKK|CZK|PLN|HUF|CHF)(?![A-Za-z])))';

/**
 * Every shape is bounded, so that matching stays linear whatever the text. Order matters: grouped before plain. Groups parted by a space
 * look like two columns; they count with a decimal comma, with two groups, behind a glued sign, or before a mark or a dash.
 */
const SHAPES = [
  `\\d{1,2}(?:,\\d{2}){1,4},\\d{3}(?:\\.\\d{1,2})?(?!\\d)`,
  `\\d{1,3}(?:[.,'’´\`]\\d{3}){1,4}(?:\\s?[.,]\\s?\\d{1,3})?(?!\\d)`,
  `\\d{1,3}(?:${SPACE}\\d{3}){1,4}\\s?,\\d{2}(?!\\d)`,
  `\\d{1,3}(?:${SPACE}\\d{3}){2,4}\\.\\d{2}(?!\\d)`,
  `\\d{1,3}(?:${HARD_SPACE}\\d{3}){1,4}(?:[.,]\\d{2})?(?!\\d)`,
  `${GLUED_SIGN}\\d{1,3}(?:${SPACE}\\d{3}){1,4}(?:\\.\\d{2}(?!\\d)|(?![\\d.,]))`,
  `\\d{1,3}(?:${SPACE}\\d{3}){1,4}(?!\\d)${MARK_OR_DASH}`,
];
const PLAIN = [
  '\\d{1,9}\\s?[.,]\\s?\\d{2,3}(?!\\d)',
  '\\d{1,9}\\s[.,]\\s?\\d{2}(?!\\d)',
  '[.,]\\d{2}(?!\\d|[.,]\\d\\d(?!\\d))',
  '\\d{1,12}',
];
const NUMBER = new RegExp([...SHAPES, ...PLAIN].join('|'), 'g');
const NUMBER_WHOLE = new RegExp([...SHAPES, `\\d{1,3}(?:${SPACE}\\d{3}){1,4}(?!\\d|[.,]\\d)`, ...PLAIN].join('|'), 'g');

/** Runs of digits and separators that can be an amount of the currency, left to right. */
export function numbersIn(text: string, currency: string): Iterable<RegExpExecArray> {
  return matchesIn(text, PRINTED_WHOLE.has(currency) ? NUMBER_WHOLE : NUMBER);
}

/** "12,-" and "12.--" (Dutch, Scandinavian, Swiss), "12,=" (Dutch), "12/-" and "12/=" (Indian, East African): no decimals. */
const DASH_ENDING = /^(?:\s?[.,]\s?[-–—−]{1,2}(?![\d-])|[.,]=|\/[-=](?!\d))/;

/** Length of a dash that stands for the decimals behind a number, or 0. */
export function dashEnding(core: string, after: string): number {
  return /[.,]\d{1,2}$/.test(core) ? 0 : (DASH_ENDING.exec(after)?.[0].length ?? 0);
}

/**
 * Minor units of a number with separators. The last separator with exactly the currency's digits behind it is the decimal
 * mark, whichever sign it is; groups of three are thousands, groups of two before them Indian. Undefined where the shape fits no amount.
 */
export function readNumber(core: string, exponent: number): { minor: number; form: AmountForm } | undefined {
  const isSpaced = SPACED.test(core);
  const compact = core.replace(/[\s\u00a0\u2009\u202f]/g, '');
  const separators = compact.match(/[.,'’´`]/g) ?? [];
  const last = separators.at(-1);
  const scale = (whole: string, fraction: string): number | undefined => {
    const minor = Number(`${whole || '0'}${fraction.slice(0, exponent).padEnd(exponent, '0')}`);
    return Number.isSafeInteger(minor) ? minor : undefined;
  };
  const result = (minor: number | undefined, form: AmountForm) => (minor === undefined ? undefined : { minor, form });
  if (last === undefined) return result(scale(compact, ''), isSpaced ? 'grouped' : 'integer');
  const at = compact.lastIndexOf(last);
  const fraction = compact.slice(at + 1);
  const whole = compact.slice(0, at).replace(/[.,'’´`]/g, '');
  const groups = compact.split(/[.,'’´`]/).slice(1);
  if (last === '.' || last === ',') {
    if (exponent > 0 && fraction.length === exponent && (exponent !== 3 || last === '.' || separators.length > 1)) {
      return result(scale(whole, fraction), 'decimal');
    }
    if (fraction.length === 2 && exponent === 3) return result(scale(whole, fraction), 'decimal');
    if (exponent === 0 && fraction === '00') return result(scale(whole, ''), 'decimal');
  }
  const isSingle = new Set(separators).size === 1;
  const isIndian = last === ',' && groups.length > 1 && groups.every((group, i) => group.length === (i < groups.length - 1 ? 2 : 3));
  if (isSingle && (isIndian || groups.every((group) => group.length === 3))) return result(scale(whole + fraction, ''), 'grouped');
  return undefined;
}
