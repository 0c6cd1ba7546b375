import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerEntry } from '../../../engine/ports.ts';
import type { Declaration, Dialect, Mark, Tool } from './dialect.ts';
import { REVERSAL_TAG } from './dialect.ts';
import type { SeenEntry } from './differences.ts';
import { seenDifferences } from './differences.ts';
import { discard, unfinishedName } from './durable-file.ts';
import type { Layout } from './layout.ts';
import { journalThrough } from './layout.ts';
import type { Answer } from './program.ts';
import { shortWords } from './program.ts';
import type { UserFiles, UserState } from './user-files.ts';
import { isBound } from './user-files.ts';

/** After so many entries the whole journal is loaded again, whatever seems unchanged. */
const ENTRIES_PER_WHOLE_CHECK = 200;

/** A finished text under its unfinished name, waiting to be let in. `entry` is translated; `declarations` are all that it needs. */
export type Candidate = {
  readonly unfinished: string;
  readonly text: string;
  readonly entry: LedgerEntry;
  readonly mark: Mark;
  readonly declarations: readonly Declaration[];
};

/** `moved` is the place of an entry with the same key that the user has put elsewhere: the candidate is not to be published. */
export type Verdict = { readonly moved?: string } | { readonly refused: unknown };

type Seen = Answer & { readonly seen: readonly SeenEntry[] };

/**
 * Asks the ledger's program about entries before and after they are posted, several with one start.
 * Loading the whole journal takes about 0.15 ms an entry, so with 50,000 of them every posting would take seconds. Entries are independent of
 * each other unless the user's own files assert balances or hold copies of ours; while those files are unchanged since the whole journal was
 * last found in order, and do neither, entries are checked with the declarations alone.
 */
export class Gate {
  readonly #layout: Layout;
  readonly #dialect: Dialect;
  readonly #tool: Tool;
  readonly #users: UserFiles;
  #strict = true as boolean;
  /** State of the user's files with which the whole journal was last found in order. */
  #inOrder = '';
  #sinceWhole = 0;
  /** Declarations of the user's that an entry has passed with in the whole journal, while their files are unchanged. */
  #confirmed = new Set<string>();
  /** Texts that the program has read as they were meant, by key, until somebody asks. */
  readonly #read = new Map<string, string>();

  constructor(layout: Layout, dialect: Dialect, tool: Tool, users: UserFiles) {
    this.#layout = layout;
    this.#dialect = dialect;
    this.#tool = tool;
    this.#users = users;
  }

  get version(): string {
    return this.#tool.version;
  }

  /** Whether the program finds our declarations in the journal: an include line has no effect inside a comment that was left open. */
  async isIncluded(): Promise<boolean> {
    const files = await this.#tool.files?.(this.#layout.journal);
    return files === undefined || files.some((file) => file.startsWith(this.#layout.folder + sep));
  }

  /** Whether nothing outside our folder can hold one of our entries. */
  async isAlone(): Promise<boolean> {
    const state = await this.#users.look();
    return this.#inOrder === state.print && !state.mayHoldOurs;
  }

  /**
   * Whether the journal as it is passes the strict checks. One that passes the plain ones only is the user's choice.
   * Throws `ledger_broken` for any other.
   */
  async isStrict(): Promise<boolean> {
    this.#strict = (await this.#tool.check(this.#layout.journal, true)).ok;
    if (!this.#strict) {
      const plain = await this.#tool.check(this.#layout.journal, false);
      if (!plain.ok) throw this.#broken(plain);
    }
    return this.#strict;
  }

  /**
   * Checks files that have not got their names yet. A group that passes together costs one start; in one that does not, halves are asked until
   * the fault is found. Verdicts hold `ledger_rejected` for an entry's fault, `ledger_broken` for the journal's own.
   */
  async admit(candidates: readonly Candidate[]): Promise<Verdict[]> {
    if (candidates.length === 0) return [];
    try {
      if (await this.#passTogether(candidates)) return candidates.map(() => ({}));
      const [only] = candidates;
      if (candidates.length === 1 && only !== undefined) return [await this.#admitAlone(only)];
    } catch (error) {
      return candidates.map(() => ({ refused: error }));
    }
    const half = Math.ceil(candidates.length / 2);
    return [...(await this.admit(candidates.slice(0, half))), ...(await this.admit(candidates.slice(half)))];
  }

  /** All entries with one of the keys in the whole journal. Throws `ledger_broken`. */
  async find(keys: readonly string[]): Promise<readonly SeenEntry[]> {
    const state = await this.#users.look();
    const answer = await this.#tool.entries(this.#layout.journal, keys, { strict: false, deep: false });
    if (!answer.ok) throw this.#broken(answer);
    if (this.#inOrder !== state.print) this.#wholeIsInOrder(state, []);
    return answer.seen.map((seen) => ({ ...seen, place: this.shortPlace(seen.place) }));
  }

  /** The entries of posted files alone; undefined where they cannot be read so. Ask only where `isAlone`. */
  async read(
    files: readonly string[],
    keys: readonly string[],
    declarations: readonly Declaration[],
  ): Promise<readonly SeenEntry[] | undefined> {
    const lines = usersLines(await this.#users.look(), declarations);
    const answer = await this.#askAlone(files, keys, false, lines);
    return answer.ok ? answer.seen : undefined;
  }

  /** True once after the program has read exactly this text as it was meant: what was posted a moment ago need not be read a second time. */
  wasRead(key: string, text: string): boolean {
    const isSame = this.#read.get(key) === digest(text);
    this.#read.delete(key);
    return isSame;
  }

  /** A place without the folders of this machine. */
  shortPlace(text: string): string {
    const viaGate = `${this.#layout.posted}${sep}..${sep}`;
    return text
      .replaceAll(`${viaGate}..${sep}`, '')
      .replaceAll(viaGate, `${this.#layout.folder}${sep}`)
      .replaceAll(join(dirname(this.#layout.journal), sep), '');
  }

  /** True where all are as they were meant. A group that touches an asserted balance never passes: each of its entries must stand alone. */
  async #passTogether(candidates: readonly Candidate[]): Promise<boolean> {
    const state = await this.#users.look();
    const bound = isBound(
      state,
      candidates.flatMap(({ entry }) => entry.legs.map(({ account }) => account)),
    );
    if (bound && candidates.length > 1) return false;
    const declarations = candidates.flatMap((candidate) => candidate.declarations);
    const isKnown = this.#inOrder === state.print && !state.mayHoldOurs && !state.rules && this.#sinceWhole < ENTRIES_PER_WHOLE_CHECK;
    const isFree = !bound && isKnown && declarations.every(({ id }) => !state.declared.has(id) || this.#confirmed.has(id));
    const files = candidates.map(({ unfinished }) => unfinished);
    const keys = candidates.map(({ entry }) => entry.key);
    const answer = await (isFree ? this.#askAlone(files, keys, true, usersLines(state, declarations)) : this.#askWhole(files, keys));
    if (!answer.ok || !candidates.every((candidate) => this.#isAsMeant(answer.seen, candidate))) return false;
    if (isFree) this.#sinceWhole += candidates.length;
    else this.#wholeIsInOrder(state, declarations);
    for (const { entry, text } of candidates) this.#read.set(entry.key, digest(text));
    return true;
  }

  #wholeIsInOrder(state: UserState, declarations: readonly Declaration[]): void {
    if (this.#inOrder !== state.print) this.#confirmed = new Set();
    this.#inOrder = state.print;
    this.#sinceWhole = 0;
    for (const { id } of declarations) this.#confirmed.add(id);
  }

  #isAsMeant(seen: readonly SeenEntry[], { entry, mark }: Candidate): boolean {
    const [one, second] = seen.filter(({ key, reverses }) => key === entry.key && reverses === (mark === REVERSAL_TAG));
    return one !== undefined && second === undefined && seenDifferences(one, entry, this.#dialect.program).length === 0;
  }

  /** One file against the whole journal, to say what is wrong: accounts may be declared in the user's files only. */
  async #admitAlone({ unfinished, entry, mark, text, declarations }: Candidate): Promise<Verdict> {
    const state = await this.#users.look();
    let answer = await this.#askWhole([unfinished], [entry.key]);
    if (!answer.ok) {
      const wasStrict = this.#strict;
      if (!(await this.isStrict()) && wasStrict) answer = await this.#askWhole([unfinished], [entry.key]);
    }
    if (!answer.ok) return refusal(shortWords(this.shortPlace(answer.words)));
    const seen = answer.seen.filter(({ reverses }) => reverses === (mark === REVERSAL_TAG));
    const moved = seen.find(({ place }) => !place.includes(basename(unfinished)));
    if (moved !== undefined) return { moved: this.shortPlace(moved.place) };
    const { program } = this.#dialect;
    const differences = seen[0] === undefined ? [`${program} does not see the entry.`] : seenDifferences(seen[0], entry, program);
    if (differences.length > 0) return refusal(`${program} reads it differently: ${differences.join(' ')}`);
    this.#wholeIsInOrder(state, declarations);
    this.#read.set(entry.key, digest(text));
    return {};
  }

  /** Loads files with the declarations through a root of their own: directives do not cross from one file on the command line to the next. */
  #askAlone(files: readonly string[], keys: readonly string[], strict: boolean, lines: readonly string[]): Promise<Seen> {
    const text = [...lines, ...[this.#layout.declarations, ...files].map((file) => this.#include(file)), ''].join('\n');
    return this.#askRoot(join(this.#layout.posted, 'gate'), text, keys, { strict, deep: false });
  }

  /** Loads the journal as it will be with the files among the posted ones. */
  async #askWhole(files: readonly string[], keys: readonly string[]): Promise<Seen> {
    const posted = unfinishedName(join(this.#layout.posted, 'gate'));
    try {
      const all = [join(this.#layout.posted, `*${this.#dialect.extension}`), ...files];
      await writeFile(posted, [...all.map((file) => this.#include(file)), ''].join('\n'), { flag: 'wx' });
      const text = await journalThrough(this.#layout, this.#dialect, posted);
      return await this.#askRoot(this.#layout.journal, text, keys, { strict: this.#strict, deep: true });
    } finally {
      await discard(posted);
    }
  }

  #include(file: string): string {
    return this.#dialect.includeLine(relative(this.#layout.posted, file).replaceAll('\\', '/'));
  }

  /** A copy of a file with another text, which the program's answer calls by the file's name. */
  async #askRoot(
    file: string,
    text: string | Buffer,
    keys: readonly string[],
    how: { readonly strict: boolean; readonly deep: boolean },
  ): Promise<Seen> {
    const root = unfinishedName(file);
    try {
      await writeFile(root, text, { flag: 'wx' });
      const answer = await this.#tool.entries(root, keys, how);
      const named = (words: string) => words.replaceAll(root, file);
      return { ...answer, words: named(answer.words), seen: answer.seen.map((one) => ({ ...one, place: named(one.place) })) };
    } finally {
      await discard(root);
    }
  }

  #broken(answer: Answer): EngineError {
    return brokenJournal(this.#dialect, this.shortPlace(answer.words));
  }
}

/** The user's journal cannot be read, in the program's own words. */
export function brokenJournal(dialect: Dialect, words: string): EngineError {
  return new EngineError('ledger_broken', { note: `${dialect.program} says: ${shortWords(words)}` });
}

/** Directives of the user's that the declarations stand for. */
function usersLines(state: UserState, declarations: readonly Declaration[]): string[] {
  const ids = new Set(declarations.map(({ id }) => id));
  return [...ids].map((id) => state.declared.get(id)).filter((line) => line !== undefined);
}

function refusal(note: string): Verdict {
  return { refused: new EngineError('ledger_rejected', { note }) };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
