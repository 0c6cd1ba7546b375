// Whether the desktop window can be opened here, and where Electron's binary lies. Electron 45 fetches its binary on first use;
// that download may be blocked, so it gets a time limit, and a failure is remembered for a day to keep the next start quick.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, nodeBinary, root } from './ensure-installed.mjs';

const electronFolder = join(root, 'node_modules', 'electron');
const memoryFile = join(root, 'node_modules', '.cache', 'tickmark', 'electron-unavailable.json');
const DOWNLOAD_LIMIT_MS = 60_000;
const REMEMBER_MS = 24 * 3600 * 1000;

/**
 * Finds out what the window can be opened with: `{ binary }`, or `{ reason }` in words.
 * `env`, `platform` and `uid` are those of this process unless a test says otherwise.
 */
export async function findDesktop({ env = process.env, platform = process.platform, uid = process.getuid?.() } = {}) {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { reason: 'there is no display' };
  // Chromium refuses to run its sandbox for root, and without the sandbox the window is not opened.
  if (platform === 'linux' && uid === 0) return { reason: 'the desktop window does not run as root' };
  const binary = installedBinary();
  if (binary !== undefined) return { binary };
  if (rememberedFailure()) return { reason: 'Electron could not be downloaded' };
  process.stderr.write('Fetching the desktop window (Electron, once, about 110 MB)…\n');
  if (await download()) {
    const fetched = installedBinary();
    if (fetched !== undefined) return { binary: fetched };
  }
  mkdirSync(dirname(memoryFile), { recursive: true });
  writeFileSync(memoryFile, JSON.stringify({ version: version(), at: Date.now() }));
  return { reason: 'Electron could not be downloaded' };
}

/** Path of Electron's binary where it is there in the version of the lockfile. */
export function installedBinary() {
  try {
    const found = readFileSync(join(electronFolder, 'dist', 'version'), 'utf8')
      .replace(/^v/, '')
      .trim();
    const binary = join(electronFolder, 'dist', readFileSync(join(electronFolder, 'path.txt'), 'utf8'));
    return found === version() && existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

function version() {
  return JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')).version;
}

function rememberedFailure() {
  try {
    const memory = JSON.parse(readFileSync(memoryFile, 'utf8'));
    return memory.version === version() && Date.now() - memory.at < REMEMBER_MS;
  } catch {
    return false;
  }
}

/** Electron's own installer, which checks the archive against the checksums in the package. True where it ended well in time. */
function download() {
  return new Promise((resolve) => {
    const child = spawn(nodeBinary(), [join(electronFolder, 'install.js')], { cwd: root, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), DOWNLOAD_LIMIT_MS);
    const done = (ok) => {
      clearTimeout(timer);
      resolve(ok);
    };
    child.once('error', () => done(false));
    child.once('exit', (code) => done(code === 0));
  });
}

// `npm run electron:fetch`: fetches the binary now, whatever was remembered.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureInstalled();
  if (installedBinary() === undefined) await download();
  const binary = installedBinary();
  console.log(binary ?? 'Electron could not be downloaded.');
  process.exitCode = binary === undefined ? 1 : 0;
}
