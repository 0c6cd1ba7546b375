import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { EngineError, LocalDate } from '../../../contract/index.ts';
import type { Dialect } from './dialect.ts';
import { exists, makeFolder, readIfThere, replaceFile, sweepFolder, syncFolder, writeOnce } from './durable-file.ts';

/** Every dialect refuses an include pattern that matches no file, so the folder always holds this one. */
const SEED_NAME = '_about';

/** Where things are: absolute paths. `journal` is the user's main file, everything else is ours. */
export type Layout = {
  readonly journal: string;
  readonly folder: string;
  /** One file for each entry. */
  readonly posted: string;
  /** Entries that were taken out again. */
  readonly voided: string;
  /** Originals that entries are linked to. */
  readonly documents: string;
  readonly declarations: string;
  readonly created: boolean;
  /** True where the journal was named by a link. */
  readonly linked: boolean;
};

/**
 * Creates what is missing, never changes a line of the user's, and sweeps what a killed process left unfinished. `inspect` sees a file
 * of the user's before anything is added to it, and throws where it is no journal that entries can be added to.
 */
export async function ensureLayout(path: string, dialect: Dialect, inspect: (journal: string) => Promise<void>): Promise<Layout> {
  if (/[[\]*?{}\r\n]/.test(basename(path))) {
    throw new EngineError('invalid_input', { note: 'Ledgers read [ ] * ? { } in the name of a file as a pattern. Choose another name.' });
  }
  await makeFolder(dirname(path));
  const created = !(await exists(path));
  if (created) await writeOnce(path, dialect.headers.journal);
  const layout = { ...(await layoutOf(path, dialect)), created };
  if (!(await stat(layout.journal)).isFile())
    throw new EngineError('invalid_input', { note: `${path} is a folder. Name a file for the journal.` });
  if (!created && !(await isIncluding(layout, dialect))) await inspect(layout.journal);
  for (const folder of [layout.posted, layout.voided, layout.documents]) await makeFolder(folder);
  await syncFolder(layout.folder);
  for (const folder of [layout.posted, layout.documents, layout.folder]) await sweepFolder(folder);
  await sweepFolder(dirname(layout.journal), `${basename(layout.journal)}-`);
  await writeOnce(join(layout.posted, SEED_NAME + dialect.extension), dialect.headers.seed);
  await writeOnce(layout.declarations, dialect.headers.declarations);
  await addIncludes(layout, dialect);
  return layout;
}

/** The places, without a look at what is there; `created` is true where the journal is not there. */
export async function layoutOf(path: string, dialect: Dialect): Promise<Layout> {
  const created = !(await exists(path));
  const journal = created ? path : await realpath(path);
  const folder = `${journal.replace(dialect.journalEndings, '')}.tickmark`;
  return {
    journal,
    folder,
    posted: join(folder, 'posted'),
    voided: join(folder, 'voided'),
    documents: join(folder, 'documents'),
    declarations: join(folder, `accounts${dialect.extension}`),
    created,
    linked: path !== journal,
  };
}

/** The last day that the books themselves say is reported, from a file that a person may write: `<books>.tickmark/locked-through`. */
export async function lockedThroughOf(layout: Layout): Promise<LocalDate | undefined> {
  const text = await readIfThere(join(layout.folder, 'locked-through'));
  if (text === undefined || text.trim() === '') return undefined;
  const day = LocalDate.safeParse(text.trim());
  if (!day.success) throw new EngineError('ledger_broken', { note: 'The file "locked-through" holds no day such as 2026-03-31.' });
  return day.data;
}

/** What would be added at the end of the journal; undefined where our include lines are there. */
export async function missingIncludes(layout: Layout, dialect: Dialect): Promise<string | undefined> {
  if (!layout.created && (await isIncluding(layout, dialect))) return undefined;
  const text = layout.created ? dialect.headers.journal : await readFile(layout.journal, 'latin1');
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' ? '' : text.endsWith('\n') ? newline : newline + newline;
  return [gap, ...includeLines(layout, dialect, layout.linked).map((line) => line + newline)].join('');
}

/**
 * The journal with another file in the place of the posted ones, line for line, as bytes for a file beside it: what the user wrote below our
 * include lines comes after them, and what counts only in a main file (options, plugins) stands in one.
 */
export async function journalThrough(layout: Layout, dialect: Dialect, file: string): Promise<Buffer> {
  const text = await readFile(layout.journal, 'latin1');
  const asLatin1 = (line: string) => Buffer.from(line).toString('latin1');
  const own = asLatin1(dialect.includeLine(relative(dirname(layout.journal), file).replaceAll('\\', '/')));
  for (const absolute of [false, true]) {
    const line = asLatin1(includeLines(layout, dialect, absolute)[1] ?? '');
    if (text.includes(line))
      return Buffer.from(
        text.replace(line, () => own),
        'latin1',
      );
  }
  return Buffer.from(`${text}\n${own}\n`, 'latin1');
}

async function isIncluding(layout: Layout, dialect: Dialect): Promise<boolean> {
  const text = await readFile(layout.journal, 'latin1');
  // Searched in a text that was read as Latin-1, so that an old encoding of the user's does no harm.
  const asLatin1 = (line: string) => Buffer.from(line).toString('latin1');
  return [false, true].some((absolute) => includeLines(layout, dialect, absolute).every((line) => text.includes(asLatin1(line))));
}

async function addIncludes(layout: Layout, dialect: Dialect): Promise<void> {
  const lines = await missingIncludes({ ...layout, created: false }, dialect);
  if (lines === undefined) return;
  // Bytes, not text: a journal in an old encoding stays as it is.
  await replaceFile(layout.journal, Buffer.concat([await readFile(layout.journal), Buffer.from(lines)]));
}

/** Relative where possible, so that the books can be moved as a whole; a linked journal may be opened from another folder. */
function includeLines(layout: Layout, dialect: Dialect, absolute: boolean): string[] {
  const path = (file: string) => (absolute ? file : relative(dirname(layout.journal), file)).replaceAll('\\', '/');
  return [layout.declarations, join(layout.posted, `*${dialect.extension}`)].map((file) => dialect.includeLine(path(file)));
}
