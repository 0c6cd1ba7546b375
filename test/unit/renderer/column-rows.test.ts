import { describe, expect, test } from 'vitest';
import type { ColumnChoices } from '../../../src-main/contract/ledger.ts';
import {
  mappingProblem,
  mappingWords,
  moved,
  rowProblems,
  rowsOf,
  sampleLines,
  textOf,
  withValue,
  writtenOut,
} from '../../../src-renderer/features/ledgers/column-rows.ts';

const CHOICES: ColumnChoices = {
  values: [
    { id: 'day', label: 'Day', format: 'day', example: '2026-10-14' },
    { id: 'due', label: 'Due', format: 'day', example: '2026-11-13' },
    { id: 'who', label: 'Supplier', format: 'length', example: 'Fairway, Fuels' },
    { id: 'net', label: 'Net', format: 'amount', example: '100.00', group: 'lines' },
    { id: 'debit', label: 'Debit', format: 'amount', example: '100.00', group: 'legs' },
    { id: 'type', label: 'Type', format: 'kinds', example: '' },
    { id: 'text', label: 'Fixed', format: 'fixed', example: '' },
    { id: '', label: 'Nothing', example: '' },
  ],
  groups: [
    { id: 'lines', label: 'a row a line' },
    { id: 'legs', label: 'a row a leg' },
  ],
  presets: [{ id: 'short', label: 'Short', text: 'Day=day; Net=net' }],
  separator: { setting: 'between', marks: { comma: ',', semicolon: ';' } },
  decimalMark: { setting: 'mark', marks: { comma: ',' } },
};
const rows = (text: string) => {
  const read = rowsOf(CHOICES, text);
  return 'columns' in read ? read.columns : [];
};

describe('the columns of a file as rows to type over', () => {
  test('the name of a preset stands for its text, and a row that was changed writes it out', () => {
    expect(writtenOut(CHOICES, ' short ')).toBe('Day=day; Net=net');
    expect(rows('short').map(({ title }) => title)).toEqual(['Day', 'Net']);
    expect(textOf(rows('short').with(0, { title: 'Date', value: 'day', format: 'DD.MM.YYYY' }))).toBe('Date=day:DD.MM.YYYY; Net=net');
    expect(rowsOf(CHOICES, 'nothing')).toEqual({ problem: expect.stringContaining('Header=field') });
  });

  test('no rows are a text of their own, since an empty setting is its default', () => {
    expect(textOf([])).not.toBe('');
    expect(rows(textOf([]))).toEqual([]);
    expect(mappingProblem(CHOICES, [])).toMatch(/no column/);
  });

  test('a row moves up and down, and another stays where it was', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a'], 4, 0)).toEqual(['a']);
  });

  test('another value keeps a format of the same sort and drops one of another', () => {
    const row = { title: 'D', value: 'day', format: 'DD.MM.YYYY' };
    expect(withValue(CHOICES, row, 'due')).toEqual({ ...row, value: 'due' });
    expect(withValue(CHOICES, row, 'net')).toEqual({ title: 'D', value: 'net', format: '' });
  });

  test('each row says what is wrong with it', () => {
    expect(rowProblems(CHOICES, rows('=net; Day=day; day =due; X=nope; Y=net:left; Z=day:MM; E=":"'))).toEqual([
      { title: 'It has no title.' },
      { title: 'Column 3 has the same title.' },
      { title: 'Column 2 has the same title.' },
      { value: expect.stringContaining('"nope"') },
      { format: expect.stringContaining('abs') },
      { format: expect.stringContaining('pattern') },
      { value: expect.stringContaining('":"') },
    ]);
    expect(rowProblems(CHOICES, [{ title: 'E', value: '', format: 'x' }])).toEqual([{ format: 'It takes no format.' }]);
    expect(rowProblems(CHOICES, rows('short'))).toEqual([{}, {}]);
  });

  test('values of two groups do not mix, one is needed, and it says what a row is', () => {
    expect(mappingProblem(CHOICES, rows('A=net; B=debit'))).toMatch(/“Net” and “Debit”.*a row a line, or a row a leg/);
    expect(mappingProblem(CHOICES, rows('A=day'))).toMatch(/“Net” or “Debit”/);
    expect(mappingProblem(CHOICES, rows('short'))).toBeUndefined();
    expect(mappingProblem({ ...CHOICES, groups: [] }, rows('A=day'))).toBeUndefined();
    expect(mappingWords(CHOICES, rows('A=day; B=debit'))).toBe('a row a leg');
  });

  test('the sample looks as the file will: its separator, marks, patterns, quotes and lengths', () => {
    const mapping = rows('+Day=day:DD.MM.YYYY; "Who; what"=who:9; Net=net; Type=type:PI|PC|BP|BR; Fixed=text:x; None=; Bad=day:no');
    expect(sampleLines(CHOICES, mapping, { between: 'semicolon', mark: 'comma' })).toEqual([
      '\'+Day;"Who; what";Net;Type;Fixed;None;Bad',
      '14.10.2026;Fairway, ;100,00;PI;x;;'.replace('Fairway, ', '"Fairway, "'),
    ]);
    expect(sampleLines(CHOICES, rows('Who=who; Net=net'), {})).toEqual(['Who,Net', '"Fairway, Fuels",100.00']);
  });
});
