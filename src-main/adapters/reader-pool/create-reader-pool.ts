import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../contract/index.ts';
import type { Log, ReaderPool, TaggerInput } from '../../engine/ports.ts';
import { READING_LIMITS } from '../../engine/reading/limits.ts';
import { languageFolders } from '../../workers/reading/second-reader/language-data.ts';
import { type Job, readJob } from './reader-job.ts';
import { forkReader, packageRoot, readerEnvironment, type StartReader } from './reader-process.ts';
import { ReaderSlot, type SlotLimits } from './reader-slot.ts';

export type ReaderPoolOptions = {
  /** Readers at the same time. Default: see `defaultPoolSize`. */
  readonly size?: number;
  /** Folder of `models/coding/v1`. Default: the one of the checkout. */
  readonly modelDir?: string;
  /** Folder of `models/reader/v1`, the own reader's networks. Default: the one of the checkout. */
  readonly readerModelDir?: string;
  /** Folder of `models/extractor/v1`, the field tagger. Default: the one of the checkout. */
  readonly taggerModelDir?: string;
  /** Language data: `auto` (comes along, reads best; the default), `fast` (the system's, a quarter quicker), or a folder with `<language>.traineddata`. */
  readonly tessdata?: string;
  /** Entry of the reader process, executable and flags: for bundled output. */
  readonly entry?: string;
  readonly execPath?: string;
  readonly execArgv?: readonly string[];
  /** False turns Node's permission model off, for runtimes that lack it. */
  readonly permissions?: boolean;
  /** Starts a reader in another way (an Electron utility process). Replaces the five options above. */
  readonly start?: StartReader;
  readonly limits?: Partial<SlotLimits>;
  readonly log?: Log;
};

/**
 * As many readers as cores: 228 ms a receipt in bulk with two on two cores, where one alone takes 329 ms. They run below normal priority
 * and leave the engine its share. Each costs 200 MB and, while it uses the second reader, 60 MB more; four are enough for any folder.
 */
export function defaultPoolSize(cores: number): number {
  return Math.max(1, Math.min(cores, 4));
}

/** A pool that can also tell its processes, for tests and measurements. */
export type StartedReaderPool = ReaderPool & { readonly pids: () => readonly number[] };

/** Starts one warm reader at once and the others when there is work. `close` ends them all. */
export function createReaderPool(options: ReaderPoolOptions = {}): StartedReaderPool {
  return new Pool(options);
}

class Pool implements StartedReaderPool {
  readonly size: number;
  readonly #slots: readonly ReaderSlot[];
  readonly #queue: Job[] = [];
  readonly #log: Log | undefined;
  readonly #idleTimer: NodeJS.Timeout;
  #failedStarts = 0;
  #isClosed = false as boolean;

  constructor(options: ReaderPoolOptions) {
    this.size = options.size ?? defaultPoolSize(os.availableParallelism());
    this.#log = options.log;
    const root = packageRoot(fileURLToPath(import.meta.url));
    const modelDir = options.modelDir ?? join(root, 'models', 'coding', 'v1');
    const readerModelDir = options.readerModelDir ?? join(root, 'models', 'reader', 'v1');
    const taggerModelDir = options.taggerModelDir ?? join(root, 'models', 'extractor', 'v1');
    const tessdata = options.tessdata ?? 'auto';
    const slot = {
      start: options.start ?? starter(options, [root, modelDir, readerModelDir, taggerModelDir, ...languageFolders(tessdata)]),
      tessdata,
      modelDir,
      readerModelDir,
      taggerModelDir,
      limits: { ...READING_LIMITS, ...options.limits },
      onChange: () => this.#dispatch(),
      onReady: () => {
        this.#failedStarts = 0;
      },
      onFailedStart: (how: string) => this.#failedStart(how),
      onWarning: (note: string) => this.#log?.warn('reader.warning', { note }),
    };
    this.#slots = Array.from({ length: this.size }, () => new ReaderSlot(slot));
    this.#idleTimer = setInterval(() => this.#endIdle(), READING_LIMITS.idleMs / 4);
    this.#idleTimer.unref();
    this.#slots[0]?.start();
  }

  readonly pids = (): readonly number[] => this.#slots.flatMap((slot) => slot.pid ?? []);

  read(request: Parameters<ReaderPool['read']>[0]): ReturnType<ReaderPool['read']> {
    const { bytes, signal } = request;
    if (bytes.byteLength > READING_LIMITS.fileBytes) {
      const [size, most] = [bytes.byteLength, READING_LIMITS.fileBytes].map((count) => Math.round(count / 1024 / 1024));
      return Promise.reject(new EngineError('file_too_large', { note: `It has ${size} MB; at most ${most} MB are read.` }));
    }
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const settled = (): void => signal?.removeEventListener('abort', onAbort);
      const job = readJob(request, {
        resolve: (result) => {
          settled();
          resolve(result);
        },
        reject: (reason) => {
          settled();
          reject(reason);
        },
      });
      // Only while it waits: once it runs, the slot watches the signal.
      const onAbort = (): void => {
        if (this.#remove(job)) job.settle.reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort);
      this.#enqueue(job);
    });
  }

  classify(texts: readonly string[]): ReturnType<ReaderPool['classify']> {
    if (texts.length === 0) return Promise.resolve([]);
    if (texts.length > READING_LIMITS.classifyTexts) {
      return Promise.reject(new EngineError('invalid_input', { note: `At most ${READING_LIMITS.classifyTexts} texts at once.` }));
    }
    const cut = texts.map((text) => text.slice(0, READING_LIMITS.classifyChars));
    return new Promise((resolve, reject) => this.#enqueue({ kind: 'classify', texts: cut, settle: { resolve, reject } }));
  }

  tag(input: TaggerInput): ReturnType<ReaderPool['tag']> {
    return new Promise((resolve, reject) => this.#enqueue({ kind: 'tag', input, settle: { resolve, reject } }));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#idleTimer);
    for (const job of this.#queue.splice(0)) job.settle.reject(closed());
    await Promise.all(this.#slots.map((slot) => slot.stop(closed())));
  }

  #enqueue(job: Job): void {
    if (this.#isClosed) {
      job.settle.reject(closed());
      return;
    }
    // Classifying and tagging take milliseconds and somebody waits for the answer: they go before files.
    if (job.kind !== 'read') this.#queue.unshift(job);
    else this.#queue.push(job);
    this.#failedStarts = 0;
    this.#dispatch();
  }

  #remove(job: Job): boolean {
    const at = this.#queue.indexOf(job);
    if (at >= 0) this.#queue.splice(at, 1);
    return at >= 0;
  }

  #dispatch(): void {
    if (this.#isClosed) return;
    for (const slot of this.#slots) {
      const job = slot.isFree ? this.#queue.shift() : undefined;
      if (job !== undefined) slot.run(job);
      else if (slot.isFree) slot.idleSince ??= performance.now();
    }
    if (this.#failedStarts >= READING_LIMITS.failedStarts) {
      this.#giveUp();
      return;
    }
    const starting = this.#slots.filter((slot) => slot.isStarted && !slot.isFree && slot.job === undefined).length;
    let wanted = this.#queue.length - starting;
    for (const slot of this.#slots) {
      // The first slot is kept warm: after a crash the next file finds a reader that is ready.
      const isWarm = slot === this.#slots[0];
      if (slot.isStarted || (wanted <= 0 && !isWarm)) continue;
      slot.start();
      wanted--;
    }
  }

  /** Readers die before they are ready: something is wrong with the installation, and starting more of them will not help. */
  #giveUp(): void {
    const error = (): EngineError => new EngineError('reader_crashed', { note: 'It cannot be started.' });
    for (const job of this.#queue.splice(0)) job.settle.reject(error());
  }

  #failedStart(how: string): void {
    // A reader that was still starting when the pool closed did not fail.
    if (this.#isClosed) return;
    this.#failedStarts++;
    this.#log?.error('reader.start-failed', { how, attempt: this.#failedStarts });
  }

  #endIdle(): void {
    const now = performance.now();
    for (const slot of this.#slots.slice(1)) {
      if (slot.isFree && slot.idleSince !== undefined && now - slot.idleSince > READING_LIMITS.idleMs) slot.retire();
    }
  }
}

function closed(): DOMException {
  return new DOMException('The reader pool was closed.', 'AbortError');
}

function starter(options: ReaderPoolOptions, readable: readonly string[]): StartReader {
  const entry = options.entry ?? fileURLToPath(new URL('../../workers/reader.ts', import.meta.url));
  const process_ = {
    entry,
    execPath: options.execPath ?? process.execPath,
    execArgv: options.execArgv ?? [],
    env: readerEnvironment(process.env),
    readable: options.permissions === false ? undefined : readable,
  };
  return () => forkReader(process_);
}
