import { type ColumnFormat, EngineError, formatProblem, MOST_COLUMNS, parseColumnText, printColumnText } from '../../../contract/index.ts';

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
export const LINE_AMOUNTS = ['net', 'tax', 'gross'] as const;
export const LEG_AMOUNTS = ['amount', 'debit', 'credit'] as const;
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
const isField = (name: string): name is Column['field'] => FIELDS.has(name);

/** What stands behind the colon of a value. */
export function formatOf(field: Column['field']): ColumnFormat {
  if (isDateField(field)) return 'day';
  if (isAmountField(field)) return 'amount';
  return field === 'text' ? 'fixed' : field === 'type' ? 'kinds' : 'length';
}

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

/** The same in words for a person who chooses. */
export const PRESET_TITLES: Readonly<Record<string, string>> = {
  generic: 'One row a line of the bill',
  journal: 'One row a leg, with debit and credit',
  'xero-bills': 'Bill import of Xero',
  'sage-50': 'Audit trail transactions of Sage 50',
};

/**
 * Reads a mapping: the name of a preset, or the text of `contract/column-text.ts`. Nothing behind `=` leaves the column empty.
 * Throws `invalid_input` with the place.
 */
export function parseColumns(text: string): ColumnMap {
  const name = text.trim();
  const read = parseColumnText((Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined) ?? text);
  if ('problem' in read) throw wrong(read.problem);
  if (read.columns.length === 0) throw wrong('There is no column.');
  if (read.columns.length > MOST_COLUMNS) throw wrong(`More than ${MOST_COLUMNS} columns.`);
  const columns = read.columns.map(({ title, value, format }): Column => {
    const field = value || 'text';
    if (!isField(field)) throw wrong(`"${field}" is no value. There are: ${[...FIELDS].join(', ')}.`);
    const problem = formatProblem(formatOf(field), format);
    if (problem !== undefined) throw wrong(`"${title}": ${problem}`);
    return { header: title, field, detail: format };
  });
  const uses = (fields: readonly string[]) => columns.some(({ field }) => fields.includes(field));
  if (uses(LINE_AMOUNTS) && uses(LEG_AMOUNTS))
    throw wrong('Amounts of lines (net, tax, gross) and of legs (amount, debit, credit) do not mix.');
  if (!uses(LINE_AMOUNTS) && !uses(LEG_AMOUNTS)) throw wrong('No column holds an amount (net, tax, gross, or amount, debit, credit).');
  return { columns, rows: uses(LEG_AMOUNTS) ? 'legs' : 'lines' };
}

/** The mapping as text that `parseColumns` reads to the same columns. */
export function printColumns({ columns }: ColumnMap): string {
  return printColumnText(
    columns.map(({ header, field, detail }) => ({ title: header, value: field === 'text' && detail === '' ? '' : field, format: detail })),
  );
}

function wrong(note: string): EngineError {
  return new EngineError('invalid_input', { note: `Columns: ${note}` });
}
