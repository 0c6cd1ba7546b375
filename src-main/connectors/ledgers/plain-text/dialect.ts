import type { Currency } from '../../../contract/index.ts';
import type { LedgerEntry } from '../../../engine/ports.ts';
import type { SeenEntry, WrittenEntry } from './differences.ts';
import type { Answer } from './program.ts';

/** Names of the tags that carry the posting's key, so that an entry is found wherever the user moves it. */
export const KEY_TAG = 'tickmark-key';
/** Key of the posting that an entry takes back. */
export const REVERSAL_TAG = 'tickmark-reverses';
export type Mark = typeof KEY_TAG | typeof REVERSAL_TAG;

export type AccountKind = LedgerEntry['accounts'][number]['kind'];

/** A directive that entries need; `id` is unique among all declarations of a set of books, `line` may be several lines. */
export type Declaration = { readonly id: string; readonly line: string };

/** An entry with the names that its accounts have in the file. `names` leads from these back to the entry's own where they differ. */
export type Translated = { readonly entry: LedgerEntry; readonly names: ReadonlyMap<string, string> };

/** An entry of the user's own as its text says. */
export type PastRecord = {
  readonly date: string;
  readonly payee: string;
  readonly description: string;
  /** True where it carries one of our tags. */
  readonly isOurs: boolean;
  readonly legs: readonly { readonly account: string; readonly amount: string | undefined; readonly currency: string }[];
};

/** What a file of the user's says, as far as we look. `kind` as declared; undefined where it is not told. */
export type FileContent = {
  readonly accounts: readonly { readonly account: string; readonly kind: AccountKind | undefined }[];
  readonly records: readonly PastRecord[];
};

/**
 * `rules` is true where the text has rules that touch any entry, so that only the whole journal tells whether one is right. `accounts` are
 * those whose balances it asserts, or `all` where that is not clear: there even two entries that are right together can be wrong alone.
 */
export type Binds = { readonly rules: boolean; readonly accounts: 'all' | readonly string[] };

/** The ledger's own program, where it is installed. */
export interface Tool {
  /** Name and version, for people. */
  readonly version: string;
  /** Loads the file with everything that it includes. Not strict means as the program does by itself. */
  check(file: string, strict: boolean): Promise<Answer>;
  /**
   * All entries with one of the keys, as the program reads them. Loading checks the whole file; `deep` adds what only the program's own check
   * looks for, where that is another run.
   */
  entries(
    file: string,
    keys: readonly string[],
    how: { strict: boolean; deep: boolean },
  ): Promise<Answer & { readonly seen: readonly SeenEntry[] }>;
  /** Absolute paths of all files that the journal consists of, where the program can tell; empty where it cannot read them. */
  files?(journal: string): Promise<readonly string[]>;
}

/** What differs between the plain-text ledgers. Everything is pure but `findTool`. */
export interface Dialect {
  /** Name of the program, for people and for the log. */
  readonly program: string;
  /** Ending of the files that we write, with its dot. */
  readonly extension: string;
  /** Endings that a journal's name loses when our folder beside it is named. */
  readonly journalEndings: RegExp;
  /** First lines of a new journal, of the file of declarations and of the one that keeps the include pattern from matching nothing. */
  readonly headers: { readonly journal: string; readonly declarations: string; readonly seed: string };
  includeLine(path: string): string;
  /** Path patterns that the text includes, as written. */
  includesIn(text: string): readonly string[];
  /** Throws `ledger_rejected` for an account that the dialect cannot name. `declared` holds what the user's files declare. */
  translate(entry: LedgerEntry, declared: ReadonlyMap<string, string>): Translated;
  isAccountName(name: string): boolean;
  /** The text of a file with one translated entry. `documentPath` is relative to the file. */
  render(entry: LedgerEntry, documentPath: string, mark: Mark): string;
  /** Texts that earlier versions wrote for the same entry; they are as good. */
  earlierTexts(entry: LedgerEntry): readonly string[];
  /** Reads back text in the form of `render`, forgivingly, since a person may have changed it. */
  parse(text: string, currency: Currency): WrittenEntry;
  declarations(translated: Translated): readonly Declaration[];
  /** All declarations in a text: id and the lines as written. */
  declaredIn(text: string): ReadonlyMap<string, string>;
  /** Why the entry's account names would be mixed up with others in the declarations; undefined where they are not. */
  confusion(declarations: string, translated: Translated): string | undefined;
  /** What in the text could make one more entry wrong. */
  bindsIn(text: string): Binds;
  contentOf(text: string): FileContent;
  findTool(program: string | undefined): Promise<Tool | undefined>;
}
