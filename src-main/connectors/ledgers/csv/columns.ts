import { EngineError } from '../../../contract/index.ts';

/** Values of a column that are text. */
const TEXTS = [
  'key',
  'payee',
  'number',
  'description',
  'line',
  'account',
  'contra',
  'taxcode',
  'taxrate',
  'taxaccount',
  'taxnumber',
  'iban',
  'currency',
  'kind',
  'document',
  'sha256',
  'type',
  'text',
] as const;
/** Values that are days. */
const DATES = ['date', 'due'] as const;
/** Amounts of a bill's line, and amounts of a leg. A mapping uses one sort or the other; `total` is the whole document's in both. */
const LINE_AMOUNTS = ['net', 'tax', 'gross'] as const;
const LEG_AMOUNTS = ['amount', 'debit', 'credit'] as const;
const AMOUNTS = [...LINE_AMOUNTS, ...LEG_AMOUNTS, 'total'] as const;

type TextField = (typeof TEXTS)[number];
export type DateField = (typeof DATES)[number];
export type AmountField = (typeof AMOUNTS)[number];

/**
 * One column: what stands above it, and what stands in it. `detail` of a day is its pattern, of an amount `abs` (without its sign), of
 * `type` the words for money owed, a credit, money paid and money back, of `text` the text itself, of other texts their longest length.
 */
export type Column = { readonly header: string; readonly field: TextField | DateField | AmountField; readonly detail: string };

/** `rows` follows from the columns: one row a line of the bill, or one row a leg of the entry. */
export type ColumnMap = { readonly columns: readonly Column[]; readonly rows: 'lines' | 'legs' };

const FIELDS = new Set<string>([...TEXTS, ...DATES, ...AMOUNTS]);
const MAX_COLUMNS = 200;

export const isDateField = (field: Column['field']): field is DateField => (DATES as readonly string[]).includes(field);
export const isAmountField = (field: Column['field']): field is AmountField => (AMOUNTS as readonly string[]).includes(field);

/**
 * Mappings that are ready to use. `generic` and `journal` are our own. `xero-bills` has the columns of the bill template of Xero's import
 * page, `sage-50` those that Sage's knowledge base lists for "Audit Trail Transactions" (columns A to J), in that order.
 */
export const PRESETS: Readonly<Record<string, string>> = {
  generic:
    'Key=key; Date=date; Due=due; Kind=kind; Supplier=payee; Number=number; Description=line; Account=account; Net=net; Tax code=taxcode; ' +
    'Tax=tax; Gross=gross; Currency=currency; Paid from or owed=contra; Document=document; SHA-256=sha256',
  journal:
    'Key=key; Date=date; Supplier=payee; Number=number; Description=description; Account=account; Debit=debit; Credit=credit; ' +
    'Currency=currency; Document=document; SHA-256=sha256',
  'xero-bills':
    '*ContactName=payee; EmailAddress=; POAddressLine1=; POAddressLine2=; POAddressLine3=; POAddressLine4=; POCity=; PORegion=; ' +
    'POPostalCode=; POCountry=; *InvoiceNumber=number; *InvoiceDate=date:DD/MM/YYYY; *DueDate=due:DD/MM/YYYY; Total=total; ' +
    'InventoryItemCode=; Description=line; *Quantity=text:1; *UnitAmount=net; *AccountCode=account; *TaxType=taxcode; TaxAmount=tax; ' +
    'TrackingName1=; TrackingOption1=; TrackingName2=; TrackingOption2=; Currency=currency',
  'sage-50':
    'Type=type:PI|PC|BP|BR; Account Reference=contra; Nominal A/C Ref=account; Department Code=; Date=date:DD/MM/YYYY; Reference=number:30; ' +
    'Details=line:60; Net Amount=net:abs; Tax Code=taxcode; Tax Amount=tax:abs',
};

/**
 * Reads a mapping: the name of a preset, or `Header=field` or `Header=field:detail`, parted by `;`. A header or detail that holds
 * `; = : "` or a space at its end stands in double quotes, which are doubled inside. Nothing behind `=` leaves the column empty.
 * Throws `invalid_input` with the place.
 */
export function parseColumns(text: string): ColumnMap {
  const preset = PRESETS[text.trim()];
  const columns = partsOf(preset ?? text, ';')
    .filter((part) => part.trim() !== '')
    .map(parseColumn);
  if (columns.length === 0) throw wrong('There is no column.');
  if (columns.length > MAX_COLUMNS) throw wrong(`More than ${MAX_COLUMNS} columns.`);
  const uses = (fields: readonly string[]) => columns.some(({ field }) => fields.includes(field));
  if (uses(LINE_AMOUNTS) && uses(LEG_AMOUNTS))
    throw wrong('Amounts of lines (net, tax, gross) and of legs (amount, debit, credit) do not mix.');
  if (!uses(LINE_AMOUNTS) && !uses(LEG_AMOUNTS)) throw wrong('No column holds an amount (net, tax, gross, or amount, debit, credit).');
  return { columns, rows: uses(LEG_AMOUNTS) ? 'legs' : 'lines' };
}

/** The mapping as text that `parseColumns` reads to the same columns; for an editor that changes one of them. */
export function printColumns({ columns }: ColumnMap): string {
  return columns
    .map(({ header, field, detail }) => {
      if (field === 'text' && detail === '') return `${quoted(header)}=`;
      return `${quoted(header)}=${field}${detail === '' ? '' : `:${quoted(detail)}`}`;
    })
    .join('; ');
}

function parseColumn(part: string): Column {
  const [header = '', right, ...more] = partsOf(part, '=');
  if (right === undefined || more.length > 0) throw wrong(`"${part.trim()}" is not of the form Header=field.`);
  const [name = '', detail = '', ...rest] = partsOf(right, ':');
  const field = unquoted(name).toLowerCase() || 'text';
  if (!FIELDS.has(field)) throw wrong(`"${field}" is no value. There are: ${[...FIELDS].join(', ')}.`);
  if (rest.length > 0) throw wrong(`"${part.trim()}" has more than one ":".`);
  const column = { header: unquoted(header), field: field as Column['field'], detail: unquoted(detail) };
  if (isDateField(column.field) && column.detail !== '' && !isPattern(column.detail)) {
    throw wrong(`"${column.detail}" is no pattern of a date. Use YYYY or YY, MM and DD, as in DD.MM.YYYY.`);
  }
  if (isAmountField(column.field) && !['', 'abs'].includes(column.detail)) throw wrong(`An amount can be "abs" and nothing else.`);
  const isText = !isDateField(column.field) && !isAmountField(column.field) && column.field !== 'text' && column.field !== 'type';
  if (isText && !/^(?:[1-9]\d{0,3})?$/.test(column.detail)) throw wrong(`Behind "${field}:" stands the longest length in characters.`);
  if (column.field === 'type' && column.detail.split('|').length !== 4) throw wrong('"type" needs four words, as in type:PI|PC|BP|BR.');
  return column;
}

function isPattern(pattern: string): boolean {
  return /^(?:(?:YYYY|YY|MM|DD)[-./ ]?)+$/.test(pattern) && ['YY', 'MM', 'DD'].every((part) => pattern.split(part).length >= 2);
}

/** Parts between separators that stand outside double quotes. */
function partsOf(text: string, separator: string): string[] {
  const parts: string[] = [''];
  let isQuoted = false;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === separator && !isQuoted) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  if (isQuoted) throw wrong(`A double quote in "${text.trim().slice(0, 60)}" is not closed.`);
  return parts;
}

function unquoted(part: string): string {
  const text = part.trim();
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function quoted(text: string): string {
  return /[;=:"]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function wrong(note: string): EngineError {
  return new EngineError('invalid_input', { note: `Columns: ${note}` });
}
