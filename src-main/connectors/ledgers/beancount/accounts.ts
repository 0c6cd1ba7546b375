import { EngineError } from '../../../contract/index.ts';
import type { LedgerEntry } from '../../../engine/ports.ts';
import type { AccountKind, Translated } from '../plain-text/dialect.ts';
import { plainText } from '../plain-text/escape.ts';

/** A root and one part at least; a part begins with a capital or a digit. */
const ACCOUNT = /^\p{Lu}[\p{L}\p{Nd}-]*(:[\p{Lu}\p{Nd}][\p{L}\p{Nd}-]*)+$/u;

/** Names of the five roots in other books, and the roots themselves. */
const ROOTS: Readonly<Record<string, string>> = {
  asset: 'Assets',
  assets: 'Assets',
  equity: 'Equity',
  expense: 'Expenses',
  expenses: 'Expenses',
  income: 'Income',
  liabilities: 'Liabilities',
  liability: 'Liabilities',
  revenue: 'Income',
  revenues: 'Income',
};
const ROOT_OF_KIND: Readonly<Record<AccountKind, string>> = {
  asset: 'Assets',
  equity: 'Equity',
  expense: 'Expenses',
  income: 'Income',
  liability: 'Liabilities',
};

export const openId = (account: string) => `open ${account}`;

/** `Émile` may begin with any capital letter; the words of the program's own grammar end at the basic plane. */
export function isBeancountAccount(name: string): boolean {
  return name.length <= 200 && ACCOUNT.test(name) && !/[\u{10000}-\u{10ffff}]/u.test(name);
}

/**
 * The account as beancount can name it: five roots, words with capitals. `expenses:food purchases` is `Expenses:FoodPurchases`,
 * `reisen:bahn` of the kind expense is `Expenses:Reisen:Bahn`. A name that the user has opened, or that is one already, stays as it is.
 * Undefined where there is none.
 */
export function beancountName(name: string, kind: AccountKind | undefined, opened: ReadonlyMap<string, string>): string | undefined {
  const parts = name.split(':');
  const [first = '', ...rest] = parts;
  const root = ROOTS[first.toLowerCase()];
  if (isBeancountAccount(name) && (opened.has(openId(name)) || root === first)) return name;
  const roots = root !== undefined ? [root, ...rest] : kind === undefined ? [] : [ROOT_OF_KIND[kind], ...parts];
  const mapped = roots.map((part) => capitalWords(part)).join(':');
  return isBeancountAccount(mapped) ? mapped : undefined;
}

function capitalWords(part: string): string {
  const words = part.normalize('NFC').match(/[\p{L}\p{Nd}-]+/gu) ?? [];
  return words.map((word) => word.replace(/^-+|-+$/g, '').replace(/^./u, (letter) => letter.toUpperCase())).join('');
}

/** Throws `ledger_rejected` for an account without a name, or for two of one entry that would have the same. */
export function translateEntry(entry: LedgerEntry, opened: ReadonlyMap<string, string>): Translated {
  const names = new Map<string, string>();
  const written = new Map<string, string>();
  for (const { account, kind } of entry.accounts) {
    const name = beancountName(account, kind, opened);
    if (name === undefined) {
      throw new EngineError('ledger_rejected', { note: `"${plainText(account)}" cannot be the name of an account in beancount.` });
    }
    written.set(account, name);
    if (name === account) continue;
    const other = names.get(name) ?? account;
    if (other !== account) throw new EngineError('ledger_rejected', { note: confusionWords(name, JSON.stringify(other), account) });
    names.set(name, account);
  }
  const rename = <Row extends { readonly account: string }>(row: Row): Row => ({
    ...row,
    account: written.get(row.account) ?? row.account,
  });
  return { entry: { ...entry, legs: entry.legs.map(rename), accounts: entry.accounts.map(rename) }, names };
}

/** Our own declarations say which of our names a beancount account stands for: `; Expenses:FoodPurchases is "expenses:food purchases"`. */
const NAME_LINE = /^; (\S+) is (".*")$/gm;
export const nameId = (name: string) => `name ${name}`;
export const nameLine = (name: string, account: string) => `; ${name} is ${JSON.stringify(plainText(account))}`;

export function namesIn(declarations: string): Map<string, string> {
  return new Map([...declarations.matchAll(NAME_LINE)].map(([line, name = '']) => [name, line]));
}

/**
 * Why a name would be mixed up with another that became the same beancount account before; undefined where none is. A beancount name given as
 * such means that account, whatever else is called so.
 */
export function confusionIn(declarations: string, { names }: Translated): string | undefined {
  const before = namesIn(declarations);
  for (const [name, account] of names) {
    const line = before.get(name);
    if (line !== undefined && line !== nameLine(name, account)) return confusionWords(name, line.slice(line.indexOf(' is ') + 4), account);
  }
  return undefined;
}

/** `other` is quoted already. */
function confusionWords(name: string, other: string, account: string): string {
  return `Both ${other} and ${JSON.stringify(plainText(account))} would be ${name} in beancount. Rename one of them.`;
}
