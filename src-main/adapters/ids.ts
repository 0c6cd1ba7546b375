import { randomFillSync } from 'node:crypto';
import type { Clock, Ids } from '../engine/ports.ts';

/**
 * UUIDv7 (RFC 9562): 48 bits of milliseconds, then a 12-bit counter, then 62 random bits. Ids of one process only ever grow, also where
 * the wall clock steps back or more than 4096 are made in a millisecond: then the time part runs ahead of the clock until it is caught up.
 */
export function createIds(clock: Pick<Clock, 'now'>): Ids {
  let lastMs = 0;
  let counter = 0;
  return {
    next() {
      const nowMs = Date.parse(clock.now());
      if (nowMs > lastMs) {
        lastMs = nowMs;
        counter = 0;
      } else if (++counter > 0xfff) {
        lastMs += 1;
        counter = 0;
      }
      return format(lastMs, counter);
    },
  };
}

function format(ms: number, counter: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  randomFillSync(bytes, 8);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
