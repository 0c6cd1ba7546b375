/** Entities of the fake, how they are kept and asked for: `select * from X where a = 'b' and c >= 'd' startposition 1 maxresults 1000`. */
import type { FakeDb } from '../fake-store.ts';
import { QbFault } from './qb-fault.ts';

export type Entity = Record<string, unknown> & { Id: string; SyncToken: string };

/** Properties that queries may name: of those, Intuit's documentation calls filterable. `PrivateNote` is none of them. */
const FILTERS: Readonly<Record<string, readonly string[]>> = {
  Bill: ['Id', 'DocNumber', 'TxnDate', 'TotalAmt', 'VendorRef', 'MetaData.CreateTime', 'MetaData.LastUpdatedTime'],
  VendorCredit: ['Id', 'DocNumber', 'TxnDate', 'TotalAmt', 'VendorRef', 'MetaData.CreateTime', 'MetaData.LastUpdatedTime'],
  Purchase: ['Id', 'DocNumber', 'TxnDate', 'TotalAmt', 'PaymentType', 'MetaData.CreateTime', 'MetaData.LastUpdatedTime'],
  Vendor: ['Id', 'DisplayName', 'CompanyName', 'Active', 'MetaData.CreateTime'],
  Account: ['Id', 'Name', 'FullyQualifiedName', 'Active', 'AccountType', 'Classification'],
  TaxCode: ['Id', 'Name', 'Active'],
  TaxRate: ['Id', 'Name', 'Active'],
  Attachable: ['Id', 'FileName', 'AttachableRef.EntityRef.Type', 'AttachableRef.EntityRef.value', 'MetaData.CreateTime'],
};

export function getEntity(db: FakeDb, type: string, id: string): Entity {
  const body = db.prepare('SELECT body FROM entity WHERE type = ? AND id = ?').pluck().get(type, id) as string | undefined;
  if (body === undefined) throw new QbFault('610', `Something you're trying to use has been made inactive or deleted: ${type} ${id}`);
  return JSON.parse(body) as Entity;
}

export function putEntity(db: FakeDb, type: string, entity: Entity): Entity {
  db.prepare('INSERT INTO entity (type, id, body) VALUES (?, ?, ?) ON CONFLICT (type, id) DO UPDATE SET body = excluded.body').run(
    type,
    entity.Id,
    JSON.stringify(entity),
  );
  return entity;
}

export function newEntity(db: FakeDb, type: string, values: Record<string, unknown>): Entity {
  // Ids are never given twice, whatever was deleted.
  const id = db.prepare('UPDATE sequence SET last = last + 1 RETURNING last').pluck().get() as number;
  const now = new Date().toISOString();
  const meta = { CreateTime: now, LastUpdatedTime: now };
  return putEntity(db, type, { ...values, Id: String(id), SyncToken: '0', domain: 'QBO', sparse: false, MetaData: meta });
}

export function allEntities(db: FakeDb, type: string): Entity[] {
  const bodies = db.prepare('SELECT body FROM entity WHERE type = ? ORDER BY CAST(id AS INTEGER)').pluck().all(type) as string[];
  return bodies.map((body) => JSON.parse(body) as Entity);
}

const QUERY = /^select \* from (\w+)(?: where (.+?))? startposition (\d+) maxresults (\d+)$/;
const TERM = /^([\w.]+) (=|>=) ('(?:[^'\\]|\\.)*'|true|false)$/;

export function runQuery(db: FakeDb, text: string): Record<string, unknown> {
  const match = QUERY.exec(text);
  if (!match) throw new QbFault('4000', text);
  const [, type = '', where, start = '1', most = '0'] = match;
  const known = FILTERS[type];
  if (known === undefined || Number(most) > 1000) throw new QbFault('4001', text);
  // Between the terms stands " and "; texts with that inside would be cut, which is refused below.
  const terms = where === undefined ? [] : splitTerms(where).map((term) => readTerm(term, known));
  const rows = allEntities(db, type).filter((entity) => terms.every((fits) => fits(entity)));
  const page = rows.slice(Number(start) - 1, Number(start) - 1 + Number(most));
  return { QueryResponse: page.length === 0 ? {} : { [type]: page, startPosition: Number(start), maxResults: page.length } };
}

function splitTerms(where: string): string[] {
  return where.match(/(?:'(?:[^'\\]|\\.)*'|(?! and )[\s\S])+/g)?.map((term) => term.replace(/^ and /, '').trim()) ?? [];
}

function readTerm(term: string, known: readonly string[]): (entity: Entity) => boolean {
  const match = TERM.exec(term.replace(/^and /, ''));
  if (!match) throw new QbFault('4000', term);
  const [, field = '', operator = '', raw = ''] = match;
  if (!known.includes(field)) throw new QbFault('4001', `Property ${field} not found for Entity or is not queryable`);
  const value = raw.startsWith("'") ? raw.slice(1, -1).replace(/\\(.)/g, '$1') : raw === 'true';
  return (entity) => valuesOf(entity, field).some((found) => (operator === '=' ? found === value : later(found, value)));
}

/** Moments are compared as moments, everything else as text. */
function later(found: unknown, value: unknown): boolean {
  return Date.parse(String(found)) >= Date.parse(String(value));
}

function valuesOf(entity: Entity, field: string): unknown[] {
  let values: unknown[] = [entity];
  for (const name of field.split('.')) {
    values = values.flatMap((value) => {
      const inner =
        (value as Record<string, unknown> | undefined)?.[name] ?? (value as Record<string, unknown> | undefined)?.[name.toLowerCase()];
      return Array.isArray(inner) ? (inner as unknown[]) : [inner];
    });
  }
  return values;
}
