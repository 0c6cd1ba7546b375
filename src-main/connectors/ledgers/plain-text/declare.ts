import { readFile } from 'node:fs/promises';
import { EngineError } from '../../../contract/index.ts';
import type { Dialect, Translated } from './dialect.ts';
import { readIfThere, replaceFile } from './durable-file.ts';
import type { Layout } from './layout.ts';

/** What an entry's declarations came to: the first reason to refuse it, or undefined. */
export type Declared = EngineError | undefined;

/**
 * Declares what the entries use and neither the user nor an earlier entry has declared, in one replacement of our own file. One outcome an
 * entry: an entry whose account names would be mixed up with others is left out.
 */
export async function declareAll(
  layout: Layout,
  dialect: Dialect,
  entries: readonly Translated[],
  users: ReadonlyMap<string, string>,
): Promise<Declared[]> {
  const before = await readFile(layout.declarations, 'utf8');
  let text = before;
  const outcomes = entries.map((translated) => {
    const confusion = dialect.confusion(text, translated);
    if (confusion !== undefined) return new EngineError('ledger_rejected', { note: confusion });
    text = withMissing(text, dialect, translated, users);
    return undefined;
  });
  if (text !== before) await replaceFile(layout.declarations, Buffer.from(text));
  return outcomes;
}

/** Text of the declarations before and after the entry; `before` is undefined where there is no such file. */
export async function plannedDeclarations(
  layout: Layout,
  dialect: Dialect,
  translated: Translated,
  users: ReadonlyMap<string, string>,
): Promise<{ readonly before: string | undefined; readonly after: string; readonly confusion: string | undefined }> {
  const before = await readIfThere(layout.declarations);
  const text = before ?? dialect.headers.declarations;
  return { before, after: withMissing(text, dialect, translated, users), confusion: dialect.confusion(text, translated) };
}

function withMissing(text: string, dialect: Dialect, translated: Translated, users: ReadonlyMap<string, string>): string {
  const own = dialect.declaredIn(text);
  const lines = dialect
    .declarations(translated)
    .filter(({ id }) => !own.has(id) && !users.has(id))
    .map(({ line }) => line);
  return lines.length === 0 ? text : `${text.endsWith('\n') ? text : `${text}\n`}${lines.join('\n')}\n`;
}
