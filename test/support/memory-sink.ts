import { createHash } from 'node:crypto';
import type { ErrorInfo } from '../../src-main/contract/index.ts';
import type { Arriving, SourceSink } from '../../src-main/engine/ports.ts';

export type Ignored = { key: string; name: string; origin: string; reason: string };

/** A store of arrivals in memory, with the promises of the real one: a key is kept once, the cursor moves with the bytes or not at all. */
export class MemorySink implements SourceSink {
  readonly arrivals: Arriving[] = [];
  readonly ignored: Ignored[] = [];
  readonly healths: (ErrorInfo | undefined)[] = [];
  stored: string | undefined;
  /** Thrown by the next offer instead of keeping it. */
  failNext: Error | undefined;
  readonly #keys = new Set<string>();
  readonly #listeners = new Set<() => void>();

  async seen(key: string): Promise<boolean> {
    return this.#keys.has(key);
  }

  async offer(arriving: Arriving): Promise<void> {
    this.#failIfAsked();
    this.#keep(arriving);
    this.#tell();
  }

  async ignore(item: Ignored): Promise<void> {
    this.#keys.add(item.key);
    this.ignored.push(item);
    this.#tell();
  }

  async offerAll(items: readonly Arriving[], cursor: string): Promise<void> {
    this.#failIfAsked();
    for (const item of items) this.#keep(item);
    this.stored = cursor;
    this.#tell();
  }

  async cursor(): Promise<string | undefined> {
    return this.stored;
  }

  health(problem: ErrorInfo | undefined): void {
    this.healths.push(problem);
    this.#tell();
  }

  get problem(): ErrorInfo | undefined {
    return this.healths.at(-1);
  }

  /** Names of the documents that arrived, sorted. */
  get names(): string[] {
    return this.arrivals
      .filter((arrival) => arrival.kind !== 'message')
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b));
  }

  sha(index: number): string {
    return createHash('sha256')
      .update(this.arrivals[index]?.bytes ?? '')
      .digest('hex');
  }

  /** Resolves when the condition holds; it is looked at after every change. The test's own time limit ends a wait in vain. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#listeners.add(resolve));
  }

  #keep(arriving: Arriving): void {
    if (this.#keys.has(arriving.key)) throw new Error(`${arriving.key} was handed over twice`);
    this.#keys.add(arriving.key);
    this.arrivals.push(arriving);
  }

  #failIfAsked(): void {
    const error = this.failNext;
    this.failNext = undefined;
    if (error) throw error;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}
