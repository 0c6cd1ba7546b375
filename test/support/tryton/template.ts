import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bootTryton, writeConfiguration } from './boot.ts';
import { ADMIN, setUpBooks } from './set-up-books.ts';

export const DATABASE = 'books';

/** Debian packages that the tests need; the rest comes as what they depend on. */
const PACKAGES = ['tryton-server', 'tryton-modules-account-invoice', 'tryton-modules-bank'];

/** Names and versions of the packages, or the words for a person where some are missing. */
function installed(): { readonly versions: string } | { readonly missing: string } {
  try {
    const format = ['db:Status-Status', 'Package', 'Version'].map((name) => `$\{${name}}`).join(' ');
    const lines = execFileSync('dpkg-query', ['-W', '-f', `${format}\n`, ...PACKAGES], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (lines.split('\n').filter((line) => line.startsWith('installed ')).length === PACKAGES.length) return { versions: lines };
  } catch {
    // dpkg-query fails where one of them was never there.
  }
  return { missing: `apt-get install --no-install-recommends ${PACKAGES.join(' ')}` };
}

const found = installed();

/** Undefined where the server can be run; then says what to install. */
export const trytonMissing: string | undefined = 'missing' in found ? found.missing : undefined;

/**
 * Folder with a database of books that nobody has written in. Building it takes half a minute, so that it is kept for this machine under
 * a name that stands for the server's version and for how it is built; processes that need it at the same time build it once.
 */
export async function trytonTemplate(): Promise<string> {
  if ('missing' in found) throw new Error(found.missing);
  const hash = createHash('sha256').update(found.versions);
  for (const file of ['set-up-books.ts', 'template.ts']) hash.update(readFileSync(fileURLToPath(new URL(file, import.meta.url))));
  const folder = join(tmpdir(), `tickmark-tryton-${hash.digest('hex').slice(0, 16)}`);
  const lock = `${folder}.lock`;
  while (!existsSync(folder)) {
    if (take(lock)) {
      try {
        if (!existsSync(folder)) await build(folder);
      } finally {
        rmSync(lock, { force: true });
      }
    } else {
      await sleep(200);
    }
  }
  return folder;
}

/** True where the lock is ours now. One that a killed builder left is removed. */
function take(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeFileSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch {
    try {
      const holder = Number(readFileSync(lock, 'utf8'));
      const old = Date.now() - statSync(lock).mtimeMs > 5_000;
      if (old && (holder === 0 || !isRunning(holder))) rmSync(lock, { force: true });
    } catch {
      // It has gone in the meantime.
    }
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function build(folder: string): Promise<void> {
  const building = `${folder}.${process.pid}`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  try {
    const configuration = writeConfiguration(building, { port: 0 });
    // The server refuses a database whose file does not exist.
    writeFileSync(join(building, `${DATABASE}.sqlite`), '');
    const passwordFile = join(building, 'password');
    writeFileSync(passwordFile, ADMIN.password);
    const admin = (...args: string[]) =>
      execFileSync('trytond-admin', ['-c', configuration, '-d', DATABASE, ...args], {
        env: { ...process.env, TRYTONPASSFILE: passwordFile },
        stdio: 'pipe',
      });
    admin('--all', '--email', 'admin@books.test');
    admin('-u', 'account_invoice', 'bank', '--activate-dependencies');
    const server = await bootTryton(building);
    try {
      const ids = await setUpBooks(server.url, DATABASE);
      writeFileSync(join(building, 'ids.json'), JSON.stringify(ids));
    } finally {
      await server.kill();
    }
    rmSync(passwordFile);
    renameSync(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}
