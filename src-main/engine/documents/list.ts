import { sql } from 'kysely';
import type { DocumentQuery, DocumentSummary } from '../../contract/index.ts';
import type { Reads } from '../storage/index.ts';
import { summaryOf } from './documents.ts';

/** Documents, newest first. `cursor` is the id to go on below: ids sort by time of arrival. */
export async function listDocuments(db: Reads, query: DocumentQuery): Promise<{ rows: DocumentSummary[]; next?: string; total: number }> {
  let filtered = db.selectFrom('documents');
  if (query.clientId !== undefined) filtered = filtered.where('client_id', '=', query.clientId);
  if (query.states !== undefined && query.states.length > 0) filtered = filtered.where('state', 'in', query.states);
  if (query.from !== undefined) filtered = filtered.where('date', '>=', query.from);
  if (query.to !== undefined) filtered = filtered.where('date', '<=', query.to);
  for (const word of (query.text ?? '').toLowerCase().split(/\s+/).filter(Boolean)) {
    // `_` and `%` are letters like others here: file names are full of them.
    const pattern = `%${word.replace(/[!%_]/g, '!$&')}%`;
    filtered = filtered.where(sql<boolean>`search_text like ${pattern} escape '!'`);
  }
  const { total } = await filtered.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  let page = filtered.selectAll().orderBy('id', 'desc').limit(query.limit);
  if (query.cursor !== undefined) page = page.where('id', '<', query.cursor);
  const rows = await page.execute();
  const last = rows.at(-1);
  return { rows: rows.map(summaryOf), ...(rows.length === query.limit && last ? { next: last.id } : {}), total };
}
