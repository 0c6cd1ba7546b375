import { z } from 'zod';
import type { LocalDate } from '../../../contract/index.ts';
import type { EntryProblem, LedgerEntry, SupplierRecord } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { workOut } from './bill.ts';
import type { BookPeriod, TrytonBooks } from './books.ts';
import { billOf, compact, keyIn } from './map.ts';
import { referenceTo } from './read-back.ts';
import type { TrytonSuppliers } from './suppliers.ts';
import { wireDate } from './wire.ts';

const Rate = z.object({ id: z.int() });
const Same = z.object({
  id: z.int(),
  state: z.string(),
  number: z.string().nullable(),
  reference: z.string().nullable(),
  comment: z.string().nullable(),
});

/**
 * What would keep the entry from being posted, as far as reading tells. The server takes drafts in closed periods and without a rate and
 * refuses them only at the end, with texts that cannot be told apart.
 */
export async function preflight(books: TrytonBooks, suppliers: TrytonSuppliers, entry: LedgerEntry): Promise<readonly EntryProblem[]> {
  const [period, worked, currency, duplicate] = await Promise.all([
    periodProblem(books, entry.date),
    workOut(books, entry),
    rateProblem(books, entry),
    entry.acceptsDuplicate === true ? undefined : duplicateProblem(books, suppliers, entry),
  ]);
  return [period, ...('problems' in worked ? worked.problems : []), currency, duplicate].filter((problem) => problem !== undefined);
}

/** Undefined where the day lies in an open period. */
export async function periodProblem(books: TrytonBooks, date: LocalDate): Promise<EntryProblem | undefined> {
  const day = wireDate(date);
  const periods = await books.periods([
    ['start_date', '<=', day],
    ['end_date', '>=', day],
  ]);
  if (periods.some(({ state }) => state === 'open')) return undefined;
  const words = periods.length === 0 ? `Tryton has no period for ${date}.` : `The period of ${date} is closed in Tryton.`;
  return { code: 'period_locked', words };
}

/** Both the bill's currency and the company's need a rate on or before the day. A currency that is not there is told by `workOut`. */
async function rateProblem(books: TrytonBooks, { currency, date }: LedgerEntry): Promise<EntryProblem | undefined> {
  const company = await books.company();
  if (company.currency === currency) return undefined;
  const id = await books.currencyId(currency);
  if (id === undefined) return undefined;
  const missing = await Promise.all(
    [id, company.currencyId].map(async (one) => {
      const domain = [
        ['currency', '=', one],
        ['date', '<=', wireDate(date)],
      ];
      const rates = await books.session.searchRead(Rate, 'currency.currency.rate', { domain, fields: ['date'], limit: 1 });
      return rates.length === 0 ? [one === id ? currency : company.currency] : [];
    }),
  );
  const [first] = missing.flat();
  return first === undefined ? undefined : { code: 'currency', words: `Tryton has no rate of ${first} for ${date}.` };
}

/** A bill of the same supplier with the same number that is not ours. The server itself would take it without a word. */
async function duplicateProblem(books: TrytonBooks, suppliers: TrytonSuppliers, entry: LedgerEntry): Promise<EntryProblem | undefined> {
  const { supplier } = billOf(entry);
  const number = oneLine(entry.number ?? '');
  if (number === '') return undefined;
  const parties = (await suppliers.find({ supplier, externalId: supplier.key })).filter((record) => isSame(record, entry));
  if (parties.length === 0) return undefined;
  const company = await books.company();
  const domain = [
    ['company', '=', company.id],
    ['type', '=', 'in'],
    ['state', '!=', 'cancelled'],
    ['reference', '=', number],
    ['party', 'in', parties.map(({ id }) => Number(id))],
  ];
  const fields = ['state', 'number', 'reference', 'comment'];
  const rows = await books.session.searchRead(Same, 'account.invoice', { domain, fields, order: [['id', 'ASC']] });
  const other = rows.find(({ comment }) => keyIn(comment ?? '') !== entry.key);
  if (other === undefined) return undefined;
  const existing = referenceTo(other);
  return {
    code: 'duplicate',
    words: `Tryton holds a bill ${number} of this supplier already${other.number === null ? '' : `, ${other.number}`}.`,
    existing,
  };
}

/** The same business for the purpose of a warning: the same tax number or IBAN, or the same name. */
export function isSame(record: SupplierRecord, entry: LedgerEntry): boolean {
  const { supplier } = billOf(entry);
  const same = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && compact(a) !== '' && compact(a) === compact(b);
  if (same(record.taxNumber, supplier.taxNumber) || same(record.iban, supplier.iban)) return true;
  return oneLine(record.name).toLowerCase() === oneLine(supplier.name).toLowerCase();
}

/** The last day on or before which nothing can be written: the one before the first open period, or the end of all periods. */
export function lockedThrough(periods: readonly BookPeriod[]): LocalDate | undefined {
  const firstOpen = periods.findIndex(({ state }) => state === 'open');
  return (firstOpen === -1 ? periods.at(-1) : periods[firstOpen - 1])?.end_date;
}
