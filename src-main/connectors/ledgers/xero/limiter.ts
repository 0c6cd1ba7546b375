/**
 * Keeps the vendor's own limits, so that they are not met: so many requests in any 60 s, and so many at once. Who would have to wait too
 * long is told to come back, since a posting that waits elsewhere can be cancelled and one that waits here cannot.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { EngineError } from '../../../contract/index.ts';

export type Limits = {
  readonly perMinute: number;
  readonly atOnce: number;
  /** Milliseconds that a request may wait for its turn. */
  readonly patienceMs: number;
};

const MINUTE_MS = 60_000;

export class Limiter {
  readonly #limits: Limits;
  readonly #now: () => number;
  /** When the requests of the last minute were let go. */
  readonly #started: number[] = [];
  readonly #queue: (() => void)[] = [];
  #running = 0;

  /** `now` gives monotonic milliseconds. */
  constructor(limits: Limits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Runs it when its turn has come. @throws EngineError `ledger_busy` where that is too long ahead */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#turn(signal);
    try {
      return await work();
    } finally {
      this.#release();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    if (this.#running < this.#limits.atOnce) this.#running += 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      await this.#pause(signal);
    } catch (cause) {
      this.#release();
      throw cause;
    }
  }

  /** The place goes straight to who waits longest, so that nobody can slip in between. */
  #release(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const now = this.#now();
    while (this.#started[0] !== undefined && this.#started[0] <= now - MINUTE_MS) this.#started.shift();
    const oldest = this.#started[this.#started.length - this.#limits.perMinute];
    const waitMs = oldest === undefined ? 0 : oldest + MINUTE_MS - now;
    if (waitMs > this.#limits.patienceMs) throw new EngineError('ledger_busy', { retryAfterMs: Math.ceil(waitMs) });
    // Counted before the pause, so that those who wait are spread over the minute as well.
    this.#started.push(now + waitMs);
    if (waitMs > 0) await delay(waitMs, undefined, { signal });
  }
}
