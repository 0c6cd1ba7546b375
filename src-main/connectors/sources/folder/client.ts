import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../../contract/index.ts';
import type { Clock, Log, RunningSource, SourceSink } from '../../../engine/ports.ts';
import type { NameVerdict } from './map.ts';
import { displayName, endsAsItShould, judgeName, keyOf, MAX_BYTES, pathText } from './map.ts';
import type { OpenFile } from './read-file.ts';
import { withRegularFile } from './read-file.ts';
import type { Found } from './scan.ts';
import { scanFolder, statOf } from './scan.ts';
import { StabilityTracker } from './stability.ts';
import type { StartHint } from './watch-hint.ts';

/** How long `rescan` waits for files that are still being written. */
const RESCAN_PATIENCE_MS = 60_000;

export type FolderSettings = { readonly path: string; readonly recursive: boolean };
type Pending = { readonly found: Found; readonly dueMs: number; readonly unfinishedName: boolean };
export type FolderTiming = {
  /** A full look at least this often: watchers lose events on network drives and in virtual machines. */
  readonly rescanMs: number;
  /** The same while the watcher does not work or the folder is missing. */
  readonly fallbackMs: number;
};

/** Watches one folder. It reads, and never moves, changes or deletes what is there. */
export class FolderWatch implements RunningSource {
  readonly #settings: FolderSettings;
  readonly #sink: SourceSink;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #timing: FolderTiming;
  readonly #startHint: StartHint;
  readonly #stability = new StabilityTracker();
  /** Path to the version that was handed over or ignored, so that a rescan asks the store only about what is new. */
  #done = new Map<string, string>();
  /** Files that are still being written, and when to look again (monotonic ms). */
  readonly #pending = new Map<string, Pending>();
  readonly #stopping = new AbortController();
  #problems: EngineError[] = [];
  #hint: { readonly folder: string; close(): Promise<void> } | undefined;
  #hinted: boolean = false;
  #watcherWorks: boolean = false;
  #wake: () => void = () => undefined;
  #passing: Promise<void> = Promise.resolve();
  readonly #loop: Promise<void>;

  constructor(settings: FolderSettings, sink: SourceSink, ports: { clock: Clock; log: Log }, timing: FolderTiming, startHint: StartHint) {
    this.#settings = settings;
    this.#sink = sink;
    this.#clock = ports.clock;
    this.#log = ports.log;
    this.#timing = timing;
    this.#startHint = startHint;
    this.#loop = this.#run();
  }

  async rescan(): Promise<void> {
    await this.#pass('all');
    const giveUp = this.#clock.monotonicMs() + RESCAN_PATIENCE_MS;
    // Names that a download uses until it is done may stay for an hour; nobody waits for them.
    const awaited = () => [...this.#pending.values()].some(({ unfinishedName }) => !unfinishedName);
    while (awaited() && this.#clock.monotonicMs() < giveUp && !this.#stopping.signal.aborted) {
      await this.#sleep(Math.max(20, this.#nextDue() - this.#clock.monotonicMs()));
      await this.#pass('pending');
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#loop;
    await this.#passing;
    await this.#hint?.close();
    this.#hint = undefined;
  }

  async #run(): Promise<void> {
    let nextFull = 0;
    while (!this.#stopping.signal.aborted) {
      const now = this.#clock.monotonicMs();
      if (this.#hinted || now >= nextFull) {
        this.#hinted = false;
        await this.#pass('all');
        const took = this.#clock.monotonicMs() - now;
        nextFull = now + (this.#watcherWorks && this.#hint !== undefined ? this.#timing.rescanMs : this.#timing.fallbackMs);
        // A folder that takes long to list is not listed again at once, however many events arrive.
        await this.#sleep(100 + Math.min(took * 3, 30_000));
      } else if (now >= this.#nextDue()) {
        await this.#pass('pending');
      } else {
        await this.#sleepUntilWoken(Math.max(10, Math.min(nextFull, this.#nextDue()) - now));
      }
    }
  }

  /** Passes never overlap. A failure is told as health and tried again; it never ends the watch. */
  #pass(which: 'all' | 'pending'): Promise<void> {
    const turn = this.#passing.then(async () => {
      if (this.#stopping.signal.aborted) return;
      this.#problems = [];
      try {
        if (which === 'all') await this.#lookAtAll();
        else
          await this.#takeEach(
            [...this.#pending.values()].filter(({ dueMs }) => dueMs <= this.#clock.monotonicMs()).map(({ found }) => found),
          );
      } catch (error) {
        this.#problems.unshift(this.#asProblem(error, this.#settings.path));
      }
      if (which === 'all' || this.#problems.length > 0) this.#sink.health(this.#problems[0]?.info());
    });
    this.#passing = turn;
    return turn;
  }

  async #lookAtAll(): Promise<void> {
    const { path, recursive } = this.#settings;
    await this.#watch();
    const present = new Set<string>();
    const batch: Found[] = [];
    const onClosed = (relative: Buffer, error: Error) => this.#problems.push(this.#asProblem(error, displayName(relative)));
    for await (const found of scanFolder(path, recursive, onClosed)) {
      present.add(pathText(found.relative));
      batch.push(found);
    }
    await this.#takeEach(batch);
    this.#stability.keepOnly(present);
    for (const known of [...this.#done.keys(), ...this.#pending.keys()]) {
      if (present.has(known)) continue;
      this.#done.delete(known);
      this.#pending.delete(known);
    }
  }

  /** Oldest first, one after another: of two that are alike, the one that lay there first is the original. */
  async #takeEach(all: readonly Found[]): Promise<void> {
    for (const found of await oldestFirst(all)) {
      if (this.#stopping.signal.aborted) return;
      await this.#look(found).catch((error: unknown) => this.#failed(found, error));
    }
  }

  #failed(found: Found, error: unknown): void {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    this.#pending.delete(pathText(found.relative));
    // Gone again, or swapped for a link, between the listing and the opening: the next look tells.
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENXIO') return;
    this.#problems.push(this.#asProblem(error, displayName(found.relative)));
  }

  async #look(found: Found): Promise<void> {
    const name = judgeName(displayName(found.name));
    if (name.kind === 'hidden') return;
    const path = pathText(found.relative);
    const version = await statOf(found.path);
    if (version === undefined) return;
    const key = keyOf(found.relative, version);
    if (this.#done.get(path) === key) return;
    if (await this.#sink.seen(key)) return this.#finish(path, key);
    const reason = reasonToIgnore(found, name, version.size);
    if (reason !== undefined) return this.#ignore(found, path, key, reason);
    const taken = await withRegularFile(found.path, (file) => this.#takeIfComplete(found, path, name, file));
    if (taken === undefined) await this.#ignore(found, path, key, 'Not a regular file.');
  }

  /** True always: undefined is how `withRegularFile` says that it is no regular file. */
  async #takeIfComplete(found: Found, path: string, name: NameVerdict, file: OpenFile): Promise<true> {
    const { stat: info } = file;
    const look = {
      signature: file.signature,
      size: info.size,
      modifiedMs: Number(info.mtimeMs),
      changedMs: Math.max(Number(info.mtimeMs), Number(info.ctimeMs)),
      whole: endsAsItShould(file.sample),
      unfinishedName: name.kind === 'unfinished',
    };
    const now = { monotonicMs: this.#clock.monotonicMs(), wallMs: Date.parse(this.#clock.now()) };
    const waitMs = this.#stability.wait(path, look, now);
    const key = keyOf(found.relative, info);
    const lookAgain = { found, dueMs: now.monotonicMs + waitMs, unfinishedName: look.unfinishedName };
    if (waitMs > 0) this.#pending.set(path, lookAgain);
    else if (name.kind === 'unfinished') await this.#ignore(found, path, key, name.reason);
    else if (info.size > BigInt(MAX_BYTES)) await this.#ignore(found, path, key, TOO_LARGE);
    else {
      const bytes = await file.readAll();
      if (bytes === undefined) {
        this.#pending.set(path, lookAgain);
        return true;
      }
      await this.#sink.offer({ key, name: displayName(found.name), origin: displayName(found.relative), bytes });
      this.#finish(path, key);
    }
    return true;
  }

  async #ignore(found: Found, path: string, key: string, reason: string): Promise<void> {
    await this.#sink.ignore({ key, name: displayName(found.name), origin: displayName(found.relative), reason });
    this.#finish(path, key);
  }

  #finish(path: string, key: string): void {
    this.#done.set(path, key);
    this.#pending.delete(path);
    this.#stability.forget(path);
  }

  /** (Re)starts the watcher where there is none or the folder is another one than before. Throws `folder_missing`. */
  async #watch(): Promise<void> {
    const info = await stat(this.#settings.path, { bigint: true }).catch(() => undefined);
    const folder = info?.isDirectory() ? `${info.dev}:${info.ino}` : undefined;
    if (this.#hint !== undefined && this.#hint.folder !== folder) {
      await this.#hint.close();
      this.#hint = undefined;
    }
    if (folder === undefined)
      throw new EngineError('folder_missing', { note: this.#settings.path, details: { path: this.#settings.path } });
    if (this.#hint !== undefined) return;
    this.#watcherWorks = true;
    const hint = this.#startHint(this.#settings, this.#onHint, (error) => {
      this.#watcherWorks = false;
      this.#log.warn('folder.watcher_failed', { reason: error instanceof Error ? error.message : 'unknown' });
    });
    this.#hint = { folder, close: () => hint.close() };
  }

  readonly #onHint = () => {
    this.#hinted = true;
    this.#wake();
  };

  #nextDue(): number {
    let due = Number.POSITIVE_INFINITY;
    for (const { dueMs } of this.#pending.values()) due = Math.min(due, dueMs);
    return due;
  }

  async #sleep(ms: number): Promise<void> {
    await sleep(Math.min(ms, 60_000), undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  async #sleepUntilWoken(ms: number): Promise<void> {
    if (this.#stopping.signal.aborted || this.#hinted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, 60_000));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #asProblem(error: unknown, path: string): EngineError {
    if (error instanceof EngineError) return error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const options = { note: path, details: { path }, cause: error };
    if (code === 'EACCES' || code === 'EPERM') return new EngineError('permission_denied', options);
    if (code === 'EIO') return new EngineError('storage_failed', options);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ESTALE' || code === 'EHOSTDOWN')
      return new EngineError('folder_missing', options);
    this.#log.error('folder.look_failed', { reason: error instanceof Error ? error.message : 'unknown' });
    return new EngineError('internal', options);
  }
}

const TOO_LARGE = 'Larger than 100 MB.';

function reasonToIgnore(found: Found, name: NameVerdict, size: bigint): string | undefined {
  if (found.kind === 'link') return 'A link to another place. Links are not followed; put the file itself here.';
  if (found.kind === 'other') return 'Not a regular file.';
  if (name.kind === 'junk') return name.reason;
  return name.kind === 'take' && size > BigInt(MAX_BYTES) ? TOO_LARGE : undefined;
}

/** By time of last change, then by name. What is gone meanwhile goes last; looking at it settles the matter. */
async function oldestFirst(all: readonly Found[]): Promise<readonly Found[]> {
  const aged: { found: Found; changed: bigint; name: string }[] = [];
  for (const found of all) {
    const version = await statOf(found.path);
    aged.push({ found, changed: version?.mtimeNs ?? NEVER, name: displayName(found.name) });
  }
  aged.sort((a, b) => (a.changed === b.changed ? (a.name < b.name ? -1 : 1) : a.changed < b.changed ? -1 : 1));
  return aged.map(({ found }) => found);
}

const NEVER = 2n ** 63n;
