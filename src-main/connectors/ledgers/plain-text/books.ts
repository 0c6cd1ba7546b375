import { readFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { LocalDate } from '../../../contract/index.ts';
import { EngineError } from '../../../contract/index.ts';
import type {
  EntryProblem,
  LedgerCapabilities,
  LedgerConnection,
  LedgerEntry,
  LedgerLists,
  LedgerPlan,
  LedgerReference,
  Log,
  PastEntry,
  PostingKey,
  UndoOutcome,
} from '../../../engine/ports.ts';
import { compareGroup, findGroup } from './ask-group.ts';
import type { Dialect, Tool } from './dialect.ts';
import { LinkedDocuments } from './documents.ts';
import { discard, exists, fileError, unfinishedName, writeNew } from './durable-file.ts';
import { brokenJournal, Gate } from './gate.ts';
import type { Layout } from './layout.ts';
import { ensureLayout, lockedThroughOf } from './layout.ts';
import { listsOf, pastEntries } from './past-entries.ts';
import { planOf, problemsOf } from './plan.ts';
import { removeEntry } from './removal.ts';
import { Lane, Turns } from './turns.ts';
import { UserFiles } from './user-files.ts';
import type { OpenedBooks } from './write-group.ts';
import { createGroup, rendered } from './write-group.ts';

/** `program` is where the ledger's program is, if not on the search path. */
export type BooksSettings = {
  readonly journal: string;
  readonly program: string | undefined;
  readonly lockedThrough: LocalDate | undefined;
};

/** Entries that are written, read or looked for with one start of the program, at most. */
const GROUP = 64;

/** One set of books in plain text. A posting is a file of its own, so nothing that the user wrote is ever rewritten. */
export class PlainTextBooks implements LedgerConnection {
  readonly capabilities: LedgerCapabilities = { settleMs: 0, undo: 'void', drafts: false, foreignCurrency: true };
  readonly attachments: LinkedDocuments;
  readonly #dialect: Dialect;
  readonly #settings: BooksSettings;
  readonly #log: Log;
  readonly #turns = new Turns();
  readonly #creating: Lane<LedgerEntry, LedgerReference>;
  readonly #comparing: Lane<{ readonly reference: LedgerReference; readonly entry: LedgerEntry }, readonly string[]>;
  readonly #finding: Lane<PostingKey, readonly LedgerReference[]>;
  #opened: Promise<OpenedBooks> | undefined;
  /** For `preview`, which asks nobody: the books as they were last opened. */
  #known: OpenedBooks | undefined;

  constructor(dialect: Dialect, settings: BooksSettings, log: Log) {
    this.#dialect = dialect;
    this.#settings = settings;
    this.#log = log;
    this.attachments = new LinkedDocuments(async () => (await this.#open()).layout);
    this.#creating = new Lane(this.#turns, GROUP, (entries) =>
      this.#with(async (books) => {
        await mustBeThere(books.layout);
        return createGroup(books, entries, await this.#lockedThrough(books.layout));
      }),
    );
    // Reading does not wait for those who write: it looks at files that have their names.
    this.#comparing = new Lane(new Turns(), GROUP, (jobs) => this.#with((books) => compareGroup(books, jobs)));
    this.#finding = new Lane(new Turns(), GROUP, (keys) => this.#with((books) => findGroup(books, keys)));
  }

  test(): Promise<string> {
    return this.#turns.run(() => {
      this.#opened = undefined;
      return this.#with(async ({ layout, gate }) => {
        const words = layout.created ? 'journal created' : 'journal in order';
        // A trial file shows at once whether entries can be written here.
        const trial = unfinishedName(join(layout.posted, 'trial'));
        await writeNew(trial, '').finally(() => discard(trial));
        if (!gate) return `${this.#dialect.program} is not installed: entries are checked by Tickmark's own rules · ${words}`;
        const strict = await gate.isStrict();
        if (!(await gate.isIncluded())) {
          const note = 'The include lines at its end have no effect: a "comment" above them is still open.';
          throw new EngineError('ledger_broken', { note });
        }
        return `${gate.version} · ${words}${strict ? '' : ' · accounts not all declared, so checked without "strict"'}`;
      });
    });
  }

  findByKey(key: PostingKey): Promise<readonly LedgerReference[]> {
    return this.#finding.submit(key);
  }

  create(entry: LedgerEntry): Promise<LedgerReference> {
    return this.#creating.submit(entry);
  }

  verify(reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
    return this.#comparing.submit({ reference, entry });
  }

  undo(_reference: LedgerReference, entry: LedgerEntry, how: { readonly reason: string; readonly today: LocalDate }): Promise<UndoOutcome> {
    return this.#turns.run(() =>
      this.#with(async (books) => removeEntry(books, entry, { ...how, lockedThrough: await this.#lockedThrough(books.layout) })),
    );
  }

  preview(entry: LedgerEntry): string {
    const { dialect, users } = this.#known ?? { dialect: this.#dialect, users: { declared: new Map<string, string>() } };
    const { translated, text } = rendered({ dialect, declared: users.declared }, entry);
    const names = [...translated.names].map(([written, own]) => `; ${written} is "${own}"\n`);
    return text.replace(/^decimal-mark \.\n\n/, '') + names.join('');
  }

  preflight(entry: LedgerEntry): Promise<readonly EntryProblem[]> {
    return this.#with(async (books) => problemsOf(books, entry, await this.#lockedThrough(books.layout)));
  }

  /** Reads only: what is not there yet is told as a change, and not made. */
  plan(entry: LedgerEntry): Promise<LedgerPlan> {
    return this.#guarded(() => planOf(this.#dialect, this.#settings.journal, entry));
  }

  lists(): Promise<LedgerLists> {
    return this.#with(async (books) => {
      const lockedThrough = await this.#lockedThrough(books.layout);
      return { ...(await listsOf(books)), ...(lockedThrough === undefined ? {} : { lockedThrough }) };
    });
  }

  history(): Promise<readonly PastEntry[]> {
    return this.#with(pastEntries);
  }

  /** The later of what the settings and the books themselves say. */
  async #lockedThrough(layout: Layout): Promise<LocalDate | undefined> {
    const own = await lockedThroughOf(layout);
    const { lockedThrough } = this.#settings;
    return own !== undefined && (lockedThrough === undefined || own > lockedThrough) ? own : lockedThrough;
  }

  #with<T>(work: (books: OpenedBooks) => Promise<T>): Promise<T> {
    return this.#guarded(async () => work(await this.#open()));
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw fileError(error, this.#settings.journal);
    }
  }

  #open(): Promise<OpenedBooks> {
    this.#opened ??= this.#openFresh().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #openFresh(): Promise<OpenedBooks> {
    const dialect = this.#dialect;
    const tool = await dialect.findTool(this.#settings.program);
    const layout = await ensureLayout(this.#settings.journal, dialect, (journal) => inspectJournal(journal, dialect, tool));
    const users = new UserFiles(layout, dialect, tool);
    this.#known = { dialect, layout, users, gate: tool && new Gate(layout, dialect, tool, users), log: this.#log };
    return this.#known;
  }
}

async function mustBeThere(layout: Layout): Promise<void> {
  if (!(await exists(layout.journal))) throw new EngineError('ledger_unreachable', { note: `${layout.journal} is gone.` });
}

/** A mistyped path must not change somebody's photo, nor a broken journal: nothing is added to what cannot be read as a journal. */
async function inspectJournal(journal: string, dialect: Dialect, tool: Tool | undefined): Promise<void> {
  if ((await readFile(journal)).includes(0)) throw new EngineError('ledger_broken', { note: `${basename(journal)} is no text file.` });
  const answer = await tool?.check(journal, false);
  if (answer?.ok === false) throw brokenJournal(dialect, answer.words.replaceAll(join(dirname(journal), sep), ''));
}
