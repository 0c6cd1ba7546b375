/** What Xero checks about a bill or credit note before it keeps it. */
import { type FakeDb, readSwitch } from '../fake-store.ts';
import { toMinor } from './money.ts';

export type Line = {
  readonly Description?: string;
  readonly Quantity?: number;
  readonly UnitAmount?: number;
  readonly LineAmount?: number;
  readonly TaxAmount?: number;
  readonly TaxType?: string;
  readonly AccountCode?: string;
  readonly AccountID?: string;
};
export type Draft = {
  readonly Type: string;
  readonly Status?: string;
  readonly Contact?: { readonly ContactID?: string };
  readonly Date?: string;
  readonly DueDate?: string;
  readonly CurrencyCode?: string;
  readonly LineAmountTypes?: string;
  readonly LineItems?: readonly Line[];
};
/** Lines without any amount are texts. Amounts are whole minor units. */
export type CountedLine = Line & { readonly net: number; readonly tax: number };

export function lockProblems(db: FakeDb, date: string): string[] {
  return [
    ['period-lock', 'period lock date'],
    ['year-lock', 'end of year lock date'],
  ].flatMap(([name = '', words = '']) => {
    const lock = readSwitch(db, name);
    return lock !== undefined && date <= lock ? [`The document date cannot be before the ${words}, currently set at ${lock}`] : [];
  });
}

export function draftProblems(db: FakeDb, draft: Draft, wantedType: string): string[] {
  const problems: string[] = [];
  if (draft.Type !== wantedType) problems.push('The fake knows purchases alone.');
  const contact = db.prepare('SELECT status FROM contact WHERE id = ?').get(draft.Contact?.ContactID ?? '') as
    | { status: string }
    | undefined;
  if (contact === undefined) problems.push('Contact cannot be empty.');
  else if (contact.status !== 'ACTIVE') problems.push('The contact is archived.');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.Date ?? '')) problems.push('Invalid date.');
  if (draft.CurrencyCode !== undefined && db.prepare('SELECT 1 FROM currency WHERE code = ?').get(draft.CurrencyCode) === undefined) {
    problems.push(`Organisation is not subscribed to currency ${draft.CurrencyCode}`);
  }
  if (!['DRAFT', 'SUBMITTED', 'AUTHORISED'].includes(draft.Status ?? 'DRAFT')) problems.push('A new document cannot have this status.');
  return [...problems, ...lockProblems(db, draft.Date ?? '')];
}

/** Lines with their amounts, or what is wrong with them. */
export function countedLines(
  db: FakeDb,
  draft: Draft,
  currency: string,
): { readonly lines: readonly CountedLine[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const lines = (draft.LineItems ?? []).map((line): CountedLine => {
    if (line.LineAmount === undefined && line.UnitAmount === undefined) return { ...line, net: 0, tax: 0 };
    const counted = (line.Quantity ?? 1) * (line.UnitAmount ?? line.LineAmount ?? 0);
    const net = toMinor(line.LineAmount ?? counted, currency);
    if (net === undefined || toMinor(counted, currency) !== net) problems.push('The line total does not match the expected line total.');
    problems.push(...accountProblems(db, line));
    const rate = db
      .prepare("SELECT rate FROM tax_rate WHERE type = ? AND status = 'ACTIVE' AND purchases = 1")
      .pluck()
      .get(line.TaxType ?? '');
    if (rate === undefined)
      problems.push(`The TaxType code '${line.TaxType ?? ''}' does not exist or cannot be used with this type of transaction.`);
    const tax = line.TaxAmount === undefined ? Math.round(((net ?? 0) * Number(rate ?? 0)) / 100) : toMinor(line.TaxAmount, currency);
    if (tax === undefined) problems.push('The tax amount has too many decimals.');
    return { ...line, net: net ?? 0, tax: tax ?? 0 };
  });
  const total = lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
  if (total < 0) problems.push('The total cannot be negative.');
  if (draft.LineAmountTypes !== 'Exclusive') problems.push('The fake counts amounts without tax alone.');
  return { lines, problems };
}

function accountProblems(db: FakeDb, line: Line): string[] {
  const name = line.AccountCode ?? line.AccountID ?? '';
  const found = db.prepare('SELECT status, type FROM account WHERE code = ? OR id = ?').get(name, name) as
    | { status: string; type: string }
    | undefined;
  if (found === undefined) return [`Account code '${name}' is not a valid code for this document.`];
  if (found.status !== 'ACTIVE' || found.type === 'BANK') return [`Account code '${name}' has been archived or cannot be used here.`];
  return [];
}
