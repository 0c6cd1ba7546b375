import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { EngineError, LocalDate } from '../../../contract/index.ts';

/** Settings that every plain-text ledger has; where its program is goes under a name of its own. */
export const journalSetting = z.string().min(1).max(4096).meta({
  title: 'Journal',
  description: 'Main journal file; it is created where it does not exist',
  kind: 'path',
});
export const lockedThroughSetting = LocalDate.optional().meta({
  title: 'Reported up to',
  description:
    'Last day that has been reported: nothing is written on or before it, and what stands there is taken back by an entry of today',
  kind: 'date',
});

/** Absolute path of a journal; `~` is the home folder. */
export function journalPath(path: string): string {
  return resolve(path.replace(/^~(?=$|[/\\])/, () => join(homedir(), '.')));
}

/** The path in `--ledger id:PATH`. */
export function parsedJournal(id: string, rest: string): string {
  if (rest.trim() === '') throw new EngineError('invalid_input', { note: `Write --ledger ${id}:PATH with the path of the journal.` });
  return journalPath(rest);
}
