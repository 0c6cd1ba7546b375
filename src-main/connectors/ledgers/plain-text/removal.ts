import { join } from 'node:path';
import type { LocalDate } from '../../../contract/index.ts';
import { EngineError } from '../../../contract/index.ts';
import type { EntryLeg, LedgerEntry, UndoOutcome } from '../../../engine/ports.ts';
import { REVERSAL_TAG } from './dialect.ts';
import { exists, moveFile, readIfThere } from './durable-file.ts';
import { fileOfKey, reversalOfKey } from './escape.ts';
import { isBound } from './user-files.ts';
import type { OpenedBooks } from './write-group.ts';
import { writeGroup } from './write-group.ts';

export type Removal = { readonly reason: string; readonly today: LocalDate; readonly lockedThrough: LocalDate | undefined };

/**
 * Takes a posting out of the books: its file moves to `voided/`, or, where its day is reported or the user has put the entry into a file of
 * their own, an entry of today takes it back. Asking again gives the same answer and changes nothing.
 */
export async function removeEntry(books: OpenedBooks, entry: LedgerEntry, how: Removal): Promise<UndoOutcome> {
  const { layout, dialect } = books;
  const file = fileOfKey(entry.key, dialect.extension);
  const reversal = reversalOfKey(entry.key, dialect.extension);
  if (await exists(join(layout.posted, reversal))) return 'reversed';
  const text = await readIfThere(join(layout.posted, file));
  if (text === undefined) {
    const elsewhere = books.gate ? await books.gate.find([entry.key]) : [];
    if (elsewhere.length === 0) return (await exists(join(layout.voided, file))) ? 'voided' : 'already-gone';
  }
  if (text === undefined || (how.lockedThrough !== undefined && entry.date <= how.lockedThrough)) {
    const legs = text === undefined ? entry.legs : legsInFile(books, text, entry);
    return reverse(books, { ...entry, legs }, reversal, how);
  }
  await moveAway(books, file, entry);
  return 'voided';
}

/** What the file holds now is what must be taken back, should somebody have changed it. */
function legsInFile(books: OpenedBooks, text: string, entry: LedgerEntry): readonly EntryLeg[] {
  const { dialect, users } = books;
  const translated = dialect.translate(entry, users.declared);
  const accounts = new Map(entry.accounts.map(({ account }) => [account, account]));
  for (const [written, own] of translated.names) accounts.set(written, own);
  const legs = dialect.parse(text, entry.currency).legs.map(({ account, minor, currency }) => {
    const own = accounts.get(account);
    return own === undefined || minor === undefined || currency !== entry.currency ? undefined : { account: own, minor };
  });
  const known = legs.filter((leg) => leg !== undefined);
  const sum = known.reduce((total, { minor }) => total + BigInt(minor), 0n);
  if (known.length === legs.length && legs.length > 1 && sum === 0n) return known;
  throw new EngineError('ledger_rejected', { note: 'The entry was changed by hand. Take it back by hand as well.' });
}

async function reverse(books: OpenedBooks, entry: LedgerEntry, file: string, how: Removal): Promise<'reversed'> {
  const reversal: LedgerEntry = {
    ...entry,
    date: how.today,
    description: `reversal of ${entry.date}: ${how.reason}`,
    legs: entry.legs.map(({ account, minor }) => ({ account, minor: 0 - minor })),
  };
  const [outcome] = await writeGroup(books, [{ entry: reversal, file, mark: REVERSAL_TAG }], how.lockedThrough);
  if (outcome === undefined || 'error' in outcome) throw outcome?.error ?? new Error('no outcome of the reversal');
  return 'reversed';
}

async function moveAway(books: OpenedBooks, file: string, entry: LedgerEntry): Promise<void> {
  const { layout, gate, dialect, users } = books;
  const [from, to] = [join(layout.posted, file), join(layout.voided, file)];
  const accounts = dialect.translate(entry, users.declared).entry.legs.map(({ account }) => account);
  const mustCheck = gate !== undefined && isBound(await users.look(), accounts);
  await moveFile(from, to);
  if (!mustCheck) return;
  try {
    await gate.isStrict();
  } catch (error) {
    await moveFile(to, from);
    if (!(error instanceof EngineError) || error.code !== 'ledger_broken') throw error;
    throw new EngineError('ledger_rejected', { note: `Without the entry the journal is not in order. ${error.message}` });
  }
}
