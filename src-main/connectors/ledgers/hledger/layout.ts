import { readdir, readFile, realpath, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerEntry } from '../../../engine/ports.ts';
import { exists, makeFolder, publish, replaceFile, UNFINISHED, unfinishedName, writeNew } from './durable-file.ts';
import { accountLine, commodityLine } from './map.ts';

const JOURNAL_HEADER = '; Books kept with Tickmark. This file is yours: add entries, accounts and includes as you like.\n';
const DECLARATIONS_HEADER =
  '; Accounts and currencies that the entries posted by Tickmark use. Lines are only ever added here.\ndecimal-mark .\n';
// hledger refuses an include pattern that matches no file, so the folder always holds this one.
const SEED = '; One file for each entry posted by Tickmark, named by its key. Deleting a file takes its entry out of the books.\n';
const SEED_NAME = '_about.journal';

/** Where things are: absolute paths. `journal` is the user's main file, everything else is ours. */
export type Layout = {
  readonly journal: string;
  readonly folder: string;
  readonly posted: string;
  readonly declarations: string;
  readonly created: boolean;
};

/**
 * Creates what is missing, never changes a line of the user's, and sweeps what a killed process left unfinished. `inspect` sees a file
 * of the user's before anything is added to it, and throws where it is no journal that entries can be added to.
 */
export async function ensureLayout(path: string, inspect: (journal: string) => Promise<void>): Promise<Layout> {
  if (/[[\]*?{}\r\n]/.test(basename(path))) {
    throw new EngineError('invalid_input', { note: 'hledger reads [ ] * ? { } in the name of a file as a pattern. Choose another name.' });
  }
  await makeFolder(dirname(path));
  const created = !(await exists(path));
  if (created) await createOnce(path, JOURNAL_HEADER);
  const journal = await realpath(path);
  if (!(await stat(journal)).isFile())
    throw new EngineError('invalid_input', { note: `${path} is a folder. Name a file for the journal.` });
  const folder = `${journal.replace(/\.(journal|hledger|j|ledger)$/i, '')}.tickmark`;
  const layout: Layout = { journal, folder, posted: join(folder, 'posted'), declarations: join(folder, 'accounts.journal'), created };
  if (!created && !(await isIncluding(layout))) await inspect(journal);
  await makeFolder(layout.posted);
  await sweep(layout);
  await createOnce(join(layout.posted, SEED_NAME), SEED);
  await createOnce(layout.declarations, DECLARATIONS_HEADER);
  await addIncludes(layout, path !== journal);
  return layout;
}

/** True where the main journal's text has our include line for the posted entries. */
export function includesPosted(text: string, layout: Layout): boolean {
  return (
    includeLines(layout, false).every((line) => text.includes(line)) || includeLines(layout, true).every((line) => text.includes(line))
  );
}

/** Declares the entry's currency and accounts unless the user or an earlier entry has done so. `userFiles` are searched too. */
export async function declare(layout: Layout, entry: LedgerEntry, userFiles: readonly string[]): Promise<void> {
  const own = await readFile(layout.declarations, 'utf8');
  if (missingIn([own], entry).length === 0) return;
  const texts = [own];
  for (const file of new Set([layout.journal, ...userFiles])) {
    if (!file.startsWith(layout.folder + sep)) texts.push(await readFile(file, 'utf8').catch(() => ''));
  }
  const missing = missingIn(texts, entry);
  if (missing.length === 0) return;
  await replaceFile(layout.declarations, Buffer.from(`${own.endsWith('\n') ? own : `${own}\n`}${missing.join('\n')}\n`));
}

function missingIn(texts: readonly string[], entry: LedgerEntry): string[] {
  const known = declaredIn(texts.join('\n'));
  return [
    ...(known.commodities.has(entry.currency) ? [] : [commodityLine(entry.currency)]),
    ...entry.accounts.filter(({ account }) => !known.accounts.has(account)).map(accountLine),
  ];
}

/** Account and commodity names that directives in the text declare. A second commodity directive would change the user's number format. */
function declaredIn(text: string): { accounts: Set<string>; commodities: Set<string> } {
  const accounts = new Set<string>();
  const commodities = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    const account = /^account\s+(\S.*?)(?:\s{2,}.*|\t.*|\s*;.*|\s*)$/.exec(line)?.[1];
    if (account !== undefined) accounts.add(account);
    const commodity = /^commodity\s+([^;]*)/.exec(line)?.[1];
    for (const code of commodity?.match(/[A-Z]{3}/g) ?? []) commodities.add(code);
  }
  return { accounts, commodities };
}

async function sweep(layout: Layout): Promise<void> {
  for (const folder of [layout.posted, layout.folder]) {
    for (const name of await readdir(folder)) if (name.startsWith(UNFINISHED)) await unlink(join(folder, name));
  }
  const mine = `${UNFINISHED}${basename(layout.journal)}-`;
  for (const name of await readdir(dirname(layout.journal))) if (name.startsWith(mine)) await unlink(join(dirname(layout.journal), name));
}

async function createOnce(path: string, text: string): Promise<void> {
  if (await exists(path)) return;
  const unfinished = unfinishedName(path);
  try {
    await writeNew(unfinished, text);
    await publish(unfinished, path);
  } finally {
    await unlink(unfinished).catch(() => undefined);
  }
}

async function isIncluding(layout: Layout): Promise<boolean> {
  return includesPosted(await readFile(layout.journal, 'latin1'), latin1Layout(layout));
}

async function addIncludes(layout: Layout, linked: boolean): Promise<void> {
  if (await isIncluding(layout)) return;
  const before = await readFile(layout.journal);
  const text = before.toString('latin1');
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' ? '' : text.endsWith('\n') ? newline : newline + newline;
  const lines = [gap, ...includeLines(layout, linked).map((line) => line + newline)].join('');
  // Bytes, not text: a journal in an old encoding stays as it is.
  await replaceFile(layout.journal, Buffer.concat([before, Buffer.from(lines)]));
}

/** Relative where possible, so that the books can be moved as a whole; a linked journal may be opened from another folder. */
function includeLines(layout: Layout, linked: boolean): string[] {
  const path = (file: string) => (linked ? file : relative(dirname(layout.journal), file)).replaceAll('\\', '/');
  return [`include ${path(layout.declarations)}`, `include ${path(join(layout.posted, '*.journal'))}`];
}

/** Paths as their UTF-8 bytes read as Latin-1, to search in a text that was read the same way. */
function latin1Layout(layout: Layout): Layout {
  const bytes = (path: string) => Buffer.from(path).toString('latin1');
  return { ...layout, journal: bytes(layout.journal), posted: bytes(layout.posted), declarations: bytes(layout.declarations) };
}
