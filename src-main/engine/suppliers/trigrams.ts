import type { Reads, Work } from '../storage/index.ts';

/** The three-letter parts of a key, with a space before and behind, each once. */
export function trigramsOf(key: string): string[] {
  const padded = ` ${key.slice(0, 120)} `;
  const signs = [...padded];
  return [...new Set(signs.slice(0, -2).map((_, at) => signs.slice(at, at + 3).join('')))];
}

/** Keys of the client's suppliers that share the most parts with this one, most first. An index for finding, not a measure. */
export async function keysLike(db: Reads, clientId: string, key: string, most: number): Promise<string[]> {
  const trigrams = trigramsOf(key);
  if (key === '' || trigrams.length === 0) return [];
  const rows = await db
    .selectFrom('supplier_trigrams')
    .select(({ fn }) => ['supplier_key', fn.countAll<number>().as('shared')])
    .where('client_id', '=', clientId)
    .where('trigram', 'in', trigrams)
    .groupBy('supplier_key')
    .orderBy('shared', 'desc')
    .orderBy('supplier_key')
    .limit(most)
    .execute();
  return rows.map(({ supplier_key }) => supplier_key);
}

export async function addTrigrams(work: Work, clientId: string, key: string): Promise<void> {
  const rows = trigramsOf(key).map((trigram) => ({ client_id: clientId, trigram, supplier_key: key }));
  if (rows.length === 0) return;
  await work.tx
    .insertInto('supplier_trigrams')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function removeTrigrams(work: Work, clientId: string, key: string): Promise<void> {
  await work.tx.deleteFrom('supplier_trigrams').where('client_id', '=', clientId).where('supplier_key', '=', key).execute();
}
