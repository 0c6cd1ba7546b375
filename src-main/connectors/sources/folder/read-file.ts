import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { FileVersion, Sample } from './map.ts';

const SAMPLE_BYTES = 4096;

/** An open regular file: what it is was decided on the descriptor, so nothing can be swapped between the check and the reading. */
export type OpenFile = {
  readonly stat: BigIntStats;
  readonly sample: Sample;
  /** Changes with size, modification time and the sample. */
  readonly signature: string;
  /** The whole content, or undefined where the file changed while it was read. */
  readAll(): Promise<Uint8Array | undefined>;
};

/**
 * Opens without following a link and without waiting for a writer (a named pipe would block for ever), and calls `use`.
 * Undefined where it is no regular file. File system errors are thrown as they come.
 */
export async function withRegularFile<T>(path: Buffer, use: (file: OpenFile) => Promise<T>): Promise<T | undefined> {
  // Windows has neither flag; links and pipes are recognised there by the folder listing alone.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags);
  try {
    const stat = await handle.stat({ bigint: true });
    if (!stat.isFile()) return undefined;
    const sample = await sampleOf(handle, stat.size);
    const signature = signatureOf(stat, sample);
    return await use({ stat, sample, signature, readAll: () => readAll(handle, stat, signature) });
  } finally {
    await handle.close();
  }
}

async function readAll(handle: FileHandle, before: BigIntStats, signature: string): Promise<Uint8Array | undefined> {
  const bytes = Buffer.alloc(Number(before.size));
  let offset = 0;
  while (offset < bytes.length) {
    const { bytesRead } = await handle.read(bytes, offset, bytes.length - offset, offset);
    if (bytesRead === 0) return undefined;
    offset += bytesRead;
  }
  const after = await handle.stat({ bigint: true });
  return signatureOf(after, await sampleOf(handle, after.size)) === signature ? bytes : undefined;
}

async function sampleOf(handle: FileHandle, size: bigint): Promise<Sample> {
  const at = async (position: number) => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, position);
    return buffer.subarray(0, bytesRead);
  };
  const head = await at(0);
  return { head, tail: size <= BigInt(SAMPLE_BYTES) ? head : await at(Number(size) - SAMPLE_BYTES) };
}

function signatureOf({ size, mtimeNs, ino }: FileVersion, { head, tail }: Sample): string {
  return createHash('sha256').update(`${size}:${mtimeNs}:${ino}:`).update(head).update(tail).digest('hex');
}
