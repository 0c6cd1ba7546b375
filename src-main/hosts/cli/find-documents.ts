import { type DocumentDetail, DocumentId, EngineError } from '../../contract/index.ts';
import type { ContractClient } from '../transports/in-process.ts';

/** The document an id names: a whole id, or the last characters of one that waits in the queue, as the table shows them. */
export async function findDocument(api: ContractClient, wanted: string): Promise<DocumentDetail> {
  const whole = DocumentId.safeParse(wanted.toLowerCase());
  if (whole.success) return api.documents.get({ id: whole.data });
  if (!/^[0-9a-f]{4,35}$/i.test(wanted)) throw new EngineError('not_found', { note: `"${wanted}" is no id.` });
  const { groups } = await api.review.queue({});
  const fitting = groups.flatMap(({ documents }) => documents).filter(({ id }) => id.endsWith(wanted.toLowerCase()));
  const [first, second] = fitting;
  if (first === undefined) throw new EngineError('not_found', { note: `Nothing in the queue ends in "${wanted}".` });
  if (second !== undefined) throw new EngineError('not_found', { note: `Several ids end in "${wanted}": give more of it.` });
  return api.documents.get({ id: first.id });
}

/** How a table shows an id: its end, which is random, not its beginning, which is the time. */
export const shortId = (id: string) => id.slice(-8);
