import { hkdfSync } from 'node:crypto';

/** Keys of the store, each derived from the master key for one purpose, so that none can stand in for another. */
export type StoreKeys = { readonly database: Buffer; readonly audit: Buffer };

/** HKDF-SHA-256 over the 32-byte master key. */
export function deriveKeys(master: Uint8Array): StoreKeys {
  if (master.byteLength !== 32) throw new RangeError('the master key has 32 bytes');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, new Uint8Array(0), `tickmark ${purpose} v1`, 32));
  return { database: derive('database'), audit: derive('audit') };
}
