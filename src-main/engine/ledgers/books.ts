import type { z } from 'zod';
import { EngineError, Instant, LedgerBooks } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import type { LedgerLists } from '../ports.ts';
import type { Reads } from '../storage/index.ts';
import { connectionFor } from './connections.ts';

const Stored = LedgerBooks.omit({ at: true });
/** What is known of the books is asked again with the daily comparison where it is older than this. */
const FRESH_MS = 6 * 60 * 60_000;

export type KnownBooks = {
  readonly books: LedgerBooks | undefined;
  readonly problem: string | undefined;
  readonly comparedAt: Instant | undefined;
};

/** What the books said when they were last asked, with the suppliers that are ours marked. */
export async function knownBooks(db: Reads, clientId: string, ledger: string): Promise<KnownBooks> {
  const row = await db
    .selectFrom('ledger_books')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('ledger', '=', ledger)
    .executeTakeFirst();
  const links = await db
    .selectFrom('ledger_suppliers')
    .leftJoin('suppliers', (join) =>
      join.onRef('suppliers.client_id', '=', 'ledger_suppliers.client_id').onRef('suppliers.key', '=', 'ledger_suppliers.supplier_key'),
    )
    .select(['ledger_suppliers.ledger_id', 'ledger_suppliers.supplier_key', 'suppliers.name'])
    .where('ledger_suppliers.client_id', '=', clientId)
    .where('ledger_suppliers.ledger', '=', ledger)
    .execute();
  const ours = new Map(links.map((link) => [link.ledger_id, link.name ?? link.supplier_key]));
  if (row?.body_json === null || row?.at === null || row === undefined)
    return { books: undefined, problem: row?.problem ?? undefined, comparedAt: instantOf(row?.compared_at) };
  const stored = Stored.parse(JSON.parse(row.body_json));
  const suppliers = stored.suppliers.map((supplier) => {
    const linkedTo = ours.get(supplier.id);
    return linkedTo === undefined ? supplier : { ...supplier, linkedTo };
  });
  return {
    books: { ...stored, suppliers, at: Instant.parse(row.at) },
    problem: row.problem ?? undefined,
    comparedAt: instantOf(row.compared_at),
  };
}

const instantOf = (text: string | null | undefined) => (text === null || text === undefined ? undefined : Instant.parse(text));

/**
 * Asks the books for their accounts, tax codes and suppliers and keeps the answer with its time. A failure is kept beside what was known.
 * @throws EngineError of the ledger
 */
export async function refreshBooks(context: EngineContext, clientId: string, ledger: string): Promise<void> {
  try {
    const connection = await connectionFor(context, clientId, ledger);
    const lists = await connection.lists?.();
    await keep(context, clientId, ledger, {
      problem: null,
      ...(lists === undefined ? {} : { body_json: JSON.stringify(toStored(lists)), at: context.clock.now() }),
    });
  } catch (error) {
    if (error instanceof EngineError) await keep(context, clientId, ledger, { problem: error.message });
    throw error;
  }
}

/** Asks in the background where what is known is old; a failure is kept for the page and disturbs nobody. */
export async function refreshOldBooks(context: EngineContext, clientId: string, ledger: string): Promise<void> {
  const { books } = await knownBooks(context.store.db, clientId, ledger);
  const age = books === undefined ? Number.POSITIVE_INFINITY : Date.parse(context.clock.now()) - Date.parse(books.at);
  if (age < FRESH_MS) return;
  await refreshBooks(context, clientId, ledger).catch((error: unknown) => {
    context.log.info('books not asked', {
      ledger: ledger.slice(0, ledger.indexOf(':')),
      code: error instanceof EngineError ? error.code : 'internal',
    });
  });
}

export async function markCompared(context: EngineContext, clientId: string, ledger: string): Promise<void> {
  await keep(context, clientId, ledger, { compared_at: context.clock.now() });
}

async function keep(
  context: EngineContext,
  clientId: string,
  ledger: string,
  change: { body_json?: string; at?: string; problem?: string | null; compared_at?: string },
): Promise<void> {
  await context.store.write(async ({ tx }) => {
    await tx
      .insertInto('ledger_books')
      .values({ client_id: clientId, ledger, body_json: null, at: null, problem: null, compared_at: null, ...change })
      .onConflict((conflict) => conflict.columns(['client_id', 'ledger']).doUpdateSet(change))
      .execute();
  });
}

/** Longest list that is kept of each kind; a page that shows more helps nobody. */
const MOST = 5_000;

function toStored(lists: LedgerLists): z.infer<typeof Stored> {
  return Stored.parse({
    organisation: lists.organisation,
    currency: lists.currency,
    lockedThrough: lists.lockedThrough,
    accounts: lists.accounts.slice(0, MOST),
    taxCodes: lists.taxCodes.slice(0, MOST),
    suppliers: lists.suppliers
      .slice(0, MOST)
      .map(({ id, name, taxNumber }) => ({ id, name, ...(taxNumber === undefined ? {} : { taxNumber }) })),
  });
}
