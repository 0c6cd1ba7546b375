import { type DocumentDetail, DocumentId, type DocumentSummary, EngineError } from '../../contract/index.ts';
import type { ContractClient } from '../transports/in-process.ts';

/** The document an id names: a whole id, or its last characters, as the table shows them; what waits goes before what was decided. */
export async function findDocument(api: ContractClient, wanted: string): Promise<DocumentDetail> {
  const whole = DocumentId.safeParse(wanted.toLowerCase());
  if (whole.success) return api.documents.get({ id: whole.data });
  if (!/^[0-9a-f]{4,35}$/i.test(wanted)) throw new EngineError('not_found', { note: `"${wanted}" is no id.` });
  const { groups } = await api.review.queue({});
  const fitting = groups.flatMap(({ documents }) => documents).filter(({ id }) => id.endsWith(wanted.toLowerCase()));
  const [first = await decided(api, wanted), second] = fitting;
  if (first === undefined) throw new EngineError('not_found', { note: `No document's id ends in "${wanted}".` });
  if (second !== undefined) throw new EngineError('not_found', { note: `Several ids end in "${wanted}": give more of it.` });
  return api.documents.get({ id: first.id });
}

/** The newest document outside the queue whose id ends so. */
async function decided(api: ContractClient, ending: string): Promise<DocumentSummary | undefined> {
  let cursor: string | undefined;
  do {
    const page = await api.documents.list({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    const found = page.rows.find(({ id }) => id.endsWith(ending.toLowerCase()));
    if (found !== undefined) return found;
    cursor = page.next;
  } while (cursor !== undefined);
  return undefined;
}

/** How a table shows an id: its end, which is random, not its beginning, which is the time. */
export const shortId = (id: string) => id.slice(-8);
