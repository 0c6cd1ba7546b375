import { readFile, unlink } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerConnection, LedgerEntry, LedgerReference, Log, PostingKey } from '../../../engine/ports.ts';
import { codeOf, exists, fileError, publish, unfinishedName, writeNew } from './durable-file.ts';
import type { Layout } from './layout.ts';
import { declare, ensureLayout } from './layout.ts';
import { fileOfKey, renderEntry, ruleBroken, seenDifferences, textDifferences } from './map.ts';
import type { Answer } from './program.ts';
import { Hledger } from './program.ts';

export type HledgerSettings = { readonly journal: string; readonly hledger?: string | undefined };

type Opened = { readonly layout: Layout; readonly hledger: Hledger | undefined; userFiles: readonly string[]; strict: boolean };

/** One set of books in plain text. A posting is a file of its own, so nothing that the user wrote is ever rewritten. */
export class HledgerBooks implements LedgerConnection {
  readonly capabilities = { settleMs: 0, undo: 'none' } as const;
  readonly #settings: HledgerSettings;
  readonly #log: Log;
  #opened: Promise<Opened> | undefined;
  /** Writes run one after the other: the declarations file is read, extended and replaced. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(settings: HledgerSettings, log: Log) {
    this.#settings = settings;
    this.#log = log;
  }

  async test(): Promise<string> {
    return this.#guard(async () => {
      this.#opened = undefined;
      const opened = await this.#open();
      const { layout, hledger } = opened;
      const words = layout.created ? 'journal created' : 'journal in order';
      // A trial file shows at once whether entries can be written here.
      const trial = unfinishedName(join(layout.posted, 'trial'));
      await writeNew(trial, '');
      await unlink(trial);
      if (!hledger) return `hledger is not installed: entries are checked by Tickmark's own rules · ${words}`;
      const strict = await this.#isStrict(opened, hledger);
      if (!opened.userFiles.some((file) => file.startsWith(layout.folder))) {
        throw new EngineError('ledger_broken', {
          note: 'The include lines at its end have no effect: a "comment" above them is still open.',
        });
      }
      return `hledger ${hledger.version} · ${words}${strict ? '' : ' · accounts not all declared, so checked without "strict"'}`;
    });
  }

  async findByKey(key: PostingKey): Promise<readonly LedgerReference[]> {
    return this.#guard(async () => {
      const { layout, hledger } = await this.#open();
      const own = (await exists(join(layout.posted, fileOfKey(key)))) ? [this.#reference(layout, key)] : [];
      if (!hledger) return own;
      const answer = await hledger.entries(layout.journal, key, false);
      if (!answer.ok) {
        // With a broken journal only our own file can be asked; saying "not there" could lead to a second entry.
        if (own.length > 0) return own;
        throw this.#broken(layout, answer);
      }
      const elsewhere = answer.seen.filter(({ place }) => !place.includes(fileOfKey(key)));
      return [...own, ...elsewhere.map(({ place }) => ({ reference: this.#short(layout, place) }))];
    });
  }

  create(entry: LedgerEntry): Promise<LedgerReference> {
    const turn = this.#last.then(
      () => this.#guard(() => this.#create(entry)),
      () => this.#guard(() => this.#create(entry)),
    );
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async verify(reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
    return this.#guard(async () => {
      const { layout, hledger } = await this.#open();
      const name = fileOfKey(entry.key);
      const text = await readFile(join(layout.posted, name), 'utf8').catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      });
      if (!hledger) return text === undefined ? [`The file ${reference.reference} is gone.`] : textDifferences(text, entry);
      const answer = await hledger.entries(layout.journal, entry.key, false);
      if (!answer.ok) throw this.#broken(layout, answer);
      const [first, second] = answer.seen;
      if (first === undefined) return [`hledger finds no entry with this key (${reference.reference}).`];
      if (second !== undefined) {
        return [
          `hledger finds the entry ${answer.seen.length} times: ${answer.seen.map(({ place }) => this.#short(layout, place)).join(', ')}.`,
        ];
      }
      const inText = text === undefined ? [] : textDifferences(text, entry);
      return inText.length > 0 ? inText : seenDifferences(first, entry);
    });
  }

  preview(entry: LedgerEntry): string {
    return renderEntry(entry).replace(/^decimal-mark \.\n\n/, '');
  }

  async #create(entry: LedgerEntry): Promise<LedgerReference> {
    const problem = ruleBroken(entry);
    if (problem !== undefined) throw new EngineError('ledger_rejected', { note: problem });
    const opened = await this.#open();
    const { layout } = opened;
    if (!(await exists(layout.journal))) throw new EngineError('ledger_unreachable', { note: `${layout.journal} is gone.` });
    const path = join(layout.posted, fileOfKey(entry.key));
    const text = renderEntry(entry);
    if (await this.#isThere(path, text)) return this.#reference(layout, entry.key);
    await declare(layout, entry, opened.userFiles);
    const unfinished = unfinishedName(path);
    try {
      await writeNew(unfinished, text);
      // Checked before it gets its name, so that the books never hold an entry that the gate refused, whatever is killed when.
      const moved = await this.#gate(opened, unfinished, entry);
      if (moved !== undefined) return { reference: this.#short(layout, moved) };
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

  /**
   * Loads the whole journal together with the new file. Resolves to the place of an entry with the same key that the user has
   * moved elsewhere, else undefined. Throws `ledger_rejected` for the entry's fault, `ledger_broken` for the journal's own.
   */
  async #gate(opened: Opened, unfinished: string, entry: LedgerEntry): Promise<string | undefined> {
    const { layout, hledger } = opened;
    if (!hledger) return undefined;
    const root = unfinishedName(join(layout.posted, 'gate'));
    const include = (file: string) => `include ${relative(layout.posted, file).replaceAll('\\', '/')}\n`;
    await writeNew(root, include(layout.journal) + include(unfinished));
    try {
      let answer = await hledger.entries(root, entry.key, opened.strict);
      if (!answer.ok && opened.strict && !(await this.#isStrict(opened, hledger))) answer = await hledger.entries(root, entry.key, false);
      else if (!answer.ok && !opened.strict) await this.#isStrict(opened, hledger);
      if (!answer.ok) throw new EngineError('ledger_rejected', { note: this.#words(layout, answer) });
      const moved = answer.seen.find(({ place }) => !place.includes(basename(unfinished)));
      if (moved !== undefined) return moved.place;
      const differences = answer.seen[0] === undefined ? ['hledger does not see the entry.'] : seenDifferences(answer.seen[0], entry);
      if (differences.length > 0)
        throw new EngineError('ledger_rejected', { note: `hledger reads it differently: ${differences.join(' ')}` });
      return undefined;
    } finally {
      await unlink(root).catch(() => undefined);
    }
  }

  /** Whether the journal as it is passes the strict checks. One that passes the plain ones only is the user's choice; any other is broken. */
  async #isStrict(opened: Opened, hledger: Hledger): Promise<boolean> {
    opened.strict = (await hledger.check(opened.layout.journal, true)).ok;
    if (!opened.strict) {
      const plain = await hledger.check(opened.layout.journal, false);
      if (!plain.ok) throw this.#broken(opened.layout, plain);
    }
    return opened.strict;
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#openFresh().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #openFresh(): Promise<Opened> {
    const layout = await ensureLayout(this.#settings.journal);
    const hledger = await Hledger.find(this.#settings.hledger);
    return { layout, hledger, userFiles: (await hledger?.files(layout.journal)) ?? [], strict: true };
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw fileError(error, this.#settings.journal);
    }
  }

  #reference(layout: Layout, key: PostingKey): LedgerReference {
    return { reference: `${basename(layout.folder)}/posted/${fileOfKey(key)}` };
  }

  #broken(layout: Layout, answer: Answer): EngineError {
    return new EngineError('ledger_broken', { note: `The journal has an error of its own: ${this.#words(layout, answer)}` });
  }

  /** hledger's words without the folder of this machine, at most 600 characters: it quotes the entry, then says what is wrong. */
  #words(layout: Layout, answer: Answer): string {
    const words = this.#short(layout, answer.words)
      .replace(/^hledger: /, '')
      .trim();
    return words.length > 600 ? `${words.slice(0, 600)}…` : words;
  }

  #short(layout: Layout, text: string): string {
    const home = join(dirname(layout.journal), sep);
    const viaGate = `${layout.posted}${sep}..${sep}..${sep}`;
    return text.replaceAll(viaGate, '').replaceAll(home, '');
  }
}
