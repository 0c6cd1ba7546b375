import { readFile, unlink } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerConnection, LedgerEntry, LedgerReference, Log, PostingKey } from '../../../engine/ports.ts';
import { codeOf, exists, fileError, publish, unfinishedName, writeNew } from './durable-file.ts';
import { brokenJournal, Gate } from './gate.ts';
import type { Layout } from './layout.ts';
import { declare, ensureLayout } from './layout.ts';
import { fileOfKey, renderEntry, ruleBroken, seenDifferences, textDifferences } from './map.ts';
import { Hledger } from './program.ts';

export type HledgerSettings = { readonly journal: string; readonly hledger?: string | undefined };

/** `gate` is absent where hledger is not installed. */
type Opened = { readonly layout: Layout; readonly gate: Gate | undefined; readonly version: string };

/** One set of books in plain text. A posting is a file of its own, so nothing that the user wrote is ever rewritten. */
export class HledgerBooks implements LedgerConnection {
  readonly capabilities = { settleMs: 0, undo: 'none' } as const;
  readonly #settings: HledgerSettings;
  readonly #log: Log;
  #opened: Promise<Opened> | undefined;
  /** Calls run one after the other: the declarations file is read, extended and replaced, and what is known of the journal is shared. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(settings: HledgerSettings, log: Log) {
    this.#settings = settings;
    this.#log = log;
  }

  test(): Promise<string> {
    return this.#inTurn(async () => {
      this.#opened = undefined;
      const { layout, gate, version } = await this.#open();
      const words = layout.created ? 'journal created' : 'journal in order';
      // A trial file shows at once whether entries can be written here.
      const trial = unfinishedName(join(layout.posted, 'trial'));
      await writeNew(trial, '');
      await unlink(trial);
      if (!gate) return `hledger is not installed: entries are checked by Tickmark's own rules · ${words}`;
      const strict = await gate.isStrict();
      if (!(await gate.isIncluded())) {
        throw new EngineError('ledger_broken', {
          note: 'The include lines at its end have no effect: a "comment" above them is still open.',
        });
      }
      return `hledger ${version} · ${words}${strict ? '' : ' · accounts not all declared, so checked without "strict"'}`;
    });
  }

  findByKey(key: PostingKey): Promise<readonly LedgerReference[]> {
    return this.#inTurn(async () => {
      const { layout, gate } = await this.#open();
      const name = fileOfKey(key);
      const own = (await exists(join(layout.posted, name))) ? [this.#reference(layout, key)] : [];
      if (!gate || (await gate.isAlone())) return own;
      // Throws for a broken journal: saying "not there" could lead to a second entry.
      const elsewhere = (await gate.find(key)).filter(({ place }) => !place.includes(name));
      return [...own, ...elsewhere.map(({ place }) => ({ reference: place }))];
    });
  }

  create(entry: LedgerEntry): Promise<LedgerReference> {
    return this.#inTurn(() => this.#create(entry));
  }

  verify(reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
    return this.#inTurn(async () => {
      const { layout, gate } = await this.#open();
      const path = join(layout.posted, fileOfKey(entry.key));
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      });
      const inText = text === undefined ? [] : textDifferences(text, entry);
      if (!gate) return text === undefined ? [`The file ${reference.reference} is gone.`] : inText;
      const isOurs = text !== undefined && inText.length === 0 && (await gate.isAlone());
      const seen = isOurs ? await gate.read(path, entry.key) : await gate.find(entry.key);
      const [first, second] = seen;
      if (first === undefined) return [`hledger finds no entry with this key (${reference.reference}).`];
      if (second !== undefined) return [`hledger finds the entry ${seen.length} times: ${seen.map(({ place }) => place).join(', ')}.`];
      return inText.length > 0 ? inText : seenDifferences(first, entry);
    });
  }

  preview(entry: LedgerEntry): string {
    return renderEntry(entry).replace(/^decimal-mark \.\n\n/, '');
  }

  async #create(entry: LedgerEntry): Promise<LedgerReference> {
    const problem = ruleBroken(entry);
    if (problem !== undefined) throw new EngineError('ledger_rejected', { note: problem });
    const { layout, gate } = await this.#open();
    if (!(await exists(layout.journal))) throw new EngineError('ledger_unreachable', { note: `${layout.journal} is gone.` });
    const path = join(layout.posted, fileOfKey(entry.key));
    const text = renderEntry(entry);
    if (await this.#isThere(path, text)) return this.#reference(layout, entry.key);
    await declare(layout, entry, (await gate?.userFiles()) ?? []);
    const unfinished = unfinishedName(path);
    try {
      await writeNew(unfinished, text);
      // Checked before it gets its name, so that the books never hold an entry that the gate refused, whatever is killed when.
      const moved = await gate?.admit(unfinished, entry);
      if (moved !== undefined) return { reference: moved };
      if (!(await publish(unfinished, path))) await this.#isThere(path, text);
    } finally {
      await unlink(unfinished).catch(() => undefined);
    }
    return this.#reference(layout, entry.key);
  }

  async #isThere(path: string, text: string): Promise<boolean> {
    if (!(await exists(path))) return false;
    if ((await readFile(path, 'utf8')) !== text) this.#log.warn('hledger.entry_differs', { file: basename(path) });
    return true;
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#openFresh().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #openFresh(): Promise<Opened> {
    const hledger = await Hledger.find(this.#settings.hledger);
    const layout = await ensureLayout(this.#settings.journal, (journal) => inspectJournal(journal, hledger));
    return { layout, gate: hledger && new Gate(layout, hledger), version: hledger?.version ?? '' };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      try {
        return await work();
      } catch (error) {
        throw fileError(error, this.#settings.journal);
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #reference(layout: Layout, key: PostingKey): LedgerReference {
    return { reference: [basename(layout.folder), 'posted', fileOfKey(key)].join(sep) };
  }
}

/** A mistyped path must not change somebody's photo, nor a broken journal: nothing is added to what cannot be read as a journal. */
async function inspectJournal(journal: string, hledger: Hledger | undefined): Promise<void> {
  if ((await readFile(journal)).includes(0)) throw new EngineError('ledger_broken', { note: `${basename(journal)} is no text file.` });
  const answer = await hledger?.check(journal, false);
  if (answer?.ok === false) throw brokenJournal(answer.words.replaceAll(join(dirname(journal), sep), ''));
}
