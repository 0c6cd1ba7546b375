import { basename } from 'node:path';
import type { LocalDate } from '../../../contract/index.ts';
import { Account, Currency, LocalDate as Day } from '../../../contract/index.ts';
import type { LedgerAccount, LedgerLists, PastEntry } from '../../../engine/ports.ts';
import type { AccountKind, FileContent, PastRecord } from './dialect.ts';
import { readIfThere } from './durable-file.ts';
import { plainText } from './escape.ts';
import type { OpenedBooks } from './write-group.ts';

/** More would not change what the coding learns. */
const MAX_PAST = 5000;

/** Roots of account names in English; other names tell their kind by a declaration only. */
const ROOTS: readonly (readonly [RegExp, AccountKind])[] = [
  [/^assets?(:|$)/i, 'asset'],
  [/^liabilit(y|ies)(:|$)/i, 'liability'],
  [/^equity(:|$)/i, 'equity'],
  [/^(income|revenues?)(:|$)/i, 'income'],
  [/^expenses?(:|$)/i, 'expense'],
];

/** Accounts that are declared or used, those that entries were paid to as suppliers, and the currency that is used most. */
export async function listsOf(books: OpenedBooks): Promise<LedgerLists> {
  const content = await contentOf(books);
  const kinds = kindsOf(content);
  const used = content.records.flatMap(({ legs }) => legs.map(({ account }) => account));
  const accounts: LedgerAccount[] = [...new Set([...content.accounts.map(({ account }) => account), ...used])]
    .filter((account) => Account.shape.ledgerName.safeParse(account).success)
    .sort((a, b) => a.localeCompare(b, 'en'))
    .map((account) => {
      const kind = kindOf(account, kinds);
      return { ref: account, name: account, ...(kind === undefined ? {} : { kind }) };
    });
  const payees = [...new Set(content.records.map(({ payee }) => plainText(payee)))].filter((payee) => payee !== '');
  const currency = mostUsedCurrency(content);
  return {
    organisation: basename(books.layout.journal).replace(books.dialect.journalEndings, ''),
    ...(currency === undefined ? {} : { currency }),
    accounts,
    taxCodes: [],
    suppliers: payees.sort((a, b) => a.localeCompare(b, 'en')).map((payee) => ({ id: payee, name: payee })),
  };
}

/** Entries of the user's own, newest first: what was bought from whom, and the account that it was booked to. */
export async function pastEntries(books: OpenedBooks): Promise<PastEntry[]> {
  const content = await contentOf(books);
  const kinds = kindsOf(content);
  return content.records
    .filter(({ isOurs, payee, date }) => !isOurs && payee.trim() !== '' && Day.safeParse(date).success)
    .flatMap((record) => {
      const account = spentOn(record, kinds);
      if (account === undefined) return [];
      return [{ date: record.date as LocalDate, payee: plainText(record.payee), account, description: plainText(record.description) }];
    })
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
    .slice(0, MAX_PAST);
}

/** The first expense of the entry. Without one, or where kinds are not told, nothing can be learnt from it. */
function spentOn({ legs }: PastRecord, kinds: ReadonlyMap<string, AccountKind>): string | undefined {
  const spent = legs.filter(({ account, amount }) => kindOf(account, kinds) === 'expense' && amount?.startsWith('-') !== true);
  const size = (amount: string | undefined) => (amount ?? '').replace(/\D/g, '').length;
  // Amounts in one entry have like digits, so that more digits are more money; with as many the first is taken.
  return spent.reduce<(typeof spent)[number] | undefined>(
    (best, leg) => (best && size(best.amount) >= size(leg.amount) ? best : leg),
    undefined,
  )?.account;
}

async function contentOf({ users, dialect, layout }: OpenedBooks): Promise<FileContent> {
  const { paths } = await users.look();
  const texts = await Promise.all([...paths, layout.declarations].map((path) => readIfThere(path)));
  const contents = texts.map((text) => dialect.contentOf(text ?? ''));
  return { accounts: contents.flatMap(({ accounts }) => accounts), records: contents.flatMap(({ records }) => records) };
}

function kindsOf({ accounts }: FileContent): Map<string, AccountKind> {
  return new Map(accounts.flatMap(({ account, kind }) => (kind === undefined ? [] : [[account, kind] as const])));
}

/** As declared for the account or the nearest one above it, else by an English root. */
function kindOf(account: string, kinds: ReadonlyMap<string, AccountKind>): AccountKind | undefined {
  const parts = account.split(':');
  for (let length = parts.length; length > 0; length--) {
    const kind = kinds.get(parts.slice(0, length).join(':'));
    if (kind !== undefined) return kind;
  }
  return ROOTS.find(([root]) => root.test(account))?.[1];
}

function mostUsedCurrency({ records }: FileContent): Currency | undefined {
  const counts = new Map<Currency, number>();
  for (const { legs } of records) {
    for (const { currency } of legs) {
      const code = Currency.safeParse({ '£': 'GBP', '€': 'EUR', $: 'USD' }[currency] ?? currency);
      if (code.success) counts.set(code.data, (counts.get(code.data) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
