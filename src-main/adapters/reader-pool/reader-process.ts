import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import os from 'node:os';
import { dirname, join, sep } from 'node:path';
import { READING_LIMITS } from '../../engine/reading/limits.ts';

/** A started process, whatever kind it is. Messages are plain data with Uint8Arrays. */
export type ReaderProcess = {
  readonly pid: number | undefined;
  /** Resolves when the message is handed over; rejects when the process is gone. */
  send(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the process has ended or could not be started. */
  onExit(listener: (how: string) => void): void;
  /** Ends it at once. */
  kill(): void;
};

export type StartReader = () => ReaderProcess;

/** Where a reader is started from; every part has a default that fits a checkout. */
export type ProcessOptions = {
  /** Entry of the reader process. Default: `workers/reader.ts` beside this file's tree. */
  readonly entry: string;
  /** Node or Electron executable and flags in front of the entry. */
  readonly execPath: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Folders the process may read, all else is closed to it; undefined turns Node's permission model off. */
  readonly readable: readonly string[] | undefined;
};

/** Scheduling priority of readers: the engine and the window come first. 10 of 19 on POSIX, "below normal" on Windows. */
const PRIORITY = os.constants.priority.PRIORITY_BELOW_NORMAL;

/**
 * Flags of V8 that keep a reader small. Pages are short-lived and lie outside the heap: a nursery of the usual 16 MB a half space only keeps
 * them alive longer (60 MB resident). Of WebAssembly (PDFium, Tesseract, Node's own for TypeScript) only what runs really often is compiled
 * a second time: for the few rows that Tesseract reads the optimising compiler takes some MB and about 5 % of a reader's processor time.
 */
const SMALL = ['--max-semi-space-size=4', '--wasm-tiering-budget=100000000'];

/** Starts a reader as a forked Node process with an empty environment. */
export function forkReader(options: ProcessOptions): ReaderProcess {
  const child = fork(options.entry, [], {
    execPath: options.execPath,
    execArgv: [...options.execArgv, `--max-old-space-size=${READING_LIMITS.heapMb}`, ...SMALL, ...permissions(options.readable)],
    env: options.env,
    cwd: dirname(options.entry),
    serialization: 'advanced',
    // Nothing a decoder prints may reach the engine's own output.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  if (child.pid !== undefined) lowerPriority(child.pid);
  return {
    pid: child.pid,
    send: (message) => sendTo(child, message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      const once = onlyOnce(listener);
      child.on('error', (error) => once(error.message));
      child.on('exit', (code, signal) => once(signal ?? `exit code ${code}`));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function sendTo(child: ChildProcess, message: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!child.connected) reject(new Error('The reader is gone.'));
    else child.send(message as Parameters<ChildProcess['send']>[0], (error) => (error ? reject(error) : resolve()));
  });
}

function onlyOnce(listener: (how: string) => void): (how: string) => void {
  let done = false;
  return (how) => {
    if (done) return;
    done = true;
    listener(how);
  };
}

function lowerPriority(pid: number): void {
  try {
    os.setPriority(pid, PRIORITY);
  } catch {
    // Not allowed here, or gone already: it then merely competes as an equal.
  }
}

/**
 * Node's permission model: reading in the named folders, native addons (sharp, onnxruntime) and threads (the recogniser), nothing
 * else - no writing, no child processes. It stops code that libraries bring along, not a taken-over native library.
 */
function permissions(readable: readonly string[] | undefined): string[] {
  if (readable === undefined) return [];
  const folders = readable.filter((folder) => existsSync(folder)).flatMap((folder) => [folder, realpathSync(folder)]);
  const reads = [...new Set(folders)].map((folder) => `--allow-fs-read=${folder.endsWith(sep) ? folder : folder + sep}*`);
  return ['--permission', '--allow-addons', '--allow-worker', '--allow-wasi', '--disable-warning=SecurityWarning', ...reads];
}

/** Variables that programs need to run at all; everything else (tokens, proxies, homes) stays outside. */
const KEPT = ['SystemRoot', 'SystemDrive', 'TEMP', 'TMPDIR', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

/**
 * The environment of a reader. glibc keeps freed memory in one arena a thread; with a single one a reader is 80 MB smaller than with two
 * after 16 receipts, for no measurable time. A fixed trim threshold keeps large blocks, which are all that pages are made of, out of the
 * arena, so that they go back when they are freed: 35 MB less.
 */
export function readerEnvironment(from: Readonly<NodeJS.ProcessEnv>): Record<string, string> {
  const kept = KEPT.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]] as const]));
  return {
    ...Object.fromEntries(kept),
    MALLOC_ARENA_MAX: '1',
    MALLOC_TRIM_THRESHOLD_: String(32 * 1024 * 1024),
    ELECTRON_RUN_AS_NODE: '1',
  };
}

/** The checkout's or package's own folder: the nearest one above that has `node_modules`. */
export function packageRoot(from: string): string {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules')) || dirname(folder) === folder) return folder;
  }
}
