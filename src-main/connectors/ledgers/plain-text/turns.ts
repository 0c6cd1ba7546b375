import { setTimeout as pause, setImmediate as soon } from 'node:timers/promises';

/** Share of the time of the last group that the next one may wait for those who were in it and come again: waiting must cost less than it saves. */
const LINGER_SHARE = 0.5;
/** Milliseconds that it may wait at most. */
const MAX_LINGER_MS = 300;

/** Work on one set of books runs one after the other: what is known of the journal is shared, and files are read, extended and replaced. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** How one job of a group ended. */
export type Outcome<Result> = { readonly value: Result } | { readonly error: unknown };

type Waiting<Job, Result> = { readonly job: Job; readonly resolve: (value: Result) => void; readonly reject: (error: unknown) => void };

/**
 * Calls of one kind. Those that come in while the books are busy are served together when their turn begins, so that starting the ledger's
 * program once serves all of them.
 *
 * Of sixteen that post one entry after the other, half would always wait while the other half is served: two groups that never become one. So
 * a group that formed behind another one, or soon after it, waits a moment for the callers of that one to come again. A caller that is alone
 * never waits.
 */
export class Lane<Job, Result> {
  readonly #turns: Turns;
  readonly #limit: number;
  readonly #work: (jobs: readonly Job[]) => Promise<readonly Outcome<Result>[]>;
  #waiting: Waiting<Job, Result>[] = [];
  /** The group before: whether it is being served now, how many it had, how many ms it took, and when it ended. */
  #isServing = false;
  #lastSize = 0;
  #lastMs = 0;
  #lastEnd = 0;

  /** `work` resolves to one outcome a job, in their order. A group has at most `limit` jobs. */
  constructor(turns: Turns, limit: number, work: (jobs: readonly Job[]) => Promise<readonly Outcome<Result>[]>) {
    this.#turns = turns;
    this.#limit = limit;
    this.#work = work;
  }

  submit(job: Job): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      if (this.#waiting.length === 1) this.#schedule();
    });
  }

  #schedule(): void {
    const isBehind = this.#isServing;
    // Rejects never: what goes wrong is handed to those who wait.
    void this.#turns.run(() => this.#serve(isBehind));
  }

  async #serve(isBehind: boolean): Promise<void> {
    // Calls that were made in the same moment come along.
    await soon();
    await this.#linger(isBehind);
    const group = this.#waiting.splice(0, this.#limit);
    this.#isServing = true;
    if (this.#waiting.length > 0) this.#schedule();
    const began = performance.now();
    try {
      const outcomes = await this.#work(group.map(({ job }) => job));
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[index];
        if (outcome === undefined) reject(new Error('a call of the group was left without an answer'));
        else if ('value' in outcome) resolve(outcome.value);
        else reject(outcome.error);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      this.#isServing = false;
      this.#lastSize = group.length;
      this.#lastEnd = performance.now();
      this.#lastMs = this.#lastEnd - began;
    }
  }

  async #linger(isBehind: boolean): Promise<void> {
    const began = performance.now();
    const patience = Math.min(this.#lastMs * LINGER_SHARE, MAX_LINGER_MS);
    const isSoonAfter = this.#lastSize > 1 && began - this.#lastEnd < patience;
    if (!isBehind && !isSoonAfter) return;
    const wanted = Math.min(this.#lastSize + (isBehind ? this.#waiting.length : 0), this.#limit);
    while (this.#waiting.length < wanted && performance.now() - began < patience) await pause(1);
  }
}
