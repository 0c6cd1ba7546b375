import { randomBytes, scryptSync } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { EngineError } from '../contract/index.ts';

const KEY_BYTES = 32;

/** scrypt with N = 2^17, r = 8, p = 1: OWASP's first choice of 2024, about 0.3 s and 128 MB on a laptop. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;

/**
 * The master key of the store in `dataFolder`: 32 bytes.
 * With a passphrase it is derived from that and the salt in `master.salt`; otherwise it is read from `master.key`, which is made on the
 * first start. `databaseFile` tells a first start from a lost key: where it exists and the key does not, nothing is made.
 * @throws EngineError `store_key_wrong` for a lost, short or mixed-up key.
 */
export function loadMasterKey(dataFolder: string, options: { passphrase?: string | undefined; databaseFile?: string } = {}): Uint8Array {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const hasData = existsSync(options.databaseFile ?? join(dataFolder, 'store.db'));
  const keyFile = join(dataFolder, 'master.key');
  const saltFile = join(dataFolder, 'master.salt');
  if (options.passphrase === undefined || options.passphrase === '') {
    if (existsSync(saltFile) && !existsSync(keyFile)) {
      throw new EngineError('store_key_wrong', {
        note: 'They are protected by a passphrase: set TICKMARK_PASSPHRASE.',
        details: { path: saltFile },
      });
    }
    return readOrMake(keyFile, hasData, 'its key file is missing');
  }
  if (existsSync(keyFile)) {
    throw new EngineError('store_key_wrong', {
      note: 'They are opened by a key file, not by a passphrase: unset TICKMARK_PASSPHRASE.',
      details: { path: keyFile },
    });
  }
  const salt = readOrMake(saltFile, hasData, 'the salt of its passphrase is missing');
  return scryptSync(options.passphrase.normalize('NFKC'), salt, KEY_BYTES, SCRYPT);
}

/** A secret of 32 bytes that is made when it is first asked for: a session secret, which can be lost without harm. */
export function loadSecret(file: string): Uint8Array {
  return readOrMake(file, false, '');
}

/**
 * A token of 32 random bytes as 43 characters of text, so that scripts can read the file. Made when it is first asked for.
 * @throws EngineError `store_key_wrong` where the file holds something else.
 */
export function loadToken(file: string): string {
  if (!existsSync(file)) publishOnce(file, Buffer.from(`${randomBytes(KEY_BYTES).toString('base64url')}\n`));
  tighten(file);
  const token = readFileSync(file, 'utf8').trim();
  if (!/^[\w-]{43}$/.test(token)) {
    throw new EngineError('store_key_wrong', { note: 'The token file is damaged: remove it to get a new one.', details: { path: file } });
  }
  return token;
}

function readOrMake(file: string, mustExist: boolean, whyMissing: string): Uint8Array {
  if (!existsSync(file)) {
    if (mustExist) throw new EngineError('store_key_wrong', { note: `There are data, but ${whyMissing}.`, details: { path: file } });
    publishOnce(file, randomBytes(KEY_BYTES));
  }
  tighten(file);
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES) {
    throw new EngineError('store_key_wrong', { note: `${key.length} bytes instead of ${KEY_BYTES}.`, details: { path: file } });
  }
  return key;
}

/**
 * Writes the file whole or not at all, and never over another: `link` fails where the name is taken, so of two starts at the
 * same moment both use the key of the one that was first.
 */
function publishOnce(file: string, bytes: Uint8Array): void {
  const temporary = `${file}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkOrCopy(temporary, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(temporary);
  }
  syncFolder(dirname(file));
}

/** Some file systems (exFAT) have no hard links; there an exclusive copy must do. Both throw EEXIST where the name is taken. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

/** Other accounts of the machine must not read it, whatever a copy or a careless umask did. Windows has no such bits. */
function tighten(file: string): void {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
}

/** Makes the new name itself durable; Windows cannot open folders and needs no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
