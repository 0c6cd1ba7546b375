import { EngineError } from '../../../contract/index.ts';
import type {
  Clock,
  EntryProblem,
  LedgerBatch,
  LedgerBatches,
  LedgerCapabilities,
  LedgerConnection,
  LedgerEntry,
  LedgerPlan,
  LedgerReference,
  Log,
  PostingKey,
  UndoOutcome,
} from '../../../engine/ports.ts';
import { fileError } from '../plain-text/durable-file.ts';
import type { KeptEntry } from './entry-record.ts';
import { entryHash, keptDifferences, keptEntry, reversed, unsound } from './entry-record.ts';
import type { Manifest, ManifestRow } from './manifest.ts';
import type { Waiting } from './register.ts';
import { BatchRegister } from './register.ts';
import { inTurn } from './turns.ts';

/** An entry on its way into a file. `reverses` is the day of the entry that it takes back, whose rates hold for it. */
export type OutgoingEntry = KeptEntry & { readonly reverses?: KeptEntry['date'] };

/** A batch that is about to be made. Dates are the first and last of its entries. */
export type BatchPlan = { readonly id: string; readonly at: string; readonly entries: readonly OutgoingEntry[]; readonly group: string };

/** What tells one kind of batch file from another. All of it is pure. */
export interface BatchFormat {
  readonly mediaType: string;
  readonly foreignCurrency: boolean;
  /** A file takes no more rows; what is left over goes into the next one. */
  readonly maxRows: number;
  /** Entries of different groups never share a file. An export takes the group that comes first. */
  groupOf(entry: OutgoingEntry): string;
  /** What keeps the entry out of such a file. */
  problems(entry: OutgoingEntry): readonly EntryProblem[];
  /** Lines of an entry, without line ends. */
  rows(entry: OutgoingEntry, group: string): readonly string[];
  /** Name and first lines of a file. */
  frame(plan: BatchPlan): { readonly name: string; readonly head: readonly string[] };
  /** Bytes of all lines, and back again. */
  encode(lines: readonly string[]): Uint8Array;
  decode(bytes: Uint8Array): string[];
}

/** Books that another program keeps and that are fed by files. Posting puts an entry into the register; an export makes a file of them. */
export class BatchBooks implements LedgerConnection {
  readonly capabilities: LedgerCapabilities;
  readonly batches: LedgerBatches;
  readonly #folder: string;
  readonly #format: BatchFormat;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #register: BatchRegister;
  readonly #lines = new WeakMap<Uint8Array, string[]>();
  #isOpen = false as boolean;

  constructor(folder: string, format: BatchFormat, ports: { readonly clock: Clock; readonly log: Log }) {
    this.#folder = folder;
    this.#format = format;
    this.#clock = ports.clock;
    this.#log = ports.log;
    this.#register = new BatchRegister(folder);
    this.capabilities = { settleMs: 0, undo: 'reverse', drafts: false, foreignCurrency: format.foreignCurrency };
    this.batches = {
      pending: () => this.#inTurn(async (register) => (await register.waiting()).length),
      list: () => this.#inTurn(async (register) => [...(await register.manifests())].reverse().map(shown)),
      export: () => this.#inTurn((register) => this.#export(register)),
      file: (id) => this.#inTurn((register) => file(register, id)),
    };
  }

  test(): Promise<string> {
    this.#isOpen = false;
    return this.#inTurn(async (register) => {
      await register.tryWriting();
      const [waiting, made] = [(await register.waiting()).length, (await register.manifests()).length];
      return `${count(waiting, 'entry waits', 'entries wait')} for the next file · ${count(made, 'file', 'files')} so far`;
    });
  }

  async preflight(entry: LedgerEntry): Promise<readonly EntryProblem[]> {
    return this.#format.problems(keptEntry(entry));
  }

  findByKey(key: PostingKey): Promise<readonly LedgerReference[]> {
    return this.#inTurn(async (register) => {
      if (!(await register.has(key)) || (await register.withdrawal(key))) return [];
      return [await reference(register, key)];
    });
  }

  create(entry: LedgerEntry): Promise<LedgerReference> {
    return this.#inTurn(async (register) => {
      const kept = keptEntry(entry);
      const problem = unsound(entry) ?? this.#format.problems(kept)[0]?.words;
      if (problem !== undefined) throw new EngineError('ledger_rejected', { note: problem });
      if (await register.withdrawal(entry.key)) throw new EngineError('ledger_rejected', { note: 'This entry was taken back.' });
      if (!(await register.put(kept))) {
        const there = await register.read(entry.key);
        if (!there?.entry || entryHash(there.entry) !== entryHash(kept)) this.#log.warn('batch.entry_differs');
      }
      return reference(register, entry.key);
    });
  }

  undo(_reference: LedgerReference, entry: LedgerEntry, how: { reason: string; today: KeptEntry['date'] }): Promise<UndoOutcome> {
    return this.#inTurn(async (register) => {
      if (!(await register.has(entry.key)) || (await register.withdrawal(entry.key))) return 'already-gone';
      const isOut = (await register.placed(entry.key)).entry !== undefined;
      // The reversal is made of what is kept; where that is gone, of what was posted.
      if (isOut) await register.put(keptEntry(entry));
      await register.withdraw(entry.key, { on: how.today, at: this.#clock.now(), reason: how.reason });
      return isOut ? 'reversed' : 'deleted';
    });
  }

  verify(_reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
    return this.#inTurn(async (register) => {
      if (await register.withdrawal(entry.key)) return ['The entry was taken back.'];
      const [found, posted] = [await register.read(entry.key), keptEntry(entry)];
      const inFile = await this.#fileDifferences(register, posted);
      if (found === undefined) return ['The entry is gone from the register.', ...inFile];
      if (found.entry === undefined) return ['The entry in the register cannot be read any more.', ...inFile];
      return [...keptDifferences(found.entry, posted), ...inFile];
    });
  }

  preview(entry: LedgerEntry): string {
    const kept = keptEntry(entry);
    const problem = this.#format.problems(kept)[0]?.words;
    if (problem !== undefined) return problem;
    return `${kept.date} ${kept.currency}\n${this.#format.rows(kept, this.#format.groupOf(kept)).join('\n')}`;
  }

  async plan(entry: LedgerEntry): Promise<LedgerPlan> {
    return { changes: [{ target: `next file in ${this.#folder}`, after: this.preview(entry) }] };
  }

  async #export(register: BatchRegister): Promise<LedgerBatch | undefined> {
    for (;;) {
      const waiting = await Promise.all((await register.waiting()).map((one) => this.#load(register, one)));
      const group = waiting.map((one) => one.group).sort()[0];
      if (group === undefined) return undefined;
      const chosen = this.#fitting(waiting.filter((one) => one.group === group).sort((a, b) => (order(a) < order(b) ? -1 : 1)));
      const last = (await register.manifests()).at(-1)?.id ?? '0';
      const [id, at] = [String(Number(last) + 1).padStart(4, '0'), this.#clock.now()];
      const { name, head } = this.#format.frame({ id, at, entries: chosen.map((one) => one.entry), group });
      const lines = [...head];
      const rows: ManifestRow[] = [];
      for (const { key, kind, entry, hash } of chosen) {
        const own = this.#format.rows(entry, group);
        rows.push({ key, kind, first: lines.length, lines: own.length, hash });
        lines.push(...own);
      }
      const made = await register.commit({ id, name, mediaType: this.#format.mediaType, at, rows }, this.#format.encode(lines));
      if (made) return shown(made);
    }
  }

  /** The first entries whose rows one file can take. */
  #fitting<One extends { readonly entry: OutgoingEntry; readonly group: string }>(ones: readonly One[]): One[] {
    let rows = 0;
    const end = ones.findIndex(({ entry, group }) => {
      rows += this.#format.rows(entry, group).length;
      return rows > this.#format.maxRows;
    });
    return ones.slice(0, end === -1 ? ones.length : Math.max(end, 1));
  }

  async #load(register: BatchRegister, { key, kind }: Waiting) {
    const found = await register.read(key);
    const kept = found?.isIntact ? found.entry : undefined;
    const row = (await register.placed(key)).entry?.rows.find((one) => one.key === key && one.kind === 'entry');
    if (kept === undefined || (row !== undefined && row.hash !== entryHash(kept))) {
      throw new EngineError('ledger_broken', { note: `The entry ${key} in the register of ${this.#folder} is gone or was changed.` });
    }
    const on = (await register.withdrawal(key))?.on ?? kept.date;
    const entry: OutgoingEntry = kind === 'reversal' ? { ...reversed(kept), date: on, reverses: kept.date } : kept;
    const problem = this.#format.problems(entry)[0]?.words;
    // The settings may have changed since it was posted. No file is made rather than one without it.
    if (problem !== undefined) throw new EngineError('ledger_broken', { note: `The entry ${key} does not fit: ${problem}` });
    return { key, kind, entry, group: this.#format.groupOf(entry), hash: entryHash(kept) };
  }

  /** The file is compared where it still lies; that it was moved on is what it is for. */
  async #fileDifferences(register: BatchRegister, posted: KeptEntry): Promise<string[]> {
    const manifest = (await register.placed(posted.key)).entry;
    const row = manifest?.rows.find(({ key, kind }) => key === posted.key && kind === 'entry');
    if (!manifest || !row) return [];
    if (row.hash !== entryHash(posted)) return [`File ${manifest.name} was made of another version of the entry.`];
    const kept = this.#linesOf(await register.bytes(manifest));
    const lying = await register.handedOver(manifest);
    if (lying === undefined) return [];
    const lines = this.#linesOf(lying.bytes);
    return kept.slice(row.first, row.first + row.lines).flatMap((was, index) => {
      const is = lines[row.first + index];
      return is === was ? [] : [`${lying.name}, line ${row.first + index + 1} says ${is ?? 'nothing'}, exported was ${was}`];
    });
  }

  #linesOf(bytes: Uint8Array): string[] {
    const lines = this.#lines.get(bytes) ?? this.#format.decode(bytes);
    this.#lines.set(bytes, lines);
    return lines;
  }

  #inTurn<T>(work: (register: BatchRegister) => Promise<T>): Promise<T> {
    return inTurn(this.#folder, async () => {
      try {
        if (!this.#isOpen) await this.#register.open();
        this.#isOpen = true;
        return await work(this.#register);
      } catch (error) {
        throw fileError(error, this.#folder);
      }
    });
  }
}

async function reference(register: BatchRegister, key: PostingKey): Promise<LedgerReference> {
  const { entry } = await register.placed(key);
  return { reference: key, name: entry === undefined ? 'next file' : entry.name, state: 'posted' };
}

async function file(register: BatchRegister, id: string) {
  const manifest = (await register.manifests()).find((one) => one.id === id);
  if (!manifest) throw new EngineError('not_found', { note: `There is no file ${id}.` });
  return { name: manifest.name, mediaType: manifest.mediaType, bytes: await register.bytes(manifest) };
}

function shown({ id, name, at, rows, sha256 }: Manifest): LedgerBatch {
  return { id, name, createdAt: at, entries: rows.length, sha256 };
}

function order({ entry, key, kind }: { entry: OutgoingEntry; key: string; kind: string }): string {
  return `${entry.date} ${key} ${kind}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
