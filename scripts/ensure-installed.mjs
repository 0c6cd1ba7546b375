// Installs the dependencies from the lockfile where that has not been done yet. Plain Node 20 and nothing else, because it runs
// before anything is installed. Install scripts of packages never run, except those that package.json allows one by one.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const modules = join(root, 'node_modules');
/** What Node compiled, kept for the next process of the same code. */
export const COMPILED = { NODE_COMPILE_CACHE: join(modules, '.cache', 'tickmark', 'compiled') };
const stampFile = join(modules, '.tickmark-installed');
// Outside node_modules, because `npm ci` removes that folder.
const workFolder = join(root, '.tickmark');
const lockFolder = join(workFolder, 'installing');
const logFile = join(workFolder, 'install.log');

/** Path of the Node 24 that the project pins. Everything but these start scripts runs on it. */
export function nodeBinary() {
  return join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Makes sure that node_modules is what package-lock.json says. Takes a few milliseconds where it is.
 * Throws an Error whose message says what to do. `quiet` keeps the one-line notice off stderr.
 */
export async function ensureInstalled({ quiet = false } = {}) {
  if (isInstalled()) return;
  await underLock(async () => {
    if (isInstalled()) return;
    if (!matchesLockfile()) {
      if (!quiet) process.stderr.write('Installing what Tickmark needs (once, about a minute)…\n');
      await npmCi();
    }
    await runAllowedInstallScripts();
    writeFileSync(stampFile, fingerprint());
  });
}

function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

function isInstalled() {
  return readOr(stampFile, '') === fingerprint() && isProgram(nodeBinary());
}

/** True where somebody already installed by hand: what npm noted down has the lockfile's versions, but for other platforms' packages. */
function matchesLockfile() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const found = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
    const differs = ([path, entry]) => path !== '' && found[path]?.version !== entry.version && !(entry.optional && !(path in found));
    return !Object.entries(wanted).some(differs) && (existsSync(stampFile) ? readOr(stampFile, '').endsWith(platformEnding()) : true);
  } catch {
    return false;
  }
}

function platformEnding() {
  return ` ${process.platform}-${process.arch}\n`;
}

/** The environment of an install: development dependencies too, and no binary that is not needed for every start. */
function installEnvironment() {
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', ELECTRON_SKIP_BINARY_DOWNLOAD: '1' };
  for (const name of ['NODE_ENV', 'npm_config_omit', 'npm_config_production', 'npm_config_only']) delete env[name];
  return env;
}

async function npmCi() {
  const ending = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const code = npm?.endsWith('npm-cli.js')
    ? await runLogged(process.execPath, [npm, ...ending], root)
    : await runLogged('npm', ending, root, { shell: process.platform === 'win32' });
  if (code !== 0) {
    throw new Error(
      `The dependencies could not be installed (npm ci ended with ${code}). Its words:\n\n${itsWords()}\n\n` +
        'What to do: check the network connection and the free disk space, then run the same command again.\n' +
        'Behind a company proxy or mirror, set it up in ~/.npmrc first (npm config set registry …).',
    );
  }
}

/** Runs what package.json's `allowScripts` names. Today that is the `node` package alone, whose script fetches the pinned Node. */
async function runAllowedInstallScripts() {
  const { allowScripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const allowed = Object.keys(allowScripts).some((name) => allowScripts[name] === true && /^node(@|$)/.test(name));
  if (isProgram(nodeBinary())) return;
  const folder = join(modules, 'node');
  const code = allowed ? await runLogged(process.execPath, [join(folder, 'installArchSpecificPackage.js')], folder) : 'not allowed';
  if (code !== 0 || !isProgram(nodeBinary())) {
    throw new Error(
      `Node ${readOr(join(folder, 'package.json'), '').match(/"version": "([^"]+)"/)?.[1] ?? '24'} could not be fetched (${code}). ` +
        `Its installer's words:\n\n${itsWords()}\n\n` +
        'What to do: check the network connection and run the same command again; or remove node_modules and run `npm ci`.',
    );
  }
}

function runLogged(command, args, cwd, options = {}) {
  mkdirSync(workFolder, { recursive: true });
  const log = openSync(logFile, 'w');
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: installEnvironment(), stdio: ['ignore', log, log], ...options });
    const done = (code) => {
      closeSync(log);
      resolve(code);
    };
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(code ?? signal));
  });
}

/** Two starts at the same moment must not both install: the second waits until the first is through. */
async function underLock(work) {
  mkdirSync(workFolder, { recursive: true });
  const owner = join(lockFolder, 'pid');
  for (;;) {
    try {
      mkdirSync(lockFolder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    await sleep(300);
    if (isAbandoned(owner)) rmSync(lockFolder, { recursive: true, force: true });
  }
  try {
    writeFileSync(owner, String(process.pid));
    await work();
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

/** True where the process that made the lock is gone. Without a name in it, it is abandoned after 10 s: writing the name takes none. */
function isAbandoned(owner) {
  const pid = Number(readOr(owner, '0'));
  if (!pid) {
    const made = statSync(lockFolder, { throwIfNoEntry: false });
    return made !== undefined && Date.now() - made.mtimeMs > 10_000;
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function isProgram(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size > 1_000_000;
}

function readOr(path, otherwise) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}

/** What npm reports as errors, without its help text; where it reports none, the end of the log. */
function itsWords() {
  const lines = readOr(logFile, '(no log)').trimEnd().split('\n');
  const errors = lines.filter((line) => /^npm (error|ERR!) \S/.test(line));
  return (errors.length > 0 ? errors.slice(0, 12) : lines.slice(-12)).join('\n');
}
