import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Section } from '../../report.ts';
import type { Bench, PartResult } from '../bench.ts';
import { type Column, type PageRead, readPile } from '../read-pages.ts';
import { isDateReadable, isTotalReadable, rowsOf } from '../readable.ts';

const FOLDER = new URL('../../../../../shared/corpora/receipts-de/', import.meta.url).pathname;

/** Receipts of German shops, whose file names say date and total (merchant_ddmmyyyy[_items]_cents). Nothing was tuned on them. */
export async function german(bench: Bench): Promise<PartResult | string> {
  if (!existsSync(FOLDER)) return 'the German receipts are not here';
  const names = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jpg'))
    .toSorted();
  const pictures = names.map((name) => ({ id: name, bytes: () => readFileSync(join(FOLDER, name)) }));
  const results = new Map<Column, { page: PageRead; date: boolean; total: boolean }[]>();
  for (const column of bench.columns) results.set(column, (await readPile(pictures, column, 2, bench.models)).pages.map(judge));
  const count = (column: Column, what: 'date' | 'total'): number => results.get(column)?.filter((one) => one[what]).length ?? 0;
  const rows = bench.columns.map((column) => [
    column,
    `${count(column, 'date')} of ${names.length}`,
    `${count(column, 'total')} of ${names.length}`,
    missed(results.get(column) ?? []),
  ]);
  const section: Section = {
    title: 'German receipts',
    note: `${names.length} cropped scans of German tills, read as they are; readable as for the test split. Nothing was tuned on them. One name differs from its print (real_25022020_03_00547 says 29.02.20), so that 25 dates are the most that can be found.`,
    columns: ['reader', 'date readable', 'total readable', 'not found'],
    rows,
  };
  return {
    figures: [
      {
        id: 'german',
        n: `${names.length} receipts`,
        ...Object.fromEntries(
          bench.columns.map((column) => [column, [count(column, 'date') / names.length, count(column, 'total') / names.length]]),
        ),
      },
    ],
    sections: [section],
  };
}

function judge(page: PageRead): { page: PageRead; date: boolean; total: boolean } {
  const parts = page.id.replace(/\.jpg$/, '').split('_');
  const [day = '', cents = ''] = [parts[1], parts.at(-1)];
  const rows = page.reading === undefined ? [] : rowsOf(page.reading);
  const date = `${day.slice(0, 2)}.${day.slice(2, 4)}.${day.slice(4)}`;
  return { page, date: isDateReadable(rows, date), total: isTotalReadable(rows, (Number(cents) / 100).toFixed(2)) };
}

function missed(results: readonly { page: PageRead; date: boolean; total: boolean }[]): string {
  const some = results
    .filter(({ date, total }) => !date || !total)
    .map(
      ({ page, date, total }) =>
        `${page.id.replace(/\.jpg$/, '')} (${[date ? '' : 'date', total ? '' : 'total'].filter(Boolean).join(', ')})`,
    );
  return some.length === 0 ? 'none' : some.join(', ');
}
