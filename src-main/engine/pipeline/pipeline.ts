import { EngineError } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import { crashpoint, translateSqliteError, type Work } from '../storage/index.ts';
import { MAX_STARTS } from './back-off.ts';
import { advanceJobs, claimJob, countsAsStart, endJob, type Job, nextDueAt, postponeJob, releaseJob, takeOverJobs } from './job-table.ts';
import { type Lane, openJobs, type StepName } from './jobs.ts';

/**
 * A step of the walk. `run` does the work outside of any transaction and returns what to commit; the pipeline commits it together with
 * the end of the job. `failed` commits what follows from a failure that no retry will mend.
 */
export type Step = {
  readonly name: StepName;
  /** Starts that ended with the process after which it is poison; `MAX_STARTS` where it is absent. */
  readonly maxStarts?: number;
  run(job: Job, signal: AbortSignal): Promise<(work: Work) => Promise<void>>;
  failed(job: Job, error: EngineError, work: Work): Promise<void>;
  /** Commits what a person should see while the step waits to be tried again. */
  waiting?(job: Job, error: EngineError, work: Work): Promise<void>;
};

export type Pipeline = {
  start(): Promise<void>;
  /** Looks for due jobs. Called after each commit that may have made one: no polling delay. */
  wake(): void;
  /** Resolves when nothing runs and nothing becomes due within `horizonMs`. */
  untilIdle(horizonMs: number): Promise<void>;
  /** Takes up nothing more, aborts what runs, and waits for it. */
  stop(): Promise<void>;
  /** Why nothing goes on (a full disk), in words; undefined where all is well. */
  pausedBecause(): EngineError | undefined;
};

const RECORD_AGAIN_MS = 3_000;
const LONGEST_SLEEP_MS = 30_000;
/** Time servers move a clock by less; a person moves it by more. */
const CLOCK_TOLERANCE_MS = 5_000;

/** `places` are the jobs that run side by side in a lane, `placesOf` those of one group within it. */
export function createPipeline(
  context: EngineContext,
  steps: readonly Step[],
  places: Readonly<Record<Lane, number>>,
  placesOf: (group: string) => number = () => Number.POSITIVE_INFINITY,
): Pipeline {
  return new DurablePipeline(context, steps, places, placesOf);
}

class DurablePipeline implements Pipeline {
  readonly #context: EngineContext;
  readonly #steps: ReadonlyMap<string, Step>;
  readonly #places: Readonly<Record<Lane, number>>;
  readonly #owner: string;
  readonly #placesOf: (group: string) => number;
  readonly #running = new Map<number, { lane: Lane; group: string | null; done: Promise<void> }>();
  readonly #stop = new AbortController();
  readonly #idle = new Set<() => void>();
  #started = false;
  #takenOver = false;
  /** Steps that are done and wait for space on the disk to be recorded. */
  #unrecorded = 0;
  #filling: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #paused: EngineError | undefined;
  /** Wall and monotonic time of the last look, in ms. */
  #looked: { readonly wall: number; readonly monotonic: number } | undefined;

  constructor(context: EngineContext, steps: readonly Step[], places: Readonly<Record<Lane, number>>, placesOf: (group: string) => number) {
    this.#context = context;
    this.#placesOf = placesOf;
    this.#steps = new Map(steps.map((step) => [step.name, step]));
    this.#places = places;
    this.#owner = context.ids.next();
  }

  async start(): Promise<void> {
    this.#started = true;
    this.wake();
  }

  wake(): void {
    if (!this.#started || this.#stop.signal.aborted) return;
    this.#again = true;
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = undefined;
      // A wake-up may have come after the last look at the table.
      if (this.#again) this.wake();
    });
  }

  pausedBecause(): EngineError | undefined {
    return this.#paused;
  }

  async untilIdle(horizonMs: number): Promise<void> {
    for (;;) {
      const open = await openJobs(this.#context.store.db, this.#context.clock.now(), horizonMs);
      if (open === 0 && this.#running.size === 0) return;
      this.wake();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 250);
        this.#idle.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#filling;
    await Promise.allSettled([...this.#running.values()].map(({ done }) => done));
  }

  /** Claims due jobs until all lanes are full or nothing is due, then sleeps until the next one. */
  async #fill(): Promise<void> {
    while (this.#again && !this.#stop.signal.aborted) {
      this.#again = false;
      clearTimeout(this.#timer);
      try {
        if (!this.#takenOver) await takeOverJobs(this.#context);
        this.#takenOver = true;
        await this.#followClock();
        for (const lane of ['post', 'think', 'read'] as const) await this.#fillLane(lane);
        if (this.#unrecorded === 0) this.#paused = undefined;
        await this.#sleep();
      } catch (error) {
        this.#pause(error);
      }
    }
  }

  /**
   * A wall clock that is put back would leave what waits for a back-off, or for an undo window, as far in the future as it was put back: those
   * jobs move along with it. Put forward, it makes them due early, which harms nothing.
   */
  async #followClock(): Promise<void> {
    const { clock } = this.#context;
    const now = { wall: Date.parse(clock.now()), monotonic: clock.monotonicMs() };
    const before = this.#looked;
    this.#looked = now;
    if (before === undefined) return;
    const back = now.monotonic - before.monotonic - (now.wall - before.wall);
    if (back >= CLOCK_TOLERANCE_MS) await advanceJobs(this.#context, back);
  }

  async #fillLane(lane: Lane): Promise<void> {
    while (this.#inLane(lane) < this.#places[lane] && !this.#stop.signal.aborted) {
      const job = await claimJob(this.#context, lane, this.#owner, this.#fullGroups(lane));
      if (!job) return;
      const done = this.#work(job)
        .catch((error: unknown) => this.#abandon(job, error))
        .finally(() => {
          this.#running.delete(job.id);
          for (const resolve of this.#idle) resolve();
          this.#idle.clear();
          this.wake();
        });
      this.#running.set(job.id, { lane, group: job.group_name, done });
    }
  }

  #inLane(lane: Lane): number {
    return [...this.#running.values()].filter((running) => running.lane === lane).length;
  }

  /** Groups that have all their places taken. */
  #fullGroups(lane: Lane): string[] {
    const counts = new Map<string, number>();
    for (const running of this.#running.values())
      if (running.lane === lane && running.group !== null) counts.set(running.group, (counts.get(running.group) ?? 0) + 1);
    return [...counts].filter(([group, count]) => count >= this.#placesOf(group)).map(([group]) => group);
  }

  async #work(job: Job): Promise<void> {
    const step = this.#steps.get(job.step);
    if (!step) throw new Error(`no step ${job.step}`);
    crashpoint('step.before-start');
    try {
      const most = step.maxStarts ?? MAX_STARTS;
      if (job.starts > most)
        throw new EngineError(job.step === 'read' ? 'reader_crashed' : 'internal', { note: `It was tried ${most} times.` });
      const commit = await step.run(job, this.#stop.signal);
      await this.#record(job, async (work) => {
        await commit(work);
        await endJob(this.#context, work, job, 'done', null);
      });
    } catch (cause) {
      if (this.#stop.signal.aborted) await releaseJob(this.#context, job);
      else await this.#settle(job, step, toEngineError(cause, this.#context, job));
    }
  }

  /** Even the failure of a step could not be recorded: a bug, or a disk that fails. The job comes again later rather than never. */
  async #abandon(job: Job, cause: unknown): Promise<void> {
    const error = toEngineError(cause, this.#context, job);
    this.#context.log.error('step abandoned', { job: job.id, step: job.step, subject: job.subject, code: error.code });
    while (!this.#stop.signal.aborted) {
      try {
        return await postponeJob(this.#context, this.#context.store.db, job, error);
      } catch (again) {
        this.#context.log.error('job left running', { job: job.id, reason: String(again) });
        await interruptible(RECORD_AGAIN_MS, this.#stop.signal);
      }
    }
  }

  async #settle(job: Job, step: Step, error: EngineError): Promise<void> {
    const poison = countsAsStart(error) && job.starts >= MAX_STARTS;
    if ((error.retryable || countsAsStart(error)) && !poison) {
      await this.#record(job, async (work) => {
        await step.waiting?.(job, error, work);
        await postponeJob(this.#context, work.tx, job, error);
      });
      return;
    }
    await this.#record(job, async (work) => {
      await step.failed(job, error, work);
      await endJob(this.#context, work, job, poison ? 'quarantined' : 'done', error.code);
    });
  }

  /** Commits the end of a step. While the disk is full it tries again until there is space: the outcome is not thrown away. */
  async #record(job: Job, run: (work: Work) => Promise<void>): Promise<void> {
    this.#unrecorded += 1;
    try {
      for (;;) {
        try {
          crashpoint('step.before-commit');
          await this.#context.store.write(run);
          crashpoint('step.after-commit');
          return;
        } catch (error) {
          if (!(error instanceof EngineError && error.code === 'disk_full') || this.#stop.signal.aborted) throw error;
          this.#paused = error;
          this.#context.log.warn('disk full', { job: job.id, step: job.step });
          await interruptible(RECORD_AGAIN_MS, this.#stop.signal);
        }
      }
    } finally {
      this.#unrecorded -= 1;
    }
  }

  async #sleep(): Promise<void> {
    const next = await nextDueAt(this.#context);
    if (!next || this.#stop.signal.aborted) return;
    const wait = Math.max(1, Date.parse(next) - Date.parse(this.#context.clock.now()));
    this.#timer = setTimeout(() => this.wake(), Math.min(wait, LONGEST_SLEEP_MS));
  }

  #pause(error: unknown): void {
    const named = translateSqliteError(error);
    this.#paused = named instanceof EngineError ? named : new EngineError('storage_failed', { cause: error });
    this.#context.log.error('pipeline paused', { code: this.#paused.code, reason: String(error) });
    if (!this.#stop.signal.aborted) this.#timer = setTimeout(() => this.wake(), RECORD_AGAIN_MS);
  }
}

/** Ends early where the signal aborts. */
function interruptible(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/** What the disk reports keeps its name; bugs become `internal` with a reference that stands in the log beside the stack. */
function toEngineError(thrown: unknown, context: EngineContext, job: Job): EngineError {
  const cause = translateSqliteError(thrown);
  if (cause instanceof EngineError) return cause;
  const reference = context.ids.next();
  const stack = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  context.log.error('step failed', { reference, step: job.step, subject: job.subject, stack });
  return new EngineError('internal', { details: { reference }, cause });
}
