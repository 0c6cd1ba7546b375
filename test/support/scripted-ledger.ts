import { z } from 'zod';
import type { EngineError } from '../../src-main/contract/index.ts';
import type { LedgerConnection, LedgerConnector, LedgerEntry, LedgerReference } from '../../src-main/engine/ports.ts';

/**
 * Books in memory whose failures a test chooses. They outlive the engine, as books do. `held` is what they hold: also twice, where a test
 * puts it there.
 */
export class ScriptedLedger implements LedgerConnector<string> {
  readonly id = 'books';
  readonly title = 'Scripted books';
  readonly config = z.string();
  readonly held: { readonly reference: string; readonly entry: LedgerEntry }[] = [];
  readonly calls: string[] = [];
  /** Called before an entry is written: throws to refuse it. */
  beforeCreate: (entry: LedgerEntry) => void | Promise<void> = () => undefined;
  /** Called after it was written and before the answer goes back: throws to lose the answer. */
  afterCreate: (entry: LedgerEntry) => void | Promise<void> = () => undefined;
  beforeTest: () => void = () => undefined;
  beforeFind: () => void = () => undefined;
  beforeVerify: () => void = () => undefined;
  differences: readonly string[] = [];
  #serial = 0;

  parse(rest: string): string {
    return rest;
  }

  /** Writes as the books' owner would, past the engine. */
  put(entry: LedgerEntry): string {
    this.#serial += 1;
    const reference = `entry ${this.#serial}`;
    this.held.push({ reference, entry });
    return reference;
  }

  connect(): LedgerConnection {
    return {
      capabilities: { settleMs: 0, undo: 'none' },
      test: async () => {
        this.beforeTest();
        return 'books in memory';
      },
      findByKey: async (key) => {
        this.calls.push(`find ${key}`);
        this.beforeFind();
        return this.#withKey(key);
      },
      create: async (entry) => {
        this.calls.push(`create ${entry.key}`);
        await this.beforeCreate(entry);
        const [there] = this.#withKey(entry.key);
        const reference = there?.reference ?? this.put(entry);
        await this.afterCreate(entry);
        return { reference };
      },
      verify: async () => {
        this.beforeVerify();
        return this.differences;
      },
      preview: (entry) => entry.legs.map(({ account, minor }) => `${account} ${minor}`).join('\n'),
    };
  }

  #withKey(key: string): LedgerReference[] {
    return this.held.filter(({ entry }) => entry.key === key).map(({ reference }) => ({ reference }));
  }
}

/** Throws the error the first `times` times. */
export function throwing(error: () => EngineError, times = 1): () => void {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw error();
  };
}
