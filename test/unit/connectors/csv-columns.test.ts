import { expect, test } from 'vitest';
import { columnChoices } from '../../../src-main/connectors/ledgers/csv/column-choices.ts';
import { PRESETS, parseColumns, printColumns } from '../../../src-main/connectors/ledgers/csv/columns.ts';
import { seeded } from './batch-entries.ts';

test('a mapping is read', () => {
  expect(parseColumns('Date=date:DD.MM.YYYY; Supplier=payee;; "Net; in =EUR"=net ')).toEqual({
    rows: 'lines',
    columns: [
      { header: 'Date', field: 'date', detail: 'DD.MM.YYYY' },
      { header: 'Supplier', field: 'payee', detail: '' },
      { header: 'Net; in =EUR', field: 'net', detail: '' },
    ],
  });
  expect(parseColumns('Account=ACCOUNT; Debit=debit; Credit=credit').rows).toBe('legs');
  expect(parseColumns('Empty=; Net=net').columns[0]).toEqual({ header: 'Empty', field: 'text', detail: '' });
});

test.each(Object.keys(PRESETS))('%s is a mapping, and prints to itself', (name) => {
  const map = parseColumns(name);
  expect(map.columns.length).toBeGreaterThan(9);
  expect(parseColumns(printColumns(map))).toEqual(map);
});

test('what is printed is read to the same columns', () => {
  const random = seeded(5);
  const pieces = ['a', ' ', '"', ';', '=', ':', 'net', '\t', 'é'];
  for (let round = 0; round < 2000; round += 1) {
    const some = () => Array.from({ length: Math.floor(random() * 4) }, () => pieces[Math.floor(random() * pieces.length)]).join('');
    const map = {
      rows: 'lines' as const,
      columns: [
        { header: some(), field: 'text' as const, detail: some() },
        { header: some(), field: 'net' as const, detail: 'abs' },
        { header: some(), field: 'due' as const, detail: 'DD/MM/YY' },
      ],
    };
    expect(parseColumns(printColumns(map))).toEqual(map);
  }
});

test.each([
  ['', 'no column'],
  ['Date=date', 'amount'],
  ['Net=net; Debit=debit', 'do not mix'],
  ['Date', 'Header=field'],
  ['A=b=c; Net=net', 'Header=field'],
  ['Date=day; Net=net', '"day" is no value'],
  ['Date=date:dd.mm; Net=net', 'pattern'],
  ['Date=date:YYYY; Net=net', 'pattern'],
  ['Net=net:left', 'abs'],
  ['T=type:A|B; Net=net', 'four words'],
  ['P=payee:x; Net=net', 'longest length'],
  ['"Net=net', 'not closed'],
  [Array.from({ length: 201 }, (_, index) => `C${index}=net`).join(';'), '200'],
])('%s is refused with the reason', (text, reason) => {
  expect(() => parseColumns(text)).toThrow(expect.objectContaining({ code: 'invalid_input', message: expect.stringContaining(reason) }));
});

test('the name of something that every object has is no preset', () => {
  expect(() => parseColumns('constructor')).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});

test('the editor is offered every value, each with the format that the mapping takes, and every preset', () => {
  const { values, groups, presets } = columnChoices();
  for (const { id, format, group } of values) {
    const detail = format === 'kinds' ? ':A|B|C|D' : format === 'day' ? ':DD.MM.YYYY' : format === 'amount' ? ':abs' : format ? ':9' : '';
    const { columns, rows } = parseColumns(`T=${id}${detail}; ${group === 'legs' ? 'A=amount' : 'N=net'}`);
    expect(columns[0]).toEqual({ header: 'T', field: id || 'text', detail: detail.slice(1) });
    if (group !== undefined) expect(rows).toBe(group);
  }
  expect(values.map(({ label }) => label)).toHaveLength(new Set(values.map(({ label }) => label)).size);
  expect(groups.map(({ id }) => id)).toEqual(['lines', 'legs']);
  for (const { id, label } of presets) expect(label).not.toBe(id);
  expect(presets.map(({ id, text }) => [id, text])).toEqual(Object.entries(PRESETS));
});
