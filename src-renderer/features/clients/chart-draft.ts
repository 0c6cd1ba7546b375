import { Account, type AccountKind } from '../../../src-main/contract/client.ts';

/** A row as it is typed. `categories` is carried along unseen. */
export type AccountRow = { code: string; name: string; ledgerName: string; kind: AccountKind; active: boolean; categories: string[] };

export const KIND_WORDS: Record<AccountKind, string> = {
  expense: 'Expense',
  asset: 'Asset',
  liability: 'Liability',
  equity: 'Equity',
  income: 'Income',
};

export const NEW_ACCOUNT: AccountRow = { code: '', name: '', ledgerName: '', kind: 'expense', active: true, categories: [] };

export type AccountProblem = Partial<Record<'code' | 'name' | 'ledgerName', string>>;

const WORDS = {
  code: 'A code has letters, digits, dots and dashes, 12 at most.',
  name: 'Give the account a name, 80 letters at most.',
  ledgerName: 'Write the ledger name as names parted by ":", with single spaces, for example expenses:travel.',
} as const;

export function isBlank({ code, name, ledgerName }: AccountRow): boolean {
  return code.trim() === '' && name.trim() === '' && ledgerName.trim() === '';
}

/** What is wrong with each row, by position. Blank rows are left out when saving, so nothing is wrong with them. */
export function chartProblems(rows: readonly AccountRow[]): ReadonlyMap<number, AccountProblem> {
  const problems = new Map<number, AccountProblem>();
  const codes = countOf(rows.map(({ code }) => code.trim()));
  const names = countOf(rows.map(({ ledgerName }) => ledgerName.trim()));
  rows.forEach((row, index) => {
    if (isBlank(row)) return;
    const parsed = Account.safeParse(trimmed(row));
    const fields = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0])));
    const problem: AccountProblem = {};
    for (const field of ['code', 'name', 'ledgerName'] as const) if (fields.has(field)) problem[field] = WORDS[field];
    if (!problem.code && (codes.get(row.code.trim()) ?? 0) > 1) problem.code = `The code ${row.code.trim()} is there twice.`;
    if (!problem.ledgerName && (names.get(row.ledgerName.trim()) ?? 0) > 1) {
      problem.ledgerName = `The ledger name ${row.ledgerName.trim()} is there twice.`;
    }
    if (Object.keys(problem).length > 0) problems.set(index, problem);
  });
  return problems;
}

/** The rows as they are saved. */
export function accountsOf(rows: readonly AccountRow[]): Account[] {
  return rows.filter((row) => !isBlank(row)).map((row) => Account.parse(trimmed(row)));
}

function trimmed(row: AccountRow): AccountRow {
  return { ...row, code: row.code.trim(), name: row.name.trim(), ledgerName: row.ledgerName.trim() };
}

function countOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
