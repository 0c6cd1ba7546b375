import { expect, test } from 'vitest';
import { keptEntry, reversed } from '../../../src-main/connectors/ledgers/batch-files/entry-record.ts';
import { parseColumns } from '../../../src-main/connectors/ledgers/csv/columns.ts';
import { csv } from '../../../src-main/connectors/ledgers/csv/index.ts';
import type { CsvStyle } from '../../../src-main/connectors/ledgers/csv/map.ts';
import { cellsOf, csvFormat } from '../../../src-main/connectors/ledgers/csv/map.ts';
import type { Currency } from '../../../src-main/contract/index.ts';
import { awkwardText, bill, entryOf, randomEntry, seeded } from './batch-entries.ts';
import { parseCsv } from './csv-reader.ts';

const STYLE: CsvStyle = { separator: ',', decimalMark: '.', encoding: 'utf-8', misfits: 'refuse', name: 'tickmark' };
const rows = (columns: string, entry = bill('one'), style = STYLE) => csvFormat(parseColumns(columns), style).rows(keptEntry(entry), '');
const textOf = (entries: readonly ReturnType<typeof bill>[], columns: string, style: CsvStyle) => {
  const format = csvFormat(parseColumns(columns), style);
  const { head } = format.frame({ id: '0001', at: '', entries: [], group: '' });
  return format.encode([...head, ...entries.flatMap((entry) => format.rows(keptEntry(entry), ''))]);
};

test('a bill is a row a line', () => {
  expect(rows('generic')).toEqual([
    `one:g1,2026-11-12,2026-12-12,bill,Northern Dairy Supplies,NDS-20418,Milk and cream,5000,100.00,9,20.00,120.00,GBP,1600,invoice.pdf,${'a'.repeat(64)}`,
  ]);
});

test('a journal is a row a leg, each on its side', () => {
  expect(rows('Account=account; Debit=debit; Credit=credit')).toEqual(['5000,100.00,', '1576,20.00,', '1600,,120.00']);
  expect(rows('Account=account; Amount=amount; Gross=total')).toEqual(['5000,100.00,120.00', '1576,20.00,120.00', '1600,-120.00,120.00']);
});

test('days follow their pattern; a bill without a due date is due on its day', () => {
  expect(rows('D=date:DD.MM.YYYY; E=due:MM/DD/YY; N=net')).toEqual(['12.11.2026,12/12/26,100.00']);
  const entry = bill('one');
  const { dueDate: _dueDate, ...rest } = entry.bill as NonNullable<typeof entry.bill>;
  expect(rows('E=due; N=net', entryOf({ key: entry.key }, rest))).toEqual(['2026-11-12,100.00']);
});

test('the word for a row goes by its sign and by whether it was paid', () => {
  const [entry, minus] = [bill('one'), reversed(keptEntry(bill('one')))];
  const columns = 'T=type:PI|PC|BP|BR; N=net:abs; X=tax:abs';
  const format = csvFormat(parseColumns(columns), STYLE);
  expect(format.rows(keptEntry(entry), '')).toEqual(['PI,100.00,20.00']);
  expect(format.rows(minus, '')).toEqual(['PC,100.00,20.00']);
  const paid = { ...keptEntry(entry), bill: { ...(entry.bill as NonNullable<typeof entry.bill>), paid: true } };
  expect(format.rows(paid, '')).toEqual(['BP,100.00,20.00']);
  expect(format.rows(reversed(paid), '')).toEqual(['BR,100.00,20.00']);
});

test('amounts have the decimals of their currency and the mark of the settings', () => {
  const style: CsvStyle = { ...STYLE, separator: ';', decimalMark: ',' };
  expect(rows('N=net', bill('one', { currency: 'JPY' as Currency }), style)).toEqual(['10000']);
  expect(rows('N=net', bill('one', { currency: 'KWD' as Currency }), style)).toEqual(['10,000']);
  expect(rows('N=net', bill('one'), { ...style, separator: ',' })).toEqual(['"100,00"']);
});

test.each(['=1+1', '+49', '-x', '@SUM(A1)', '\t=x', '\r=x', '\n@x', '\u200b=x', '\ufeff=x'])('%j is no formula', (payee) => {
  const [row = ''] = rows('P=payee; N=net', bill('one', { payee }));
  expect(row).toMatch(/^'[=+\-@]/);
});

test('amounts below zero are numbers, not texts', () => {
  const credit = reversed(keptEntry(bill('one')));
  expect(csvFormat(parseColumns('N=net; G=gross'), STYLE).rows(credit, '')).toEqual(['-100.00,-120.00']);
});

test('Windows-1252 refuses what it does not have, or spells it out', () => {
  const style: CsvStyle = { ...STYLE, encoding: 'windows-1252' };
  const entry = bill('one', { payee: 'Kőszeg – 山' });
  const format = (misfits: CsvStyle['misfits']) => csvFormat(parseColumns('P=payee; N=net'), { ...style, misfits });
  expect(format('refuse').problems(keptEntry(entry))).toEqual([{ code: 'supplier', words: expect.stringContaining('ő 山') }]);
  expect(format('spell-out').problems(keptEntry(entry))).toEqual([]);
  expect(Buffer.from(textOf([entry], 'P=payee; N=net', { ...style, misfits: 'spell-out' })).toString('latin1')).toBe(
    'P,N\r\nKoszeg \x96 [U+5C71],100.00\r\n',
  );
  expect([...textOf([], 'P=payee; N=net', { ...STYLE, encoding: 'utf-8-bom' })].slice(0, 4)).toEqual([0xef, 0xbb, 0xbf, 0x50]);
});

test('an entry from before bills were kept makes legs but no lines', () => {
  const { bill: _bill, ...old } = keptEntry(bill('one'));
  expect(csvFormat(parseColumns('generic'), STYLE).problems(old)).toEqual([
    expect.objectContaining({ words: expect.stringContaining('older') }),
  ]);
  expect(csvFormat(parseColumns('journal'), STYLE).problems(old)).toEqual([]);
});

const STYLES: readonly CsvStyle[] = [
  STYLE,
  { ...STYLE, separator: ';', decimalMark: ',', encoding: 'utf-8-bom' },
  { ...STYLE, separator: '\t', decimalMark: ',' },
  { ...STYLE, separator: '|', encoding: 'windows-1252', misfits: 'spell-out' },
];

test('10,000 awkward entries are read back by a strict reader, cell for cell and to the penny', { timeout: 90_000 }, () => {
  const random = seeded(11);
  for (let round = 0; round < 40; round += 1) {
    const [style, columns] = [STYLES[round % 4] ?? STYLE, round % 8 < 4 ? 'generic' : 'journal'];
    const entries = Array.from({ length: 250 }, (_, index) => randomEntry(random, round * 250 + index));
    const bytes = textOf(entries, columns, style);
    const text = Buffer.from(bytes)
      .toString(style.encoding === 'windows-1252' ? 'latin1' : 'utf8')
      .replace(/^\ufeff/, '');
    const [header, ...read] = parseCsv(text, style.separator);
    expect(header).toEqual(parseColumns(columns).columns.map((column) => column.header));
    const cells = entries.flatMap((entry) => cellsOf(keptEntry(entry), parseColumns(columns), style));
    // The dashes and the euro of Windows-1252 lie where Latin-1 has control characters; cells are compared in the other encodings.
    if (style.encoding === 'windows-1252') expect(read.map((row) => row.length)).toEqual(cells.map((row) => row.length));
    else expect(read).toEqual(cells);
    expect(sumOf(read, header ?? [], style)).toBe(sumOfEntries(entries, columns));
    expect(read.flat().filter((cell) => /^[=@\t\r]/.test(cell) || (/^[+-]/.test(cell) && !/^-\d+(?:[.,]\d+)?$/.test(cell)))).toEqual([]);
  }
});

/** The digits of all amounts; decimals are told by the currency, so that the sum does not depend on them. */
function sumOf(read: readonly string[][], header: readonly string[], { decimalMark }: CsvStyle): bigint {
  const columns = ['Net', 'Tax', 'Debit', 'Credit'].map((name) => header.indexOf(name)).filter((index) => index >= 0);
  const digits = (cell: string) => (cell === '' ? 0n : BigInt(cell.replace(decimalMark, '')));
  return read.reduce((sum, row) => columns.reduce((all, column) => all + digits(row[column] ?? ''), sum), 0n);
}

function sumOfEntries(entries: readonly ReturnType<typeof bill>[], columns: string): bigint {
  const minors = entries.flatMap((entry) =>
    columns === 'journal'
      ? entry.legs.map(({ minor }) => Math.abs(minor))
      : (entry.bill?.lines ?? []).flatMap(({ net, tax }) => [net, tax]),
  );
  return minors.reduce((sum, minor) => sum + BigInt(minor), 0n);
}

test('the strict reader itself refuses what is no CSV', () => {
  expect(parseCsv('a,"b ""c""\r\nd"\r\n', ',')).toEqual([['a', 'b "c"\r\nd']]);
  for (const bad of ['a,"b', 'a"b,c\r\n', '"a"b\r\n', 'a\nb\r\n', 'a']) expect(() => parseCsv(bad, ',')).toThrow();
  expect(awkwardText(seeded(2)).length).toBeGreaterThanOrEqual(0);
});

test('settings are checked when they are entered', () => {
  expect(csv.config.safeParse({ folder: '/x', columns: 'Net=nett' }).error?.issues[0]?.message).toContain('no value');
  expect(csv.config.parse({ folder: '/x' })).toMatchObject({ columns: 'generic', separator: 'comma', encoding: 'utf-8-bom' });
  expect(csv.config.safeParse({ folder: '/x', name: '../y' }).success).toBe(false);
});
