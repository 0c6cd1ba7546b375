import { readFile, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerEntry, PostingKey } from '../../../engine/ports.ts';
import { unfinishedName, writeNew } from './durable-file.ts';
import type { Layout } from './layout.ts';
import type { SeenEntry } from './map.ts';
import { KEY_TAG, seenDifferences } from './map.ts';
import type { Answer, Hledger } from './program.ts';

/** After so many entries the whole journal is loaded again, whatever seems unchanged. */
const ENTRIES_PER_WHOLE_CHECK = 200;

/** What is known of the files that the user keeps, as they were at one moment. */
type UserFiles = { readonly print: string; readonly paths: readonly string[]; readonly bindOurs: boolean };

/**
 * Asks hledger about entries before and after they are posted.
 * Loading the whole journal takes about 0.15 ms an entry, so with 50,000 of them every posting would take seconds. Entries are
 * independent of each other unless the user's own files assert balances or hold copies of ours; while those files are unchanged
 * since the whole journal was last found in order, and do neither, an entry is checked with our declarations alone.
 */
export class Gate {
  readonly #layout: Layout;
  readonly #hledger: Hledger;
  #strict = true as boolean;
  #user: UserFiles = { print: '', paths: [], bindOurs: true };
  #isWholeChecked = false as boolean;
  #sinceWhole = 0;

  constructor(layout: Layout, hledger: Hledger) {
    this.#layout = layout;
    this.#hledger = hledger;
  }

  /** Absolute paths of the files of the journal that are not ours. */
  async userFiles(): Promise<readonly string[]> {
    await this.#look();
    return this.#user.paths;
  }

  /** Whether our include lines at the end of the journal have an effect. */
  async isIncluded(): Promise<boolean> {
    const files = await this.#hledger.files(this.#layout.journal);
    return files.some((file) => file.startsWith(this.#layout.folder + sep));
  }

  /** Whether nothing outside the posted folder can hold one of our entries. */
  async isAlone(): Promise<boolean> {
    await this.#look();
    return this.#isWholeChecked && !this.#user.bindOurs;
  }

  /**
   * Whether the journal as it is passes the strict checks. One that passes the plain ones only is the user's choice.
   * Throws `ledger_broken` for any other.
   */
  async isStrict(): Promise<boolean> {
    this.#strict = (await this.#hledger.check(this.#layout.journal, true)).ok;
    if (!this.#strict) {
      const plain = await this.#hledger.check(this.#layout.journal, false);
      if (!plain.ok) throw this.#broken(plain);
    }
    return this.#strict;
  }

  /**
   * Checks a file that has not got its name yet. Resolves to the place of an entry with the same key that the user has moved
   * elsewhere, else undefined. Throws `ledger_rejected` for the entry's fault, `ledger_broken` for the journal's own.
   */
  async admit(unfinished: string, entry: LedgerEntry): Promise<string | undefined> {
    if ((await this.isAlone()) && this.#sinceWhole < ENTRIES_PER_WHOLE_CHECK) {
      const answer = await this.#ask([this.#layout.declarations, unfinished], entry.key, true);
      const [seen] = answer.seen;
      if (answer.ok && answer.seen.length === 1 && seen !== undefined && seenDifferences(seen, entry).length === 0) {
        this.#sinceWhole += 1;
        return undefined;
      }
      // What is wrong is told by the whole journal: accounts may be declared in the user's files only.
    }
    return this.#admitToWhole(unfinished, entry);
  }

  async #admitToWhole(unfinished: string, entry: LedgerEntry): Promise<string | undefined> {
    const files = [this.#layout.journal, unfinished];
    let answer = await this.#ask(files, entry.key, this.#strict);
    if (!answer.ok) {
      const wasStrict = this.#strict;
      if (!(await this.isStrict()) && wasStrict) answer = await this.#ask(files, entry.key, false);
    }
    if (!answer.ok) throw new EngineError('ledger_rejected', { note: this.#words(answer) });
    const moved = answer.seen.find(({ place }) => !place.includes(basename(unfinished)));
    if (moved !== undefined) return this.shortPlace(moved.place);
    const differences = answer.seen[0] === undefined ? ['hledger does not see the entry.'] : seenDifferences(answer.seen[0], entry);
    if (differences.length > 0)
      throw new EngineError('ledger_rejected', { note: `hledger reads it differently: ${differences.join(' ')}` });
    this.#isWholeChecked = true;
    this.#sinceWhole = 0;
    return undefined;
  }

  /** All entries with the key in the whole journal. Throws `ledger_broken`. */
  async find(key: PostingKey): Promise<readonly SeenEntry[]> {
    await this.#look();
    const answer = await this.#hledger.entries(this.#layout.journal, key, false);
    if (!answer.ok) throw this.#broken(answer);
    this.#isWholeChecked = true;
    return answer.seen.map((seen) => ({ ...seen, place: this.shortPlace(seen.place) }));
  }

  /** The entry of one posted file alone. Ask only where `isAlone`. */
  async read(file: string, key: PostingKey): Promise<readonly SeenEntry[]> {
    const answer = await this.#ask([this.#layout.declarations, file], key, false);
    return answer.ok ? answer.seen : this.find(key);
  }

  /** A place without the folders of this machine. */
  shortPlace(text: string): string {
    const viaGate = `${this.#layout.posted}${sep}..${sep}`;
    return text
      .replaceAll(`${viaGate}..${sep}`, '')
      .replaceAll(viaGate, `${this.#layout.folder}${sep}`)
      .replaceAll(join(dirname(this.#layout.journal), sep), '');
  }

  /** Loads files through a root of their own: directives do not cross from one `-f` file to the next. */
  async #ask(files: readonly string[], key: PostingKey, strict: boolean): Promise<Answer & { readonly seen: readonly SeenEntry[] }> {
    const root = unfinishedName(join(this.#layout.posted, 'gate'));
    const include = (file: string) => `include ${relative(this.#layout.posted, file).replaceAll('\\', '/')}\n`;
    try {
      await writeNew(root, files.map(include).join(''));
      return await this.#hledger.entries(root, key, strict);
    } finally {
      await unlink(root).catch(() => undefined);
    }
  }

  /** Looks whether the user's files changed, by size, time and folder; only then are they listed and read again. */
  async #look(): Promise<void> {
    if (this.#user.print !== '' && (await printOf(this.#user.paths)) === this.#user.print) return;
    const files = await this.#hledger.files(this.#layout.journal);
    const paths = files.filter((file) => !file.startsWith(this.#layout.folder + sep));
    // A journal that cannot be listed is broken; its main file is watched until it is in order.
    if (paths.length === 0) paths.push(this.#layout.journal);
    const print = await printOf(paths);
    const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')));
    this.#user = { print, paths, bindOurs: files.length === 0 || texts.some(bindsOurs) };
    this.#isWholeChecked = false;
  }

  #broken(answer: Answer): EngineError {
    return brokenJournal(this.shortPlace(answer.words));
  }

  #words(answer: Answer): string {
    return shortWords(this.shortPlace(answer.words));
  }
}

/** The user's journal cannot be read, in hledger's own words. */
export function brokenJournal(words: string): EngineError {
  return new EngineError('ledger_broken', { note: `hledger says: ${shortWords(words)}` });
}

/** hledger's words, at most 600 characters: it quotes the place, then says what is wrong. */
function shortWords(text: string): string {
  const words = text.replace(/^hledger: /, '').trim();
  return words.length > 600 ? `${words.slice(0, 600)}…` : words;
}

/** True where an entry of ours could contradict the user's text: a balance that is asserted or assigned (`=`), or a copy of an entry. */
function bindsOurs(text: string): boolean {
  return text.includes(`${KEY_TAG}:`) || /^[ \t]+[^;\s][^;\n]*=/m.test(text);
}

/** Changes when a file does, or when one is added beside it (the user may include by pattern). */
async function printOf(paths: readonly string[]): Promise<string> {
  const all = [...new Set([...paths, ...paths.map((path) => dirname(path))])];
  const parts = all.map(async (path) => {
    const info = await stat(path, { bigint: true }).catch(() => undefined);
    return info === undefined ? 'gone' : `${info.ino}:${info.mtimeNs}:${info.isDirectory() ? '' : info.size}`;
  });
  return (await Promise.all(parts)).join('|');
}
