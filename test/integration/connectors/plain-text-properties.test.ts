import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beancountDialect } from '../../../src-main/connectors/ledgers/beancount/dialect.ts';
import { hledgerDialect } from '../../../src-main/connectors/ledgers/hledger/dialect.ts';
import { ledgerDialect } from '../../../src-main/connectors/ledgers/ledger/dialect.ts';
import { payeeText } from '../../../src-main/connectors/ledgers/ledger/map.ts';
import type { Dialect, Translated } from '../../../src-main/connectors/ledgers/plain-text/dialect.ts';
import { KEY_TAG } from '../../../src-main/connectors/ledgers/plain-text/dialect.ts';
import { plainText } from '../../../src-main/connectors/ledgers/plain-text/escape.ts';
import { documentPath } from '../../../src-main/connectors/ledgers/plain-text/write-group.ts';
import { EngineError, formatMoney, money, parseMoney } from '../../../src-main/contract/index.ts';
import type { LedgerEntry } from '../../../src-main/engine/ports.ts';
import { CASES, output } from './plain-text-books.ts';
import { anyEntry, withKey } from './plain-text-texts.ts';

// No text of any field may change what a journal means. The real program reads what was written: as many entries, each with its day, its
// title and the sums of its accounts. Another run: TICKMARK_PROPERTY_SEED; a longer one: TICKMARK_PROPERTY_RUNS.
const TOTAL = Number(process.env['TICKMARK_PROPERTY_RUNS'] ?? 10_000);
const SEED = Number(process.env['TICKMARK_PROPERTY_SEED'] ?? 20_261_127);
const PER_FILE = 500;

/** An entry as the program tells it, in a form that can be compared; amounts by account, zeros left out. */
type Told = { readonly date: string; readonly title: string; readonly sums: Readonly<Record<string, string>> };
type Row = { readonly key: string; readonly date: string; readonly title: string; readonly account: string; readonly amount: string };

function told(rows: readonly Row[]): Map<string, Told> {
  const found = new Map<string, { date: string; title: string; sums: Map<string, bigint> }>();
  for (const { key, date, title, account, amount } of rows) {
    const entry = found.get(key) ?? { date, title, sums: new Map<string, bigint>() };
    entry.sums.set(account, (entry.sums.get(account) ?? 0n) + thousandths(amount));
    found.set(key, entry);
  }
  return new Map([...found].map(([key, { date, title, sums }]) => [key, { date, title, sums: nonZero(sums) }]));
}

const nonZero = (sums: ReadonlyMap<string, bigint>) =>
  Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n).map(([name, sum]) => [name, String(sum)]));

/** Decimal text in thousandths, by digits: no currency here has more. */
function thousandths(text: string): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim()) ?? [];
  if (whole === '' || /[1-9]/.test(fraction.slice(3))) throw new Error(`no amount: ${text}`);
  const size = BigInt(whole + fraction.slice(0, 3).padEnd(3, '0'));
  return sign === '-' ? -size : size;
}

type Kind = { readonly dialect: Dialect; readonly title: (entry: LedgerEntry) => string; readonly read: (file: string) => Row[] };

const KINDS: Readonly<Record<string, Kind>> = {
  hledger: {
    dialect: hledgerDialect,
    title: ({ payee, description }) =>
      [plainText(payee), plainText(description)]
        .filter((text, index) => index === 0 || text !== '')
        .join(' | ')
        .trim(),
    read: (file) => {
      const printed = JSON.parse(output('hledger', '-f', file, '--strict', 'print', '-O', 'json')) as Printed[];
      return printed.flatMap(({ tdate, tdescription, ttags, tpostings }) =>
        tpostings.map(({ paccount, pamount }) => {
          const { decimalMantissa, decimalPlaces } = pamount[0]?.aquantity ?? { decimalMantissa: 0, decimalPlaces: 0 };
          const amount = `${decimalMantissa < 0 ? '-' : ''}${String(Math.abs(decimalMantissa)).padStart(decimalPlaces + 1, '0')}`;
          const point = amount.length - decimalPlaces;
          const key = ttags
            .filter(([name]) => name === KEY_TAG)
            .map(([, value]) => value)
            .join('+');
          return { key, date: tdate, title: tdescription, account: paccount, amount: `${amount.slice(0, point)}.${amount.slice(point)}` };
        }),
      );
    },
  },
  ledger: {
    dialect: ledgerDialect,
    title: ({ payee }) => payeeText(payee) || '<Unspecified payee>',
    read: (file) => {
      const columns = [`tag("${KEY_TAG}")`, 'format_date(date, "%Y-%m-%d")', 'payee', 'account', 'quantity(amount)'];
      const format = `${columns.map((column) => `%(${column})`).join('\\t')}\\n`;
      const rows = output('ledger', '--args-only', '--pedantic', '-f', file, 'register', '--empty', '--format', format);
      return rows
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const [key = '', date = '', title = '', account = '', amount = ''] = line.split('\t');
          return { key, date, title, account, amount };
        });
    },
  },
  beancount: {
    dialect: beancountDialect,
    title: ({ payee, description }) => `${plainText(payee)} | ${plainText(description)}`,
    read: (file) => {
      const query = `SELECT entry_meta('${KEY_TAG}') AS k, date, account, str(number) AS n, payee, narration`;
      const [, ...rows] = csvRows(output('bean-query', '-f', 'csv', file, query));
      return rows.map(([key = '', date = '', account = '', amount = '', payee = '', narration = '']) => ({
        key,
        date,
        title: `${payee} | ${narration}`,
        account,
        amount: /-?[\d.]+/.exec(amount)?.[0] ?? '',
      }));
    },
  },
};

type Printed = {
  tdate: string;
  tdescription: string;
  ttags: [string, string][];
  tpostings: { paccount: string; pamount: { aquantity: { decimalMantissa: number; decimalPlaces: number } }[] }[];
};

/** Cells of comma-separated text; the program pads them with spaces. */
function csvRows(text: string): string[][] {
  return text
    .split('\r\n')
    .filter(Boolean)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
        (quoted?.replaceAll('""', '"') ?? plain).trim(),
      ),
    );
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-text-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The entry with the dialect's names; undefined where the dialect says that it has none for an account. */
function translated(dialect: Dialect, entry: LedgerEntry): Translated | undefined {
  try {
    return dialect.translate(entry, new Map());
  } catch (error) {
    if (error instanceof EngineError && error.code === 'ledger_rejected') return undefined;
    throw error;
  }
}

describe.each(CASES)('$id', ({ id, extension, installed, complaint }) => {
  test.skipIf(!installed)(
    `${TOTAL} entries with any text in any field mean to the program what they meant to us`,
    { timeout: 300_000 },
    () => {
      const { dialect, title, read } = KINDS[id] as Kind;
      let read1 = 0;
      for (let batch = 0; batch * PER_FILE < TOTAL; batch++) {
        const entries = fc
          .sample(anyEntry, { numRuns: PER_FILE, seed: SEED + batch })
          .map((entry, index) => translated(dialect, withKey(entry, `e${index}:g${batch + 1}`)))
          .filter((one) => one !== undefined);
        expect(entries.length).toBeGreaterThan(PER_FILE / 2);
        const declarations = new Map(entries.flatMap((one) => dialect.declarations(one)).map(({ id: name, line }) => [name, line]));
        writeFileSync(join(folder, `accounts${extension}`), `${dialect.headers.declarations}${[...declarations.values()].join('\n')}\n`);
        writeFileSync(
          join(folder, `all${extension}`),
          entries.map(({ entry }) => dialect.render(entry, documentPath(entry), KEY_TAG)).join('\n'),
        );
        const root = join(folder, `root${extension}`);
        writeFileSync(root, ['accounts', 'all'].map((name) => `${dialect.includeLine(name + extension)}\n`).join(''));
        expect(complaint(root)).toBe('');
        const seen = told(read(root));
        expect(seen.size).toBe(entries.length);
        for (const { entry } of entries) {
          expect(seen.get(entry.key)).toEqual({ date: entry.date, title: title(entry), sums: nonZero(sumsOf(entry)) });
          // One border between payee and note, and no comment, wherever the title is read as a whole.
          expect(title(entry).replace(/^\| | \| /, '')).not.toMatch(/[;|]/);
          // And our own reading of the text agrees.
          const parsed = dialect.parse(dialect.render(entry, documentPath(entry), KEY_TAG), entry.currency);
          expect(parsed.legs).toEqual(entry.legs.map((leg) => ({ ...leg, currency: entry.currency })));
        }
        read1 += entries.length;
      }
      expect(read1).toBeGreaterThan(TOTAL / 2);
    },
  );
});

function sumsOf(entry: LedgerEntry): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { account, minor } of entry.legs) {
    sums.set(account, (sums.get(account) ?? 0n) + thousandths(formatMoney(money(minor, entry.currency))));
  }
  return sums;
}

test('the sums of this test are by digits', () => {
  expect(thousandths('-12.5')).toBe(-12_500n);
  expect(() => thousandths('1.0005')).toThrow('no amount');
  expect(parseMoney('12.5', 'KWD' as LedgerEntry['currency'])?.minor).toBe(12_500);
});
