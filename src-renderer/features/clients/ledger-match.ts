import type { LedgerAccountInfo, LedgerTaxCodeInfo } from '../ledgers/book-rows.ts';
import type { AccountRow } from './chart-draft.ts';
import type { TaxRow } from './tax-draft.ts';

/** Rows after matching; `matched` were filled in, `left` have no place in the ledger yet. */
export type Match<Row> = { rows: Row[]; matched: number; left: number };

/** True where the ledger knows the name that a row carries. */
export function isInLedger(name: string, known: readonly { ref: string }[]): boolean {
  const wanted = name.trim();
  return known.some(({ ref }) => ref === wanted);
}

/** What the ledger calls an account or tax code in words, where that is more than the name it is stored under. */
export function nameThere(ref: string, known: readonly { ref: string; name: string }[] | undefined): string | undefined {
  const found = known?.find((one) => one.ref === ref.trim());
  return found && found.name !== '' && found.name !== found.ref ? found.name : undefined;
}

/** True for an active account that the ledger does not have. */
export function lacksAccount(row: AccountRow, known: readonly LedgerAccountInfo[]): boolean {
  return row.active && row.ledgerName.trim() !== '' && !isInLedger(row.ledgerName, known);
}

/** True for a tax code under a name that the ledger does not have, and for one that recovers tax under no name at all. */
export function lacksTaxCode(row: TaxRow, known: readonly LedgerTaxCodeInfo[]): boolean {
  if (row.name.trim() === '') return false;
  return row.ledgerCode.trim() === '' ? row.recoverable : !isInLedger(row.ledgerCode, known);
}

/**
 * Gives rows that the ledger does not know the account that is certainly meant: the only one with the same name and a fitting kind, or the
 * only one with the same number whose name shares a word (charts use the same numbers for other things). Where name and number point to
 * two accounts, or two rows to one account, nothing is filled in.
 */
export function matchAccounts(rows: readonly AccountRow[], known: readonly LedgerAccountInfo[]): Match<AccountRow> {
  const taken = new Set(rows.map(({ ledgerName }) => ledgerName.trim()));
  const free = known.filter(({ ref }) => !taken.has(ref));
  const open = (row: AccountRow) => row.active && !isInLedger(row.ledgerName, known) && row.name.trim() !== '';
  const found = rows.map((row) => (open(row) ? certainAccount(row, free) : undefined));
  return filled(
    rows,
    found,
    (row, ledgerName) => ({ ...row, ledgerName }),
    (row) => lacksAccount(row, known),
  );
}

function certainAccount(row: AccountRow, known: readonly LedgerAccountInfo[]): string | undefined {
  const fitting = known.filter(({ kind }) => kind === undefined || kind === row.kind);
  const byName = fitting.filter((account) => namesOf(account).includes(plain(row.name)));
  const byNumber = fitting.filter((account) => numberOf(account) === row.code.trim().toLowerCase() && sharesWord(row.name, account));
  const [name, number] = [only(byName), only(byNumber)];
  if (byName.length > 1) return byName.some(({ ref }) => ref === number) ? number : undefined;
  if (name !== undefined && number !== undefined && name !== number) return undefined;
  return name ?? number;
}

/** Tax codes of the same rate: the only one, or the only one with the same name. */
export function matchTaxCodes(rows: readonly TaxRow[], known: readonly LedgerTaxCodeInfo[]): Match<TaxRow> {
  const taken = new Set(rows.map(({ ledgerCode }) => ledgerCode.trim()));
  const free = known.filter(({ ref }) => !taken.has(ref));
  const open = (row: TaxRow) => row.name.trim() !== '' && !isInLedger(row.ledgerCode, known);
  const found = rows.map((row) => (open(row) ? certainTaxCode(row, free) : undefined));
  return filled(
    rows,
    found,
    (row, ledgerCode) => ({ ...row, ledgerCode }),
    (row) => lacksTaxCode(row, known),
  );
}

function certainTaxCode(row: TaxRow, known: readonly LedgerTaxCodeInfo[]): string | undefined {
  const rate = row.rate.trim();
  const fitting = rate === '' ? known : known.filter((code) => code.rate !== undefined && sameRate(code.rate, rate));
  const byName = only(fitting.filter(({ name, ref }) => [plain(name), plain(ref)].includes(plain(row.name))));
  return byName ?? (rate === '' ? undefined : only(fitting));
}

function filled<Row>(
  rows: readonly Row[],
  found: readonly (string | undefined)[],
  fill: (row: Row, ref: string) => Row,
  lacks: (row: Row) => boolean,
): Match<Row> {
  const wanted = new Map<string, number>();
  for (const ref of found) if (ref !== undefined) wanted.set(ref, (wanted.get(ref) ?? 0) + 1);
  const isSure = (ref: string | undefined): ref is string => ref !== undefined && wanted.get(ref) === 1;
  const matched = found.filter(isSure).length;
  const next = rows.map((row, index) => {
    const ref = found[index];
    return isSure(ref) ? fill(row, ref) : row;
  });
  return { rows: next, matched, left: next.filter(lacks).length };
}

function only(found: readonly { ref: string }[]): string | undefined {
  return found.length === 1 ? found[0]?.ref : undefined;
}

/** The names that an account goes by: its own, and the last part of a path such as `expenses:travel`; both without a leading number. */
function namesOf({ ref, name }: LedgerAccountInfo): string[] {
  return [name, ref.split(':').at(-1) ?? ref].map((text) => plain(text.replace(NUMBER, '')));
}

const NUMBER = /^\s*\d[\w.-]*\s*[·:–-]?\s*/u;

/** The number that an account is known by: its whole name there, or what its name begins with. */
function numberOf({ ref, name }: LedgerAccountInfo): string | undefined {
  if (/^\d[\w.-]*$/u.test(ref)) return ref.toLowerCase();
  return (/^\s*(\d[\w.-]*)/u.exec(ref) ?? /^\s*(\d[\w.-]*)/u.exec(name))?.[1]?.toLowerCase();
}

const SHORTEST_WORD = 4;

function sharesWord(name: string, account: LedgerAccountInfo): boolean {
  const words = new Set(namesOf(account).flatMap((text) => text.split(' ')));
  return plain(name)
    .split(' ')
    .some((word) => word.length >= SHORTEST_WORD && words.has(word));
}

/** A name without case, accents and signs. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Compares by digits: `20`, `20.0` and `20,00` are one rate. */
function sameRate(a: string, b: string): boolean {
  const digits = (text: string) =>
    text
      .replace('%', '')
      .trim()
      .replace(',', '.')
      .replace(/^0+(?=\d)/, '')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  return digits(a) === digits(b);
}
