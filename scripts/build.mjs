// Builds what is out of date, and only that: the window (out/renderer) and the desktop host (out/main, out/preload).
// `node scripts/build.mjs [window|desktop|all]`. Plain Node 20 and nothing else, because `npm start` calls it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, nodeBinary, root } from './ensure-installed.mjs';

const PARTS = {
  window: {
    sources: ['src-renderer', 'src-main/contract', 'vite.config.ts', 'package-lock.json'],
    result: 'out/renderer/index.html',
    command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
  },
  desktop: {
    sources: ['src-main', 'electron.vite.config.ts', 'package-lock.json'],
    result: 'out/main/hosts/electron/main/index.js',
    command: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
  },
};

/** Builds a part (`window` or `desktop`) unless its sources are as they were at the last build. Throws an Error with the builder's words. */
export async function ensureBuilt(part, { quiet = false } = {}) {
  const { sources, result, command } = PARTS[part];
  const stampFile = join(root, 'out', `${part}.stamp`);
  const stamp = fingerprint(sources);
  if (existsSync(join(root, result)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!quiet) process.stderr.write(`Building the ${part === 'window' ? 'user interface' : 'desktop app'} (again only when it changes)…\n`);
  const { code, output } = await run(command);
  if (code !== 0) throw new Error(`The ${part} could not be built (${code}). The builder says:\n\n${output.trim()}`);
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Names, sizes and times of all source files as one hash. Reading a few hundred entries takes about 10 ms; their bytes are not read. */
function fingerprint(sources) {
  const hash = createHash('sha256');
  const add = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (!stat.isDirectory()) {
      hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
  };
  for (const source of sources) add(source);
  return hash.digest('hex');
}

function run(command) {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_ENV: 'production', FORCE_COLOR: '0' };
    const child = spawn(nodeBinary(), command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: error.message, output }));
    child.once('close', (code, signal) => resolve({ code: code ?? signal, output }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

async function main() {
  const wanted = process.argv[2] ?? 'all';
  const parts = wanted === 'all' ? Object.keys(PARTS) : [wanted];
  try {
    if (!parts.every((part) => part in PARTS)) throw new Error(`There is no part "${wanted}": window, desktop or all.`);
    await ensureInstalled();
    for (const part of parts) await ensureBuilt(part);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
