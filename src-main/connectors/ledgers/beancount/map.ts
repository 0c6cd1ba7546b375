import type { Currency } from '../../../contract/index.ts';
import { parseMoney } from '../../../contract/index.ts';
import type { LedgerEntry } from '../../../engine/ports.ts';
import { legLines } from '../plain-text/columns.ts';
import type { Declaration, Mark, Translated } from '../plain-text/dialect.ts';
import { KEY_TAG } from '../plain-text/dialect.ts';
import type { WrittenEntry } from '../plain-text/differences.ts';
import { plainText } from '../plain-text/escape.ts';
import { nameId, nameLine, namesIn, openId } from './accounts.ts';

/** Earlier than any document: an account must be open before its first entry. */
const OPENED = '1970-01-01';

export function declarationsOf({ entry, names }: Translated): Declaration[] {
  return entry.accounts.flatMap(({ account }) => {
    const own = names.get(account);
    const comment = own === undefined ? [] : [{ id: nameId(account), line: nameLine(account, own) }];
    return [...comment, { id: openId(account), line: `${OPENED} open ${account}` }];
  });
}

/** `open` directives with what stands below them and with the `close` of the same account, and our comments about names. */
export function declaredIn(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let id: string | undefined;
  const closed: [string, string][] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, directive, account = ''] = /^\d{4}[-/]\d{2}[-/]\d{2}\s+(open|close)\s+(\S+)/.exec(line) ?? [];
    if (directive === 'close') closed.push([openId(account), line]);
    if (id !== undefined && /^\s+\S/.test(line)) found.set(id, `${found.get(id)}\n${line}`);
    else id = directive === 'open' ? openId(account) : undefined;
    if (id !== undefined && directive === 'open') found.set(id, line);
  }
  for (const [opened, line] of closed) if (found.has(opened)) found.set(opened, `${found.get(opened)}\n${line}`);
  for (const [name, line] of namesIn(text)) found.set(nameId(name), line);
  return found;
}

/** A text between quotes. A backslash before the last quote would keep the string open. */
export function quoted(text: string): string {
  return `"${plainText(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** The text of one posting's file. There is never a price: every entry is in one currency, and nothing is converted. */
export function renderEntry(entry: LedgerEntry, documentPath: string, mark: Mark = KEY_TAG): string {
  const number = plainText(entry.number ?? '');
  return [
    `${entry.date} * ${quoted(entry.payee)} ${quoted(entry.description)}`,
    `  ${mark}: ${quoted(entry.key)}`,
    ...(number === '' ? [] : [`  invoice: ${quoted(number)}`]),
    `  document: ${quoted(documentPath)}`,
    `  sha256: ${quoted(entry.document.sha256)}`,
    `  file: ${quoted(entry.document.name)}`,
    ...legLines(entry, '  '),
    '',
  ].join('\n');
}

/** Reads back text in the form that we write, in which every posting has an amount. */
export function parseEntry(text: string, currency: Currency): WrittenEntry {
  const lines = text.split(/\r?\n/);
  const header = lines.map((line) => /^(\d{4}-\d{2}-\d{2})\s+(.*)$/.exec(line)).find((match) => match !== null);
  const legs = lines.flatMap((line) => {
    const [, account, amount = '', unit = ''] =
      /^\s+(?:[*!]\s+)?(\p{Lu}[^\s:"]*:[^\s"]+)\s+(-?[\d.]+)\s+([A-Z][^\s;]*)\s*(?:;.*)?$/u.exec(line) ?? [];
    return account === undefined ? [] : [{ account, minor: parseMoney(amount, currency)?.minor, currency: unit }];
  });
  return { date: header?.[1], title: header?.[2]?.trim(), legs };
}
