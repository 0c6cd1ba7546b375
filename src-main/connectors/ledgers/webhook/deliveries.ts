import { join } from 'node:path';
import { z } from 'zod';
import type { LedgerLogLine } from '../../../engine/ports.ts';
import { LineFile } from '../batch-files/line-file.ts';

/** What is kept of an event: when it was first sent, of which version of the entry, and whether somebody took it. */
export type Delivery = { readonly since: string; readonly hash: string; readonly isTaken: boolean };

const EventLine = z.union([
  z.object({ sending: z.string(), since: z.string(), hash: z.string() }),
  z.object({ taken: z.string(), at: z.string() }),
]);
const LogLine = z.object({ at: z.string(), key: z.string().optional(), ok: z.boolean(), words: z.string() });

/** Attempts that the log shows; it is cut when it has grown by a fifth more. */
export const LOG_LINES = 1000;

/**
 * What was delivered, in two files of the connection's own folder: `events.jsonl` says for good which events were begun and which were
 * taken, `attempts.jsonl` tells the last attempts. Neither holds anything of a document but a hash. Callers take turns (`inTurn`).
 */
export class Deliveries {
  readonly #events: LineFile;
  readonly #attempts: LineFile;
  #read: readonly string[] = [];
  #count = 0;
  #known = new Map<string, Delivery>();

  constructor(folder: string) {
    this.#events = new LineFile(join(folder, 'events.jsonl'));
    this.#attempts = new LineFile(join(folder, 'attempts.jsonl'));
  }

  async of(event: string): Promise<Delivery | undefined> {
    const lines = await this.#events.lines();
    if (lines !== this.#read || lines.length < this.#count) {
      [this.#read, this.#count, this.#known] = [lines, 0, new Map()];
    }
    for (const line of lines.slice(this.#count)) this.#take(line);
    this.#count = lines.length;
    return this.#known.get(event);
  }

  /** Kept before the first attempt, so that every later one says the same of when it came about. */
  async begin(event: string, since: string, hash: string): Promise<void> {
    await this.#events.append(JSON.stringify({ sending: event, since, hash }));
  }

  async finish(event: string, at: string): Promise<void> {
    await this.#events.append(JSON.stringify({ taken: event, at }));
  }

  async note(line: LedgerLogLine): Promise<void> {
    await this.#attempts.append(JSON.stringify(line));
    if ((await this.#attempts.lines()).length > LOG_LINES * 1.2) await this.#attempts.keepLast(LOG_LINES);
  }

  /** Newest first. */
  async log(): Promise<LedgerLogLine[]> {
    return (await this.#attempts.lines())
      .slice(-LOG_LINES)
      .reverse()
      .flatMap((text) => {
        const line = parsed(LogLine, text);
        if (line === undefined) return [];
        const { key, ...rest } = line;
        return [key === undefined ? rest : { ...rest, key }];
      });
  }

  #take(text: string): void {
    const line = parsed(EventLine, text);
    if (line === undefined) return;
    if ('sending' in line) this.#known.set(line.sending, { since: line.since, hash: line.hash, isTaken: false });
    else {
      const before = this.#known.get(line.taken);
      if (before) this.#known.set(line.taken, { ...before, isTaken: true });
    }
  }
}

/** Undefined where a person changed the line so that it says nothing. */
function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
