import type { ExpressionBuilder } from 'kysely';
import type { Reads, Tables } from '../storage/index.ts';
import type { DocumentRow } from './documents.ts';

/**
 * Other documents of the same client that this one may repeat: those that arrived earlier, and those that are on their way to the ledger or
 * in it. So of two that arrive together only the later one is held back. What a person set aside does not count.
 */
function mayBeRepeatedBy(db: Reads, document: DocumentRow) {
  return db
    .selectFrom('documents')
    .selectAll()
    .where('client_id', '=', document.client_id)
    .where('id', '!=', document.id)
    .where('state', '!=', 'rejected')
    .where((where) => where.or([where('id', '<', document.id), where('state', 'in', ['posting', 'posted'])]));
}

/** True for rows with the same supplier and number, or the same supplier, date and total. */
function isSameBill({ supplier_key, number, date, total_minor }: DocumentRow) {
  return (where: ExpressionBuilder<Tables, 'documents'>) => {
    // Never true: keeps the condition valid where nothing can be compared.
    const alternatives = [where('id', '=', '')];
    if (number !== null) alternatives.push(where('number', '=', number));
    if (date !== null && total_minor !== null)
      alternatives.push(where.and([where('date', '=', date), where('total_minor', '=', total_minor)]));
    // A name without a letter or digit tells nobody apart: compared with null, it is like no other.
    return where.and([where('supplier_key', '=', supplier_key || null), where.or(alternatives)]);
  };
}

/** Same supplier and number, or same supplier, date and total. */
export async function sameBills(db: Reads, document: DocumentRow): Promise<DocumentRow[]> {
  return mayBeRepeatedBy(db, document).where(isSameBill(document)).orderBy('id').limit(5).execute();
}

/** Waiting documents of the same client that hold the same bill, or are among the ids given. */
export async function waitingLike(db: Reads, document: DocumentRow, ids: readonly string[]): Promise<DocumentRow[]> {
  return db
    .selectFrom('documents')
    .selectAll()
    .where('client_id', '=', document.client_id)
    .where('id', '!=', document.id)
    .where('state', '=', 'review')
    .where((where) => where.or([isSameBill(document)(where), ...(ids.length === 0 ? [] : [where('id', 'in', ids)])]))
    .limit(20)
    .execute();
}

/** Documents of the ids given, of the same client, that this one may repeat. */
export async function repeatable(db: Reads, document: DocumentRow, ids: readonly string[]): Promise<DocumentRow[]> {
  if (ids.length === 0) return [];
  return mayBeRepeatedBy(db, document).where('id', 'in', ids).limit(5).execute();
}

/** The same bytes at another client: perhaps dropped into the wrong folder. */
export async function sameBytesElsewhere(db: Reads, document: DocumentRow): Promise<DocumentRow[]> {
  return db
    .selectFrom('documents')
    .selectAll()
    .where('sha256', '=', document.sha256)
    .where('client_id', '!=', document.client_id)
    .where('state', '!=', 'rejected')
    .limit(5)
    .execute();
}
