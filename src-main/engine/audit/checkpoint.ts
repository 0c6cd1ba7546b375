import { createHmac, timingSafeEqual } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Store } from '../storage/index.ts';

const Checkpoint = z.object({ sequence: z.int().min(1), hash: z.string(), at: z.string(), seal: z.string() });

const pathOf = (store: Pick<Store, 'folder'>) => join(store.folder, 'audit-checkpoint.json');
const sealOf = (key: Buffer, sequence: number, hash: string, at: string) =>
  createHmac('sha256', key).update(`${sequence}\n${hash}\n${at}`).digest('hex');

/**
 * Saves the head of the chain outside the database: a tail that is cut off, or a database put back to yesterday's, then shows.
 * Taken when the engine stops and once an hour; a copy kept on another machine proves more than the one beside the data.
 */
export async function saveCheckpoint(store: Store, at: string): Promise<void> {
  const head = await store.db.selectFrom('audit').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
  if (!head) return;
  const text = JSON.stringify({ ...head, at, seal: sealOf(store.auditKey, head.sequence, head.hash, at) });
  const temporary = `${pathOf(store)}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, pathOf(store));
}

/** The saved head; undefined where there is none. A checkpoint whose seal does not fit counts as sequence 0 with a hash that fits nothing. */
export async function readCheckpoint(store: Pick<Store, 'folder' | 'auditKey'>): Promise<{ sequence: number; hash: string } | undefined> {
  const text = await readFile(pathOf(store), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = Checkpoint.safeParse(safeJson(text));
  if (!parsed.success) return { sequence: 1, hash: 'unreadable checkpoint' };
  const { sequence, hash, at, seal } = parsed.data;
  const expected = Buffer.from(sealOf(store.auditKey, sequence, hash, at));
  const given = Buffer.from(seal);
  const genuine = expected.byteLength === given.byteLength && timingSafeEqual(expected, given);
  return genuine ? { sequence, hash } : { sequence: 1, hash: 'changed checkpoint' };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
