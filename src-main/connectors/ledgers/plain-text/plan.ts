import { basename, dirname, join, relative } from 'node:path';
import type { LocalDate } from '../../../contract/index.ts';
import { EngineError } from '../../../contract/index.ts';
import type { EntryProblem, LedgerEntry, LedgerPlan } from '../../../engine/ports.ts';
import { plannedDeclarations } from './declare.ts';
import type { Dialect } from './dialect.ts';
import { exists, readIfThere } from './durable-file.ts';
import { fileOfKey } from './escape.ts';
import { includedFiles } from './include-files.ts';
import { layoutOf, missingIncludes } from './layout.ts';
import { ruleBroken } from './rules.ts';
import type { OpenedBooks } from './write-group.ts';
import { rendered } from './write-group.ts';

/** What would keep the entry from being written, as far as the books tell without a trial. */
export async function problemsOf(books: OpenedBooks, entry: LedgerEntry, lockedThrough: LocalDate | undefined): Promise<EntryProblem[]> {
  const { dialect, layout, users } = books;
  if (await exists(join(layout.posted, fileOfKey(entry.key, dialect.extension)))) return [];
  const problems: EntryProblem[] = [];
  if (lockedThrough !== undefined && entry.date <= lockedThrough) {
    problems.push({ code: 'period_locked', words: `The books are reported up to ${lockedThrough}; the entry is of ${entry.date}.` });
  }
  await users.look();
  try {
    const { translated } = rendered({ dialect, declared: users.declared }, entry);
    const broken = ruleBroken(translated.entry, (name) => dialect.isAccountName(name));
    if (broken !== undefined) problems.push({ code: broken.includes('balance') ? 'amount' : 'account', words: broken });
    const { confusion } = await plannedDeclarations(layout, dialect, translated, users.declared);
    if (confusion !== undefined) problems.push({ code: 'account', words: confusion });
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'ledger_rejected') throw error;
    problems.push({ code: 'account', words: error.message });
  }
  return problems;
}

/** The files that `create` would write or extend, by their paths from the journal's folder. */
export async function planOf(dialect: Dialect, path: string, entry: LedgerEntry): Promise<LedgerPlan> {
  const layout = await layoutOf(path, dialect);
  const files = layout.created ? [] : await includedFiles(layout.journal, layout.folder, dialect);
  const texts = await Promise.all(files.map((file) => readIfThere(file)));
  const declared = dialect.declaredIn(texts.map((text) => text ?? '').join('\n'));
  const { translated, text } = rendered({ dialect, declared }, entry);
  const posted = join(layout.posted, fileOfKey(entry.key, dialect.extension));
  const journal = await readIfThere(layout.journal);
  const includes = await missingIncludes(layout, dialect);
  const declarations = await plannedDeclarations(layout, dialect, translated, declared);
  const place = (file: string) => relative(dirname(layout.journal), file).replaceAll('\\', '/');
  const changes = [
    {
      target: basename(layout.journal),
      before: journal,
      after: includes === undefined ? journal : `${journal ?? dialect.headers.journal}${includes}`,
    },
    { target: place(layout.declarations), before: declarations.before, after: declarations.after },
    { target: place(posted), before: await readIfThere(posted), after: (await readIfThere(posted)) ?? text },
  ];
  return {
    changes: changes.flatMap(({ target, before, after }) =>
      after === undefined || before === after ? [] : [{ target, after, ...(before === undefined ? {} : { before }) }],
    ),
  };
}
