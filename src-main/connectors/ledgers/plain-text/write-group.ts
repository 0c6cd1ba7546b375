import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { LocalDate } from '../../../contract/index.ts';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerEntry, LedgerReference, Log, PostingKey } from '../../../engine/ports.ts';
import { declareAll } from './declare.ts';
import type { Dialect, Mark, Translated } from './dialect.ts';
import { KEY_TAG } from './dialect.ts';
import { discard, exists, fileError, publish, unfinishedName, writeNew } from './durable-file.ts';
import { documentName, fileOfKey } from './escape.ts';
import type { Gate, Verdict } from './gate.ts';
import type { Layout } from './layout.ts';
import { ruleBroken } from './rules.ts';
import type { Outcome } from './turns.ts';
import type { UserFiles } from './user-files.ts';

/** One set of books, opened. `gate` is absent where the ledger's program is not installed. */
export type OpenedBooks = {
  readonly dialect: Dialect;
  readonly layout: Layout;
  readonly users: UserFiles;
  readonly gate: Gate | undefined;
  readonly log: Log;
};

/** A file to be written: an entry, or one that takes an entry back. `entry` is as the engine gave it. */
export type Writing = { readonly entry: LedgerEntry; readonly file: string; readonly mark: Mark };

type Draft = Writing & { readonly path: string; readonly text: string; readonly translated: Translated };

/** Path of an entry's document, relative to the files in `posted` and `voided`. */
export function documentPath(entry: LedgerEntry): string {
  return `../documents/${documentName(entry.key, entry.document)}`;
}

export function referenceOf(layout: Layout, file: string): LedgerReference {
  return { reference: [basename(layout.folder), 'posted', file].join(sep) };
}

/** The entry with its names in the file, and the text that it has there. `declared` is what the user's files declare. */
export function rendered(
  { dialect, declared }: { readonly dialect: Dialect; readonly declared: ReadonlyMap<string, string> },
  entry: LedgerEntry,
  mark: Mark = KEY_TAG,
): { readonly translated: Translated; readonly text: string } {
  const translated = dialect.translate(entry, declared);
  return { translated, text: dialect.render(translated.entry, documentPath(entry), mark) };
}

/** Writes entries that do not exist yet, each once however often it is asked for. Nothing may be dated up to `lockedThrough`. */
export async function createGroup(
  books: OpenedBooks,
  entries: readonly LedgerEntry[],
  lockedThrough: LocalDate | undefined,
): Promise<Outcome<LedgerReference>[]> {
  const writings = new Map<PostingKey, Writing>();
  for (const entry of entries) {
    if (!writings.has(entry.key)) writings.set(entry.key, { entry, file: fileOfKey(entry.key, books.dialect.extension), mark: KEY_TAG });
  }
  const outcomes = await writeGroup(books, [...writings.values()], lockedThrough);
  const byKey = new Map([...writings.keys()].map((key, index) => [key, outcomes[index]]));
  return entries.map(({ key }) => byKey.get(key) ?? { error: new Error(`no outcome for ${key}`) });
}

/** The steps of writing, taken together by all: text aside, one question to the gate, then the names. */
export async function writeGroup(
  books: OpenedBooks,
  writings: readonly Writing[],
  lockedThrough: LocalDate | undefined,
): Promise<Outcome<LedgerReference>[]> {
  await books.users.look();
  const prepared = await Promise.all(writings.map((writing) => outcomeOf(books, () => prepare(books, writing, lockedThrough))));
  const drafts = prepared.flatMap((one) => ('value' in one && 'path' in one.value ? [one.value] : []));
  const written = new Map((await writeDrafts(books, drafts)).map((outcome, index) => [drafts[index], outcome]));
  return prepared.map((one) => {
    if ('error' in one) return one;
    if (!('path' in one.value)) return { value: one.value };
    return written.get(one.value) ?? { error: new Error('a draft was left out') };
  });
}

/** A reference where the entry is there already, else what is to be written. */
async function prepare(books: OpenedBooks, writing: Writing, lockedThrough: LocalDate | undefined): Promise<Draft | LedgerReference> {
  const { dialect, layout } = books;
  const { translated, text } = rendered({ dialect, declared: books.users.declared }, writing.entry, writing.mark);
  const problem = ruleBroken(translated.entry, (name) => dialect.isAccountName(name));
  if (problem !== undefined) throw new EngineError('ledger_rejected', { note: problem });
  const path = join(layout.posted, writing.file);
  if (await isThere(books, path, text)) return referenceOf(layout, writing.file);
  if (lockedThrough !== undefined && writing.entry.date <= lockedThrough) {
    throw new EngineError('ledger_period_locked', { note: `The books are reported up to ${lockedThrough}.` });
  }
  return { ...writing, path, text, translated };
}

async function writeDrafts(books: OpenedBooks, drafts: readonly Draft[]): Promise<Outcome<LedgerReference>[]> {
  const { layout, dialect, gate, users } = books;
  if (drafts.length === 0) return [];
  const translated = drafts.map((draft) => draft.translated);
  const confused = await declareAll(layout, dialect, translated, users.declared);
  const good = drafts.filter((_draft, index) => confused[index] === undefined);
  const candidates = good.map((draft) => ({
    unfinished: unfinishedName(draft.path),
    text: draft.text,
    entry: draft.translated.entry,
    mark: draft.mark,
    declarations: dialect.declarations(draft.translated),
  }));
  const outcomes = new Map<Draft, Outcome<LedgerReference>>();
  try {
    const writes = await Promise.all(candidates.map(({ unfinished, text }) => outcomeOf(books, () => writeNew(unfinished, text))));
    const whole = candidates.filter((_one, index) => !('error' in (writes[index] ?? {})));
    // Checked before they get their names, so that the books never hold an entry that the gate refused, whatever is killed when.
    const verdicts = new Map((gate ? await gate.admit(whole) : []).map((verdict, index) => [whole[index], verdict]));
    await Promise.all(
      candidates.map(async (candidate, index) => {
        const [draft, write] = [good[index], writes[index]];
        if (draft === undefined || write === undefined) return;
        const verdict = gate ? (verdicts.get(candidate) ?? { refused: new Error('the gate gave no verdict') }) : {};
        outcomes.set(
          draft,
          'error' in write ? write : await outcomeOf(books, () => publishDraft(books, draft, candidate.unfinished, verdict)),
        );
      }),
    );
  } finally {
    await Promise.all(candidates.map(({ unfinished }) => discard(unfinished)));
  }
  return drafts.map((draft, index) => outcomes.get(draft) ?? { error: confused[index] ?? new Error('an entry was left out') });
}

async function publishDraft(books: OpenedBooks, draft: Draft, unfinished: string, verdict: Verdict): Promise<LedgerReference> {
  if ('refused' in verdict) throw verdict.refused;
  if (verdict.moved !== undefined) return { reference: verdict.moved };
  if (!(await publish(unfinished, draft.path))) await isThere(books, draft.path, draft.text);
  return referenceOf(books.layout, draft.file);
}

async function isThere(books: OpenedBooks, path: string, text: string): Promise<boolean> {
  if (!(await exists(path))) return false;
  if ((await readFile(path, 'utf8')) !== text) books.log.warn('plain_text.entry_differs', { file: basename(path) });
  return true;
}

/** A file system error becomes one of the contract; everything else stays as it is. */
export async function outcomeOf<T>(books: OpenedBooks, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error: fileError(error, books.layout.journal) };
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
