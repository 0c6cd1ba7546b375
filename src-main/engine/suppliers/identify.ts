import type { Selectable } from 'kysely';
import { supplierKey } from '../domain/index.ts';
import type { Reads, SuppliersTable } from '../storage/index.ts';
import { type KnownSupplier, rankMatches, type SeenSupplier, type SupplierMatch } from './match.ts';
import { keysLike } from './trigrams.ts';

/** Suppliers that are compared letter by letter. Of 381 printed names 378 have theirs among the first five of 96; the others share nothing with it. */
const MOST_COMPARED = 30;
/** A mark of more suppliers than this tells none of them anyway. */
const MOST_OWNERS = 10;

/** The client's known suppliers that a page may be from, most probable first. Reads only; within a transaction give it the transaction. */
export async function identifySupplier(db: Reads, clientId: string, seen: SeenSupplier): Promise<SupplierMatch[]> {
  const keys = new Set([
    ...(await keysLike(db, clientId, supplierKey(seen.name ?? ''), MOST_COMPARED)),
    ...(await keysByMarks(db, clientId, seen)),
  ]);
  return rankMatches(seen, await knownSuppliers(db, clientId, [...keys]));
}

async function keysByMarks(db: Reads, clientId: string, { taxId, iban, domains = [] }: SeenSupplier): Promise<string[]> {
  const marks = [
    ...(taxId === undefined ? [] : [['tax number', taxId] as const]),
    ...(iban === undefined ? [] : [['iban', iban] as const]),
    ...domains.map((domain) => ['domain', domain] as const),
  ];
  const keys: string[] = [];
  for (const [kind, value] of marks) {
    const rows = await db
      .selectFrom('supplier_marks')
      .select('supplier_key')
      .distinct()
      .where('client_id', '=', clientId)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .limit(MOST_OWNERS)
      .execute();
    keys.push(...rows.map(({ supplier_key }) => supplier_key));
  }
  return keys;
}

/** Suppliers by key; all of the client's where no keys are given. */
export async function knownSuppliers(db: Reads, clientId: string, keys?: readonly string[]): Promise<KnownSupplier[]> {
  if (keys?.length === 0) return [];
  let rows = db.selectFrom('suppliers').selectAll().where('client_id', '=', clientId).orderBy('key');
  let marks = db.selectFrom('supplier_marks').select(['supplier_key', 'kind', 'value']).distinct().where('client_id', '=', clientId);
  if (keys !== undefined) {
    rows = rows.where('key', 'in', keys);
    marks = marks.where('supplier_key', 'in', keys);
  }
  const marked = await marks.orderBy('value').execute();
  return (await rows.execute()).map((row) =>
    toKnown(
      row,
      marked.filter(({ supplier_key }) => supplier_key === row.key),
    ),
  );
}

function toKnown(row: Selectable<SuppliersTable>, marks: readonly { kind: string; value: string }[]): KnownSupplier {
  const of = (kind: string) => marks.filter((mark) => mark.kind === kind).map(({ value }) => value);
  return {
    id: row.id,
    name: row.name,
    key: row.key,
    taxIds: of('tax number'),
    ibans: of('iban'),
    domains: of('domain'),
    address: row.address ?? undefined,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    documents: row.documents,
    approved: row.approved,
  };
}
