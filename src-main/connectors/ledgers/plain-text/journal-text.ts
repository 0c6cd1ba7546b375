import type { Currency } from '../../../contract/index.ts';
import { parseMoney } from '../../../contract/index.ts';
import type { AccountKind, Binds, FileContent, PastRecord } from './dialect.ts';
import { KEY_TAG, REVERSAL_TAG } from './dialect.ts';
import type { WrittenEntry } from './differences.ts';

/**
 * Reading journals whose entries are a line with a date and indented lines with accounts. Forgiving: what is not understood is left out, and
 * nothing that is read here decides whether an entry is right.
 */
const HEADER = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:=\S+)?\s+(.*)$/;
const POSTING = /^\s+(?:[*!]\s+)?([^\s;].*?)(?:(?:\s{2,}|\t)\s*(.*?))?\s*(?:;.*)?$/;

/** Reads back text in the form that we write, in which every posting has an amount. */
export function parseJournalEntry(text: string, currency: Currency): WrittenEntry {
  const lines = text.split(/\r?\n/);
  const header = lines.map((line) => /^(\d{4}-\d{2}-\d{2})\s+(.*)$/.exec(line)).find((match) => match !== null);
  const legs = lines.flatMap((line) => {
    const leg = /^\s+(\S.*?)\s{2,}(-?[\d.]+)\s+(\S+)\s*(?:;.*)?$/.exec(line);
    const [, account = '', amount = '', unit = ''] = leg ?? [];
    return leg === null || account.startsWith(';') ? [] : [{ account, minor: parseMoney(amount, currency)?.minor, currency: unit }];
  });
  return { date: header?.[1], title: header?.[2]?.trim(), legs };
}

export const accountId = (account: string) => `account ${account}`;
export const commodityId = (code: string) => `commodity ${code}`;
export const tagId = (tag: string) => `tag ${tag}`;

/** Directives `account`, `commodity` and `tag` of the text with the indented lines below them. */
export function journalDeclarations(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let ids: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s+\S/.test(line)) {
      for (const id of ids) found.set(id, `${found.get(id)}\n${line}`);
      continue;
    }
    ids = idsOf(line);
    for (const id of ids) if (!found.has(id)) found.set(id, line);
  }
  return found;
}

function idsOf(line: string): string[] {
  const account = /^account\s+(\S.*?)(?:\s{2,}.*|\t.*|\s*;.*|\s*)$/.exec(line)?.[1];
  if (account !== undefined) return [accountId(account)];
  const tag = /^tag\s+(\S+)/.exec(line)?.[1];
  if (tag !== undefined) return [tagId(tag)];
  // A second commodity directive would change the user's number format.
  const commodity = /^commodity\s+([^;]*)/.exec(line)?.[1];
  return (commodity?.match(/[A-Z]{3}/g) ?? []).map(commodityId);
}

/** Patterns of include lines. A prefix such as `timedot:` names another format and is left out. */
export function journalIncludes(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const path = /^[!@]?include\s+["']?(.*?)["']?\s*$/.exec(line)?.[1];
    return path === undefined || /^[a-z]+:/.test(path) ? [] : [path];
  });
}

/** Balances that the text asserts or assigns, and rules that rewrite names or add postings. */
export function journalBinds(text: string): Binds {
  const rules = /^(alias|apply|bucket|capture|A|assert|check|expr|eval|python|import)\s/m.test(text);
  const accounts: string[] = [];
  for (const [line] of text.matchAll(/^[ \t]+[^;\s][^;\n]*=.*$/gm)) {
    const account = POSTING.exec(line)?.[1]?.replace(/^[([](.*)[)\]]$/, '$1');
    if (account === undefined || account.includes('=')) return { rules, accounts: 'all' };
    accounts.push(account);
  }
  return { rules, accounts };
}

/** Letters of `type:` tags. Cash and conversion accounts are assets and equity. */
const TYPES: Readonly<Record<string, AccountKind>> = {
  a: 'asset',
  asset: 'asset',
  c: 'asset',
  cash: 'asset',
  l: 'liability',
  liability: 'liability',
  e: 'equity',
  equity: 'equity',
  v: 'equity',
  conversion: 'equity',
  r: 'income',
  revenue: 'income',
  x: 'expense',
  expense: 'expense',
};

export function journalContent(text: string): FileContent {
  const accounts = [...journalDeclarations(text)].flatMap(([id, lines]) => {
    if (!id.startsWith('account ')) return [];
    const type = /;.*?\btype:\s*([a-z]+)/i.exec(lines)?.[1]?.toLowerCase();
    return [{ account: id.slice('account '.length), kind: type === undefined ? undefined : TYPES[type] }];
  });
  return { accounts, records: journalRecords(text) };
}

type Building = {
  date: string;
  payee: string;
  description: string;
  isOurs: boolean;
  legs: { account: string; amount: string | undefined; currency: string }[];
};

function journalRecords(text: string): PastRecord[] {
  const records: Building[] = [];
  let current: Building | undefined;
  for (const line of text.split(/\r?\n/)) {
    const header = HEADER.exec(line);
    if (header !== null) {
      current = startRecord(header);
      records.push(current);
    } else if (/^\S/.test(line) || line.trim() === '') current = undefined;
    else if (current !== undefined) addLine(current, line);
  }
  return records;
}

function startRecord([, year = '', month = '', day = '', rest = '']: RegExpExecArray): Building {
  const [title = '', comment = ''] = rest.split(/\s*;\s*/, 2);
  const plain = title.replace(/^[*!]\s*/, '').replace(/^\([^)]*\)\s*/, '');
  const [payee = '', note = ''] = plain.split('|', 2).map((part) => part.trim());
  return {
    date: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    payee,
    description: note,
    isOurs: isOurTag(comment),
    legs: [],
  };
}

function addLine(record: Building, line: string): void {
  if (isOurTag(line)) record.isOurs = true;
  const [, account, amount = ''] = POSTING.exec(line) ?? [];
  if (account === undefined) return;
  const value = /-?\s*\d[\d.,' ]*/.exec(amount)?.[0];
  const unit = /[^\d\s.,'@={}()-]+/.exec(amount)?.[0] ?? '';
  record.legs.push({
    account: account.replace(/^[([](.*)[)\]]$/, '$1'),
    amount: amount.includes('-') ? `-${value ?? ''}` : value,
    currency: unit,
  });
}

const isOurTag = (text: string) => text.includes(`${KEY_TAG}:`) || text.includes(`${REVERSAL_TAG}:`);
