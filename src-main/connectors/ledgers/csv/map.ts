import type { Currency, LocalDate } from '../../../contract/index.ts';
import { cellText, dayByPattern, formatMoney, money, quotedCell } from '../../../contract/index.ts';
import type { BillLine, EntryProblem } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import type { BatchFormat } from '../batch-files/books.ts';
import { firstCharacters, misfitsOf, toWindows1252, windows1252Bytes } from '../batch-files/characters.ts';
import type { KeptEntry } from '../batch-files/entry-record.ts';
import type { AmountField, Column, ColumnMap, DateField } from './columns.ts';
import { isAmountField, isDateField } from './columns.ts';

export type CsvStyle = {
  readonly separator: string;
  readonly decimalMark: '.' | ',';
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252';
  /** What becomes of characters that Windows-1252 does not have. */
  readonly misfits: 'refuse' | 'spell-out';
  /** Beginning of a file's name. */
  readonly name: string;
};

/** What one row is about: a line of the bill, or a leg of the entry. */
type Row = { readonly line?: BillLine; readonly leg?: KeptEntry['legs'][number] };

export function csvFormat(map: ColumnMap, style: CsvStyle): BatchFormat {
  return {
    mediaType: 'text/csv',
    foreignCurrency: true,
    // Spreadsheets take 1,048,576 rows, importers mostly fewer.
    maxRows: 100_000,
    groupOf: () => '',
    problems: (entry) => problemsOf(entry, map, style),
    rows: (entry) =>
      cellsOf(entry, map, style).map((cells) => cells.map((cell) => quotedCell(cell, style.separator)).join(style.separator)),
    frame: ({ id }) => ({
      name: `${style.name}-${id}.csv`,
      head: [map.columns.map(({ header }) => quotedCell(text(header, style), style.separator)).join(style.separator)],
    }),
    encode: (lines) => encode(lines.map((line) => `${line}\r\n`).join(''), style),
    decode: (bytes) => decode(bytes, style).split('\r\n'),
  };
}

/** The cells of an entry's rows, before quoting. */
export function cellsOf(entry: KeptEntry, map: ColumnMap, style: CsvStyle): string[][] {
  const rows: readonly Row[] =
    map.rows === 'legs' ? entry.legs.map((leg) => ({ leg })) : (entry.bill?.lines ?? []).map((line) => ({ line }));
  return rows.map((row) => map.columns.map((column) => cell(column, entry, row, style)));
}

function cell(column: Column, entry: KeptEntry, row: Row, style: CsvStyle): string {
  const { field, detail } = column;
  if (isDateField(field)) return day(field, detail, entry);
  if (isAmountField(field)) return amount(field, detail === 'abs', entry, row, style);
  if (field === 'taxrate') return (row.line?.taxRate ?? '').replace('.', style.decimalMark);
  const isCut = field !== 'text' && field !== 'type' && detail !== '';
  return text(words(field, detail, entry, row), style, isCut ? Number(detail) : undefined);
}

function words(field: Column['field'], detail: string, entry: KeptEntry, { line, leg }: Row): string {
  const { bill } = entry;
  const values: Partial<Record<Column['field'], string | undefined>> = {
    key: entry.key,
    payee: entry.payee,
    number: entry.number,
    description: entry.description,
    line: line?.description || entry.description,
    account: line?.account ?? leg?.account,
    contra: bill?.contra,
    taxcode: line?.taxCode,
    taxaccount: line?.taxAccount,
    taxnumber: bill?.supplier.taxNumber,
    iban: bill?.supplier.iban,
    currency: entry.currency,
    kind: bill?.kind,
    document: entry.document.name,
    sha256: entry.document.sha256,
    type: typeWord(detail, bill?.paid === true, line === undefined ? (leg?.minor ?? 0) : line.net + line.tax),
    text: detail,
  };
  return values[field] ?? '';
}

/** The word goes by the sign of the row, so that a discount on a bill is a credit where amounts are written without a sign. */
function typeWord(detail: string, isPaid: boolean, minor: number): string {
  return detail.split('|')[(isPaid ? 2 : 0) + (minor < 0 ? 1 : 0)] ?? '';
}

function day(field: DateField, pattern: string, entry: KeptEntry): string {
  const date: LocalDate = field === 'date' ? entry.date : (entry.bill?.dueDate ?? entry.date);
  return dayByPattern(date, pattern);
}

function amount(field: AmountField, isAbsolute: boolean, entry: KeptEntry, { line, leg }: Row, style: CsvStyle): string {
  const minor = minorOf(field, entry, line, leg?.minor ?? 0);
  if (minor === undefined) return '';
  return decimal(isAbsolute ? Math.abs(minor) : minor, entry.currency, style.decimalMark);
}

/** Undefined leaves the cell empty: the side of a leg that it does not stand on. */
function minorOf(field: AmountField, entry: KeptEntry, line: BillLine | undefined, minor: number): number | undefined {
  switch (field) {
    case 'net':
      return line?.net;
    case 'tax':
      return line?.tax;
    case 'gross':
      return line && line.net + line.tax;
    case 'amount':
      return minor;
    case 'debit':
      return minor >= 0 ? minor : undefined;
    case 'credit':
      return minor < 0 ? -minor : undefined;
    case 'total':
      return entry.bill?.total;
  }
}

export function decimal(minor: number, currency: Currency, mark: '.' | ','): string {
  return formatMoney(money(minor, currency)).replace('.', mark);
}

/** A text cell: one line, never a formula, with the characters that the file's encoding has. */
export function text(value: string, style: CsvStyle, longest = Number.POSITIVE_INFINITY): string {
  const line = oneLine(value);
  const fitting = style.encoding === 'windows-1252' && style.misfits === 'spell-out' ? toWindows1252(line) : line;
  return firstCharacters(cellText(fitting), longest);
}

function problemsOf(entry: KeptEntry, map: ColumnMap, style: CsvStyle): EntryProblem[] {
  if (entry.bill === undefined && map.rows === 'lines') {
    return [{ code: 'amount', words: 'The document was approved by an older Tickmark, which kept no lines; approve it again.' }];
  }
  const cells = cellsOf(entry, map, style);
  if (cells.length === 0) return [{ code: 'amount', words: 'The bill has no lines.' }];
  if (style.encoding !== 'windows-1252' || style.misfits === 'spell-out') return [];
  const misfits = misfitsOf(cells.flat().join(''));
  if (misfits.length === 0) return [];
  const words = `Windows-1252 does not have ${misfits.slice(0, 5).join(' ')}; choose UTF-8 or let such characters be spelled out.`;
  return [{ code: 'supplier', words }];
}

function encode(all: string, style: CsvStyle): Uint8Array {
  if (style.encoding === 'windows-1252') return windows1252Bytes(all);
  return Buffer.from(`${style.encoding === 'utf-8-bom' ? '\ufeff' : ''}${all}`, 'utf8');
}

function decode(bytes: Uint8Array, style: CsvStyle): string {
  // Lines are only compared with each other, so that Latin-1 serves as well as the true table.
  if (style.encoding === 'windows-1252') return Buffer.from(bytes).toString('latin1');
  return Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}
