/**
 * What may stand behind the colon of a column, by the sort of its value: of a day its pattern, of an amount `abs` (without its sign), of a
 * word by kind the four words for money owed, a credit, money paid and money back, of a cut text its longest length, of a fixed text the
 * text itself.
 */
export const COLUMN_FORMATS = ['day', 'amount', 'kinds', 'length', 'fixed'] as const;
export type ColumnFormat = (typeof COLUMN_FORMATS)[number];

/** What is wrong with a format, in words. */
export function formatProblem(kind: ColumnFormat, format: string): string | undefined {
  switch (kind) {
    case 'day':
      if (format === '' || isPattern(format)) return undefined;
      return `"${format}" is no pattern of a date. Use YYYY or YY, MM and DD, as in DD.MM.YYYY.`;
    case 'amount':
      return ['', 'abs'].includes(format) ? undefined : 'An amount can be "abs" (without its sign) and nothing else.';
    case 'kinds':
      return format.split('|').length === 4 ? undefined : 'This needs four words (owed, credit, paid, paid back), as in PI|PC|BP|BR.';
    case 'length':
      return /^(?:[1-9]\d{0,3})?$/.test(format) ? undefined : 'The longest length is a number of characters, from 1 to 9999.';
    case 'fixed':
      return undefined;
  }
}

function isPattern(pattern: string): boolean {
  return /^(?:(?:YYYY|YY|MM|DD)[-./ ]?)+$/.test(pattern) && ['YY', 'MM', 'DD'].every((part) => pattern.split(part).length >= 2);
}

/** A day (`YYYY-MM-DD`) by a pattern; without one as it is. */
export function dayByPattern(day: string, pattern: string): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  return (pattern || 'YYYY-MM-DD').replace('YYYY', year).replace('YY', year.slice(2)).replace('MM', month).replace('DD', dayOfMonth);
}

/**
 * A text for a cell. A first `= + - @` would be run as a formula by spreadsheets (OWASP, "CSV Injection"); an apostrophe before it keeps it
 * text. Tabs and carriage returns have the same effect.
 */
export function cellText(line: string): string {
  return /^[=+\-@\t\r]/.test(line) ? `'${line}` : line;
}

/** RFC 4180: quotes where the cell holds a quote, a separator, a line end or a space at its rim; quotes inside are doubled. */
export function quotedCell(value: string, separator: string): string {
  return value.includes(separator) || /["\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
