import type { ColumnChoices } from '../../../contract/index.ts';
import { type Column, formatOf, LEG_AMOUNTS, LINE_AMOUNTS, PRESET_TITLES, PRESETS } from './columns.ts';

type Words = readonly [label: string, example: string, description?: string];

/** What goes into a column, in the words of its editor, in the order of its list; all examples are of one bill. */
const WORDS: Readonly<Record<Column['field'], Words>> = {
  date: ['Date of the document', '2026-10-14'],
  due: ['Day it is due', '2026-11-13', 'The day of the document where it names none.'],
  payee: ['Supplier', 'Fairway Fuels'],
  number: ['Number of the document', 'INV-2044'],
  description: ['Description of the document', 'Diesel, October'],
  line: ['Description of the line', 'Diesel', 'That of the document where the line has none.'],
  account: ['Account', '6420 Motor fuel'],
  contra: ['Paid from, or owed on', '2100 Payables', 'The account that a receipt was paid from or a bill is owed on.'],
  net: ['Net amount of the line', '100.00'],
  tax: ['Tax of the line', '20.00'],
  gross: ['Gross amount of the line', '120.00'],
  amount: ['Amount of the leg, with its sign', '100.00'],
  debit: ['Debit', '100.00'],
  credit: ['Credit', '', 'Empty in the row of a debit.'],
  total: ['Total of the document', '120.00'],
  currency: ['Currency', 'GBP'],
  taxcode: ['Tax code', 'T1'],
  taxrate: ['Tax rate in per cent', '20'],
  taxaccount: ['Account of the tax', '2200 VAT'],
  taxnumber: ['Tax number of the supplier', 'GB123456789'],
  iban: ['IBAN of the supplier', 'GB33BUKB20201555555555'],
  kind: ['Kind of document', 'bill', 'bill, credit-note or receipt.'],
  type: ['A word by the kind of row', '', 'Owed, credit, paid, paid back.'],
  text: ['The same text in every row', ''],
  document: ['Name of the document’s file', 'fairway-fuels.pdf'],
  sha256: ['SHA-256 of the document', '9f86d081884c7d65'],
  key: ['Key of the entry', 'tm-3f1c9a', 'Names the entry in Tickmark; never twice the same.'],
};

/** What the editor of the columns offers. */
export function columnChoices(): Omit<ColumnChoices, 'separator' | 'decimalMark'> {
  const values = (Object.keys(WORDS) as Column['field'][]).map((id) => {
    const [label, example, description] = WORDS[id];
    const group = isOf(LINE_AMOUNTS, id) ? 'lines' : isOf(LEG_AMOUNTS, id) ? 'legs' : undefined;
    return { id, label, example, format: formatOf(id), ...(description ? { description } : {}), ...(group ? { group } : {}) };
  });
  return {
    values: [...values, { id: '', label: 'Nothing, it stays empty', example: '' }],
    groups: [
      { id: 'lines', label: 'one row a line of the bill' },
      { id: 'legs', label: 'one row a leg of the entry' },
    ],
    presets: Object.entries(PRESETS).map(([id, text]) => ({ id, label: PRESET_TITLES[id] ?? id, text })),
  };
}

function isOf(fields: readonly string[], id: string): boolean {
  return fields.includes(id);
}
