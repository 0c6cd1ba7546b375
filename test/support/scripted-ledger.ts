import { z } from 'zod';
import type { EngineError } from '../../src-main/contract/index.ts';
import type {
  EntryProblem,
  LedgerAttachments,
  LedgerConnection,
  LedgerConnector,
  LedgerEntry,
  LedgerReference,
  SupplierRecord,
  SupplierRecords,
} from '../../src-main/engine/ports.ts';

type Held = {
  readonly reference: string;
  readonly entry: LedgerEntry;
  state: 'draft' | 'posted';
  readonly files: { id: string; key: string }[];
};

/**
 * Books in memory whose failures a test chooses. They outlive the engine, as books do. `held` is what they hold: also twice, where a test
 * puts it there. With `keepsRecords` they know drafts, suppliers and attachments as an ERP does; without, they are as plain as a file.
 */
export class ScriptedLedger implements LedgerConnector<object> {
  readonly id = 'books';
  readonly title = 'Scripted books';
  readonly about = 'Books in memory.';
  readonly finish = 'final';
  readonly config = z.object({});
  readonly held: Held[] = [];
  readonly suppliers: SupplierRecord[] = [];
  readonly calls: string[] = [];
  keepsRecords = false;
  settleMs = 0;
  takesBack = false;
  problems: readonly EntryProblem[] = [];
  /** Called before a request is carried out, with its name: throws to refuse it. */
  before: (call: string) => void | Promise<void> = () => undefined;
  /** Called after it was carried out and before the answer goes back: throws to lose the answer. */
  after: (call: string) => void | Promise<void> = () => undefined;
  /** Called before an entry is written: throws to refuse it. */
  beforeCreate: (entry: LedgerEntry) => void | Promise<void> = () => undefined;
  /** Called after it was written and before the answer goes back: throws to lose the answer. */
  afterCreate: (entry: LedgerEntry) => void | Promise<void> = () => undefined;
  beforeTest: () => void = () => undefined;
  beforeFind: () => void = () => undefined;
  beforeVerify: () => void = () => undefined;
  differences: readonly string[] = [];
  #serial = 0;

  address(): string {
    return 'main';
  }

  parse(): object {
    return {};
  }

  /** Writes as the books' owner would, past the engine. */
  put(entry: LedgerEntry, state: 'draft' | 'posted' = 'posted'): string {
    this.#serial += 1;
    const reference = `entry ${this.#serial}`;
    this.held.push({ reference, entry, state, files: [] });
    return reference;
  }

  connect(): LedgerConnection {
    return {
      capabilities: {
        settleMs: this.settleMs,
        undo: this.takesBack || this.keepsRecords ? 'void' : 'none',
        drafts: this.keepsRecords,
        foreignCurrency: true,
      },
      test: async () => {
        this.beforeTest();
        return 'books in memory';
      },
      preflight: async () => this.problems,
      findByKey: async (key) => {
        this.calls.push(`find ${key}`);
        this.beforeFind();
        return this.#withKey(key);
      },
      create: (entry) => this.#create(entry),
      verify: async (reference, entry) => {
        this.beforeVerify();
        const found = this.held.find((held) => held.reference === reference.reference && held.entry.key === entry.key);
        return found === undefined ? ['It is gone.'] : this.differences;
      },
      preview: (entry) => entry.legs.map(({ account, minor }) => `${account} ${minor}`).join('\n'),
      ...(this.keepsRecords ? { suppliers: this.#records(), attachments: this.#attachments(), finalise: (at) => this.#finalise(at) } : {}),
      ...(this.keepsRecords || this.takesBack ? { undo: (at: LedgerReference) => this.#undo(at) } : {}),
    };
  }

  async #create(entry: LedgerEntry): Promise<LedgerReference> {
    this.calls.push(`create ${entry.key}`);
    await this.beforeCreate(entry);
    await this.before('create');
    // Plain books know a key that they hold; records are made as often as they are asked for.
    const there = this.keepsRecords ? undefined : this.#withKey(entry.key)[0];
    const reference = there?.reference ?? this.put(entry, this.keepsRecords ? 'draft' : 'posted');
    await this.afterCreate(entry);
    await this.after('create');
    return { reference };
  }

  async #finalise(at: LedgerReference): Promise<LedgerReference> {
    return this.#call('finalise', () => {
      const found = this.held.find(({ reference }) => reference === at.reference);
      if (found) found.state = 'posted';
      return at;
    });
  }

  async #undo(at: LedgerReference): Promise<'voided' | 'already-gone'> {
    return this.#call('undo', () => {
      const index = this.held.findIndex(({ reference }) => reference === at.reference);
      if (index >= 0) this.held.splice(index, 1);
      return index < 0 ? 'already-gone' : 'voided';
    });
  }

  #records(): SupplierRecords {
    return {
      find: async () => [...this.suppliers],
      create: (supplier, externalId) =>
        this.#call('supplier', () => {
          const record = { id: String(this.suppliers.length + 1), name: supplier.name, externalId };
          this.suppliers.push(record);
          return record;
        }),
      retire: async (id) => {
        const index = this.suppliers.findIndex((supplier) => supplier.id === id);
        if (index >= 0) this.suppliers.splice(index, 1);
      },
    };
  }

  #attachments(): LedgerAttachments {
    const filesOf = (at: LedgerReference) => this.held.find(({ reference }) => reference === at.reference)?.files ?? [];
    return {
      maxBytes: 1_000_000,
      mediaTypes: [],
      list: async (at) => filesOf(at).map(({ id, key }) => ({ id, key, name: 'document' })),
      attach: (at, file, key) =>
        this.#call('attach', () => {
          const attachment = { id: String(filesOf(at).length + 1), key };
          filesOf(at).push(attachment);
          return { ...attachment, name: file.name };
        }),
      remove: async (at, { id }) => {
        const files = filesOf(at);
        files.splice(
          files.findIndex((file) => file.id === id),
          1,
        );
      },
    };
  }

  async #call<Answer>(name: string, carryOut: () => Answer): Promise<Answer> {
    this.calls.push(name);
    await this.before(name);
    const answer = carryOut();
    await this.after(name);
    return answer;
  }

  #withKey(key: string): LedgerReference[] {
    return this.held.filter(({ entry }) => entry.key === key).map(({ reference, state }) => ({ reference, state }));
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
