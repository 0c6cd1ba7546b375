import type { AccountKind, Binds, FileContent, PastRecord } from '../plain-text/dialect.ts';
import { KEY_TAG, REVERSAL_TAG } from '../plain-text/dialect.ts';

/** Forgiving reading of the user's own files, for their accounts and past entries; nothing here decides whether an entry is right. */
const KINDS: Readonly<Record<string, AccountKind>> = {
  assets: 'asset',
  equity: 'equity',
  expenses: 'expense',
  income: 'income',
  liabilities: 'liability',
};

export function includesIn(text: string): string[] {
  return [...text.matchAll(/^include\s+"([^"\n]+)"/gm)].map(([, path = '']) => path);
}

/** Plugins may refuse or change any entry, and other names for the roots count only in the whole. A closed account takes nothing any more. */
export function bindsIn(text: string): Binds {
  const rules = /^(plugin|option\s+"(name_|account_|booking_|plugin|infer|inferred|tolerance))/m.test(text);
  const accounts = [...text.matchAll(/^\d{4}[-/]\d{2}[-/]\d{2}\s+(?:balance|pad|close)\s+(\S+)(?:\s+(\S+:\S+))?/gm)];
  return { rules, accounts: accounts.flatMap(([, account = '', other]) => (other === undefined ? [account] : [account, other])) };
}

export function contentOf(text: string): FileContent {
  const roots = new Map(Object.entries(KINDS).map(([root, kind]) => [root[0]?.toUpperCase() + root.slice(1), kind]));
  for (const [, root = '', name = ''] of text.matchAll(/^option\s+"name_(assets|equity|expenses|income|liabilities)"\s+"([^"]+)"/gm)) {
    const kind = KINDS[root];
    if (kind !== undefined) roots.set(name, kind);
  }
  const opened = [...text.matchAll(/^\d{4}[-/]\d{2}[-/]\d{2}\s+open\s+(\S+)/gm)];
  const accounts = opened.map(([, account = '']) => ({ account, kind: roots.get(account.split(':', 1)[0] ?? '') }));
  return { accounts, records: recordsIn(text) };
}

type Building = PastRecord & { isOurs: boolean; readonly legs: { account: string; amount: string | undefined; currency: string }[] };
const STRING = '"((?:[^"\\\\]|\\\\.)*)"';
const HEADER = new RegExp(`^(\\d{4})[-/](\\d{2})[-/](\\d{2})\\s+(?:txn|[*!&#?%PSTCURM])\\s+(?:${STRING}\\s+)?${STRING}`);

function recordsIn(text: string): PastRecord[] {
  const records: Building[] = [];
  let current: Building | undefined;
  for (const line of text.split(/\r?\n/)) {
    const [whole, year = '', month = '', day = '', payee, description = ''] = HEADER.exec(line) ?? [];
    if (whole !== undefined) {
      const plain = (value: string) => value.replace(/\\(.)/g, '$1');
      // With one string only it says what it was for; people put the supplier there.
      current = {
        date: `${year}-${month}-${day}`,
        payee: plain(payee ?? description),
        description: payee === undefined ? '' : plain(description),
        isOurs: false,
        legs: [],
      };
      records.push(current);
    } else if (/^\S/.test(line)) current = undefined;
    else if (current !== undefined) addLine(current, line);
  }
  return records;
}

function addLine(record: Building, line: string): void {
  if (line.includes(`${KEY_TAG}:`) || line.includes(`${REVERSAL_TAG}:`)) record.isOurs = true;
  const [, account, amount, currency = ''] =
    /^\s+(?:[*!]\s+)?(\p{Lu}[^\s:"]*:[^\s"]+)(?:\s+(-?[\d.,]+)\s+([A-Z][^\s;{@]*))?/u.exec(line) ?? [];
  if (account !== undefined) record.legs.push({ account, amount, currency });
}
