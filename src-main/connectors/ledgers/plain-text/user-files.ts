import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import type { Dialect, Tool } from './dialect.ts';
import { KEY_TAG } from './dialect.ts';
import { UNFINISHED } from './durable-file.ts';
import { includedFiles } from './include-files.ts';
import type { Layout } from './layout.ts';

/** What is known of the files that the user keeps, as they were at one moment. */
export type UserState = {
  /** Changes when one of the files does. */
  readonly print: string;
  readonly paths: readonly string[];
  /** Declarations that they hold: id and the lines as written. */
  readonly declared: ReadonlyMap<string, string>;
  /** True where they may hold one of our entries, or could not be listed. */
  readonly mayHoldOurs: boolean;
  /** True where they have rules that touch any entry. */
  readonly rules: boolean;
  /** Accounts whose balances they assert. */
  readonly bound: 'all' | ReadonlySet<string>;
};

/** The user's own files: the journal and what it includes, without ours. Looked at again by size, time and folder before each use. */
export class UserFiles {
  readonly #layout: Layout;
  readonly #dialect: Dialect;
  readonly #tool: Tool | undefined;
  #state: UserState | undefined;

  constructor(layout: Layout, dialect: Dialect, tool: Tool | undefined) {
    this.#layout = layout;
    this.#dialect = dialect;
    this.#tool = tool;
  }

  /** Declarations of the user's as they were last seen. */
  get declared(): ReadonlyMap<string, string> {
    return this.#state?.declared ?? new Map();
  }

  async look(): Promise<UserState> {
    if (this.#state !== undefined && (await printOf(this.#state.paths)) === this.#state.print) return this.#state;
    const listed = await this.#tool?.files?.(this.#layout.journal);
    const files = listed ?? (await includedFiles(this.#layout.journal, this.#layout.folder, this.#dialect));
    const paths = files.filter((file) => !file.startsWith(this.#layout.folder + sep));
    // A journal that cannot be listed is broken; its main file is watched until it is in order.
    if (paths.length === 0) paths.push(this.#layout.journal);
    // Taken before the texts are read: a change in between makes the next look read again.
    const print = await printOf(paths);
    const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')));
    const whole = texts.join('\n');
    const binds = this.#dialect.bindsIn(whole);
    this.#state = {
      print,
      paths,
      declared: this.#dialect.declaredIn(whole),
      mayHoldOurs: files.length === 0 || whole.includes(KEY_TAG),
      rules: binds.rules,
      bound: files.length === 0 || binds.accounts === 'all' ? 'all' : new Set(binds.accounts),
    };
    return this.#state;
  }
}

/** True where a statement of the user's about a balance includes one of the accounts. */
export function isBound(state: UserState, accounts: readonly string[]): boolean {
  const { bound } = state;
  if (bound === 'all') return true;
  if (bound.size === 0) return false;
  return accounts.some((account) => {
    const parts = account.split(':');
    return parts.some((_part, index) => bound.has(parts.slice(0, index + 1).join(':')));
  });
}

/** Changes when a file does, or when one is added beside it (the user may include by pattern); our own unfinished ones are no change. */
async function printOf(paths: readonly string[]): Promise<string> {
  const folders = [...new Set(paths.map((path) => dirname(path)))];
  const files = paths.map(async (path) => {
    const info = await stat(path, { bigint: true }).catch(() => undefined);
    return info === undefined ? 'gone' : `${info.ino}:${info.mtimeNs}:${info.size}`;
  });
  const names = folders.map(async (folder) => {
    const found = await readdir(folder).catch(() => []);
    return found.filter((name) => !name.startsWith(UNFINISHED)).join('/');
  });
  return (await Promise.all([...files, ...names])).join('|');
}
