import { randomBytes, webcrypto } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError, Sha256 } from '../../contract/index.ts';
import { crashpoint } from './crashpoint.ts';

/**
 * Encrypted, content-addressed files: the name is the SHA-256 of the plain bytes, the content is AES-256-GCM under a key of its own
 * that stands in the blob's row, so that deleting the row erases the document. Files are written temp → fsync → rename → fsync folder and
 * never changed. Hashing and encryption run in the thread pool (WebCrypto): a 30 MB scan hashed on the event loop would block it for 110 ms.
 */
export type BlobStore = {
  /** Writes the bytes where they are not there yet. The file is durable when this resolves; its row is the caller's, in the same transaction as what needs it. */
  write(bytes: Uint8Array): Promise<WrittenBlob>;
  /** @throws EngineError `storage_failed` where the file is missing or does not hold what its name says. */
  read(sha256: string, dataKey: string): Promise<Uint8Array>;
  /** Removes files without a row (left by a kill between file and commit) and temporary files. Returns how many. */
  sweep(known: (sha256: string) => boolean): Promise<number>;
};

export type WrittenBlob = { readonly sha256: Sha256; readonly size: number; readonly dataKey: string };

const IV_BYTES = 12;

export async function createBlobStore(folder: string, knownKey: (sha256: string) => Promise<string | undefined>): Promise<BlobStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  // The same bytes arriving twice at once must end under one key, also while the row that keeps it is not committed yet.
  const keys = new Map<string, string>();
  const underWay = new Map<string, Promise<void>>();

  return {
    async write(bytes) {
      const sha256 = await sha256Of(bytes);
      const known = await knownKey(sha256);
      const isThere = await exists(pathOf(sha256));
      const dataKey = known ?? keys.get(sha256) ?? randomBytes(32).toString('base64');
      keys.set(sha256, dataKey);
      const writing = underWay.get(sha256);
      if (writing) await writing;
      else if (!isThere || known === undefined) {
        const write = encrypt(bytes, dataKey).then((sealed) => writeDurably(folder, pathOf(sha256), sealed));
        underWay.set(sha256, write);
        await write.finally(() => underWay.delete(sha256));
      }
      return { sha256, size: bytes.byteLength, dataKey };
    },
    async read(sha256, dataKey) {
      const sealed = await readFile(pathOf(sha256)).catch((cause: unknown) => {
        throw new EngineError('storage_failed', { note: 'A stored file is missing.', details: { sha256 }, cause });
      });
      const bytes = await decrypt(sealed, dataKey, sha256);
      if ((await sha256Of(bytes)) !== sha256)
        throw new EngineError('storage_failed', { note: 'A stored file was changed.', details: { sha256 } });
      return bytes;
    },
    sweep: (known) => sweep(folder, known),
  };
}

export async function sha256Of(bytes: Uint8Array): Promise<Sha256> {
  const digest = await webcrypto.subtle.digest('SHA-256', asPlain(bytes));
  return Sha256.parse(Buffer.from(digest).toString('hex'));
}

async function writeDurably(root: string, path: string, content: Uint8Array): Promise<void> {
  const folder = join(path, '..');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(root, `tmp-${randomBytes(8).toString('hex')}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      crashpoint('blob.before-sync');
      await file.sync();
    } finally {
      await file.close();
    }
    crashpoint('blob.before-rename');
    await rename(temporary, path);
    await syncFolder(folder);
    crashpoint('blob.after-rename');
  } catch (cause) {
    await rm(temporary, { force: true });
    throw translateFileError(cause);
  }
}

/** Windows cannot open folders for syncing; its rename is durable by the journal of NTFS. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function sweep(folder: string, known: (sha256: string) => boolean): Promise<number> {
  let removed = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile() && entry.name.startsWith('tmp-')) {
      await rm(join(folder, entry.name), { force: true });
      removed += 1;
    } else if (entry.isDirectory()) {
      for (const name of await readdir(join(folder, entry.name))) {
        if (known(name)) continue;
        await rm(join(folder, entry.name, name), { force: true });
        removed += 1;
      }
    }
  }
  return removed;
}

async function encrypt(bytes: Uint8Array, dataKey: string): Promise<Uint8Array> {
  const iv = randomBytes(IV_BYTES);
  const sealed = await webcrypto.subtle.encrypt({ name: 'AES-GCM', iv }, await importKey(dataKey), asPlain(bytes));
  return Buffer.concat([iv, new Uint8Array(sealed)]);
}

async function decrypt(sealed: Uint8Array, dataKey: string, sha256: string): Promise<Uint8Array> {
  try {
    const iv = asPlain(sealed.subarray(0, IV_BYTES));
    const plain = await webcrypto.subtle.decrypt({ name: 'AES-GCM', iv }, await importKey(dataKey), asPlain(sealed.subarray(IV_BYTES)));
    return new Uint8Array(plain);
  } catch (cause) {
    throw new EngineError('storage_failed', { note: 'A stored file was changed.', details: { sha256 }, cause });
  }
}

function importKey(dataKey: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('raw', Buffer.from(dataKey, 'base64'), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** WebCrypto's types refuse views on shared memory; ours never are. */
function asPlain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The named error of what the file system reports; other errors are returned as they are. */
export function translateFileError(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new EngineError('disk_full', { cause });
  if (code === 'EIO' || code === 'EROFS') return new EngineError('storage_failed', { cause });
  if (code === 'EACCES' || code === 'EPERM') return new EngineError('permission_denied', { cause });
  return cause;
}
