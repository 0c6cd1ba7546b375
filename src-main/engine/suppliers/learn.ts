import type { Extraction } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import type { DocumentRow } from '../documents/index.ts';
import { loadReading } from '../reading/index.ts';
import type { SupplierMarksTable, Work } from '../storage/index.ts';
import { domainsOf } from './domains.ts';
import { addTrigrams, removeTrigrams } from './trigrams.ts';

/** A tax number that was less sure is not learned: it would speak for the wrong supplier for ever. */
const LEAST_P = 0.5;

/**
 * Makes the supplier of a document known, with the marks that the document bears. Called in the transaction that sends the document on its
 * way to the ledger, after its state has changed; calling it again does no harm.
 */
export async function learnSupplier(
  context: Pick<EngineContext, 'ids'>,
  work: Work,
  document: DocumentRow,
  extraction: Extraction,
): Promise<void> {
  const { id, client_id, supplier_key } = document;
  await work.tx.deleteFrom('supplier_marks').where('document_id', '=', id).execute();
  if (supplier_key === null || supplier_key === '') return;
  const reading = await loadReading(work.tx, id);
  const marks = marksOf(extraction, reading ? domainsOf(reading.reading) : []);
  if (marks.length > 0)
    await work.tx
      .insertInto('supplier_marks')
      .values(marks.map((mark) => ({ document_id: id, client_id, supplier_key, ...mark })))
      .execute();
  await refresh(context, work, client_id, supplier_key);
}

/** Forgets what a document said of its supplier, and the supplier where no other document makes it known. Called after the state has changed. */
export async function forgetSupplier(context: Pick<EngineContext, 'ids'>, work: Work, document: DocumentRow): Promise<void> {
  await work.tx.deleteFrom('supplier_marks').where('document_id', '=', document.id).execute();
  if (document.supplier_key !== null && document.supplier_key !== '')
    await refresh(context, work, document.client_id, document.supplier_key);
}

type Mark = Pick<SupplierMarksTable, 'kind' | 'value'>;

function marksOf({ fields: { supplierTaxId, iban } }: Extraction, domains: readonly string[]): Mark[] {
  return [
    ...(supplierTaxId !== undefined && supplierTaxId.p >= LEAST_P ? [{ kind: 'tax number' as const, value: supplierTaxId.value }] : []),
    ...(iban === undefined ? [] : [{ kind: 'iban' as const, value: iban.value }]),
    ...domains.map((value) => ({ kind: 'domain' as const, value })),
  ];
}

/** Sets the supplier's row by the documents that make it known: it cannot drift from them. */
async function refresh(context: Pick<EngineContext, 'ids'>, work: Work, clientId: string, key: string): Promise<void> {
  const known = work.tx
    .selectFrom('documents')
    .where('client_id', '=', clientId)
    .where('supplier_key', '=', key)
    .where('state', 'in', ['posting', 'posted']);
  const sums = await known
    .select(({ fn }) => [
      fn.min('arrived_at').as('first'),
      fn.max('arrived_at').as('last'),
      fn.countAll<number>().as('documents'),
      fn.sum<number | null>('touchless').as('touchless'),
    ])
    .executeTakeFirst();
  const latest = await known.select(['id', 'supplier']).orderBy('touchless').orderBy('id', 'desc').limit(1).executeTakeFirst();
  if (!latest || !sums?.first || !sums.last) {
    await work.tx.deleteFrom('suppliers').where('client_id', '=', clientId).where('key', '=', key).execute();
    await removeTrigrams(work, clientId, key);
    return;
  }
  const values = {
    name: latest.supplier ?? key,
    address: await addressIn(work, latest.id),
    first_seen: sums.first,
    last_seen: sums.last,
    documents: sums.documents,
    approved: sums.documents - (sums.touchless ?? 0),
  };
  await work.tx
    .insertInto('suppliers')
    .values({ id: context.ids.next(), client_id: clientId, key, ...values })
    .onConflict((conflict) => conflict.columns(['client_id', 'key']).doUpdateSet(values))
    .execute();
  await addTrigrams(work, clientId, key);
}

/** The supplier's address as a document shows it. Parsed without the schema of all fields: this runs with every approval. */
async function addressIn(work: Work, documentId: string): Promise<string | null> {
  const row = await work.tx.selectFrom('extractions').select('body_json').where('document_id', '=', documentId).executeTakeFirst();
  if (!row) return null;
  const body = JSON.parse(row.body_json) as { fields?: { address?: { value?: unknown } } };
  const value = body.fields?.address?.value;
  return typeof value === 'string' ? value : null;
}
