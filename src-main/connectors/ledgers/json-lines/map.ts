import { z } from 'zod';
import type { LocalDate } from '../../../contract/index.ts';
import type { LedgerEntry, PostingKey } from '../../../engine/ports.ts';
import { entryJson } from '../batch-files/entry-json.ts';

/** What is looked at when the file is read; a line holds more. */
const Line = z.union([
  z.object({ key: z.string(), legs: z.array(z.object({ account: z.string(), amount: z.string() })) }),
  z.object({ withdraws: z.string() }),
]);

export function entryLine(entry: LedgerEntry): string {
  return JSON.stringify(entryJson(entry));
}

export function withdrawalLine(key: PostingKey, reason: string, on: LocalDate): string {
  return JSON.stringify({ withdraws: key, reason, on });
}

/** The line that holds for a key: the last one, if it does not withdraw it. Lines of others are passed over. */
export function lineOf(lines: readonly string[], key: PostingKey): string | undefined {
  // Looking for the key's text first spares parsing almost all lines.
  return lines.findLast((line) => line.includes(`"${key}"`) && [entryOf(line)?.key, withdrawn(line)].includes(key));
}

export function isEntry(line: string | undefined): line is string {
  return line !== undefined && entryOf(line) !== undefined;
}

/** How the line differs from the entry, in words. */
export function lineDifferences(line: string, entry: LedgerEntry): string[] {
  if (line === entryLine(entry)) return [];
  const [is, was] = [entryOf(line)?.legs ?? [], entryOf(entryLine(entry))?.legs ?? []];
  const show = (legs: typeof is) => legs.map(({ account, amount }) => `${account} ${amount}`).join(', ');
  return [
    show(is) === show(was)
      ? 'The line was changed by hand; accounts and amounts are as posted.'
      : `It has ${show(is)}; posted was ${show(was)}.`,
  ];
}

function entryOf(line: string) {
  const parsed = parse(line);
  return parsed !== undefined && 'key' in parsed ? parsed : undefined;
}

function withdrawn(line: string): string | undefined {
  const parsed = parse(line);
  return parsed !== undefined && 'withdraws' in parsed ? parsed.withdraws : undefined;
}

function parse(line: string): z.infer<typeof Line> | undefined {
  try {
    return Line.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
