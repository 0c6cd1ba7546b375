import { cellText, dayByPattern, formatProblem, quotedCell } from '../../../src-main/contract/column-format.ts';
import { type ColumnText, MOST_COLUMNS, parseColumnText, printColumnText } from '../../../src-main/contract/column-text.ts';
import type { ColumnChoices } from '../../../src-main/contract/ledger.ts';
import type { SettingDraft } from './setting-draft.ts';

export type ColumnValue = ColumnChoices['values'][number];
/** `title` is a doubt: the file can be made all the same. The others keep the ledger from being connected. */
export type RowProblem = { readonly title?: string; readonly value?: string; readonly format?: string };

/** The text of a mapping that may be named by its preset. */
export function writtenOut({ presets }: ColumnChoices, text: string): string {
  return presets.find(({ id }) => id === text.trim())?.text ?? text;
}

/** Rows as text. No rows are `;`, since an empty setting would stand for its default. */
export function textOf(rows: readonly ColumnText[]): string {
  return rows.length === 0 ? ';' : printColumnText(rows);
}

export function rowsOf(choices: ColumnChoices, text: string): ReturnType<typeof parseColumnText> {
  return parseColumnText(writtenOut(choices, text));
}

export function columnValue({ values }: ColumnChoices, row: ColumnText): ColumnValue | undefined {
  return values.find(({ id }) => id === row.value);
}

/** Another value in a row; the format stays where it means the same. */
export function withValue(choices: ColumnChoices, row: ColumnText, value: string): ColumnText {
  const next = { ...row, value };
  return columnValue(choices, row)?.format === columnValue(choices, next)?.format ? next : { ...next, format: '' };
}

/** The row at `from` put where `to` is. */
export function moved<Row>(rows: readonly Row[], from: number, to: number): readonly Row[] {
  const row = rows[from];
  return row === undefined ? rows : rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

/** What is wrong with each row, in words. */
export function rowProblems(choices: ColumnChoices, rows: readonly ColumnText[]): readonly RowProblem[] {
  const bare = ({ title }: ColumnText) => title.trim().toLowerCase();
  return rows.map((row, index) => {
    const twin = rows.findIndex((other, at) => at !== index && bare(other) === bare(row));
    const title = bare(row) === '' ? 'It has no title.' : twin >= 0 ? `Column ${twin + 1} has the same title.` : undefined;
    const value = columnValue(choices, row);
    if (value === undefined) return { ...(title ? { title } : {}), value: `"${row.value}" is nothing that can stand in a column.` };
    const format = value.format ? formatProblem(value.format, row.format) : row.format === '' ? undefined : 'It takes no format.';
    return { ...(title ? { title } : {}), ...(format ? { format } : {}) };
  });
}

/** What is wrong with the mapping as a whole, in words. */
export function mappingProblem(choices: ColumnChoices, rows: readonly ColumnText[]): string | undefined {
  if (rows.length === 0) return 'There is no column. Add one, or start from a mapping that is ready.';
  if (rows.length > MOST_COLUMNS) return `There are more than ${MOST_COLUMNS} columns.`;
  const used = rows.flatMap((row) => columnValue(choices, row) ?? []);
  const [first, second] = choices.groups.flatMap((group) => used.find((value) => value.group === group.id) ?? []);
  if (first && second) {
    return `“${first.label}” and “${second.label}” do not stand in one file: ${rowWords(choices, first)}, or ${rowWords(choices, second)}.`;
  }
  if (first || choices.groups.length === 0) return undefined;
  const missing = choices.values.filter(({ group }) => group !== undefined).map(({ label }) => `“${label}”`);
  return `A column with an amount is missing: ${missing.slice(0, -1).join(', ')} or ${missing.at(-1) ?? ''}.`;
}

/** What a row of the file is: "one row a line of the bill". */
export function rowWords({ groups }: ColumnChoices, value: ColumnValue | undefined): string {
  return groups.find(({ id }) => id === value?.group)?.label ?? '';
}

/** What a row of the file is with this mapping. */
export function mappingWords(choices: ColumnChoices, rows: readonly ColumnText[]): string {
  return rowWords(
    choices,
    rows.map((row) => columnValue(choices, row)).find((value) => value?.group !== undefined),
  );
}

/** The first two lines of a file as the other settings of the form have it. */
export function sampleLines(choices: ColumnChoices, rows: readonly ColumnText[], draft: SettingDraft): readonly [string, string] {
  const separator = markOf(choices.separator, draft, ',');
  const decimalMark = markOf(choices.decimalMark, draft, '.');
  const line = (cells: readonly string[]) => cells.map((cell) => quotedCell(cell, separator)).join(separator);
  return [
    line(rows.map(({ title }) => cellText(title.trim()))),
    line(rows.map((row) => sampleCell(columnValue(choices, row), row, decimalMark))),
  ];
}

function markOf(of: ColumnChoices['separator'], draft: SettingDraft, otherwise: string): string {
  return of?.marks[String(draft[of.setting] ?? '')] ?? otherwise;
}

function sampleCell(value: ColumnValue | undefined, { format }: ColumnText, decimalMark: string): string {
  if (value?.format === undefined) return value?.example ?? '';
  if (formatProblem(value.format, format) !== undefined) return '';
  switch (value.format) {
    case 'day':
      return dayByPattern(value.example, format);
    case 'amount':
      return value.example.replace('.', decimalMark);
    case 'kinds':
      return cellText(format.split('|')[0] ?? '');
    case 'fixed':
      return cellText(format);
    case 'length':
      return cellText(value.example).slice(0, format === '' ? undefined : Number(format));
  }
}
