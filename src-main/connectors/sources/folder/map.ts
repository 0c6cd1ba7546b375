/** Larger files are no receipts; the limit keeps memory bounded, since a file is handed over as a whole. */
export const MAX_BYTES = 100 * 1024 * 1024;

/** Windows of quiet in milliseconds after which a file counts as complete. */
export const SETTLE = {
  /** Whole on first sight and never seen to change: one more look after this time (a copy of 64 KB/s changes many times within it). */
  quietMs: 1_500,
  /** Seen growing, empty, or without the end mark of its format: scanners pause up to 8 s between two pages. */
  growingMs: 10_000,
  /** Names that a program uses until it is done. If nothing renames them for so long, they are left-overs. */
  unfinishedMs: 60_000,
  /** Last changed longer ago than this before it was first seen: copied or moved in as a whole. */
  oldMs: 10_000,
} as const;

/** What is to be done with a name, before the file is looked at. */
export type NameVerdict = { readonly kind: 'take' | 'hidden' } | { readonly kind: 'unfinished' | 'junk'; readonly reason: string };

/** Folders below that are not entered: hidden ones, and the entries beside a journal, of which each posting adds one. */
export function isClosedFolder(name: string): boolean {
  return name.startsWith('.') || name.endsWith('.tickmark');
}

/** Judges by name alone; the content decides later what a file really is. */
export function judgeName(name: string): NameVerdict {
  if (name.startsWith('.')) return { kind: 'hidden' };
  if (/\.(part|partial|crdownload|download|tmp)$/i.test(name))
    return { kind: 'unfinished', reason: 'Left over from a download or copy that did not finish.' };
  if (name.startsWith('~$')) return { kind: 'junk', reason: 'A lock file of an office program.' };
  if (/^(thumbs\.db|desktop\.ini|ehthumbs\.db|icon\r)$/i.test(name))
    return { kind: 'junk', reason: 'A file that the operating system keeps for itself.' };
  if (/\.(journal|hledger|ledger|beancount)$/i.test(name)) return { kind: 'junk', reason: 'Books, not a document.' };
  return { kind: 'take' };
}

/** First and last 4 KB of a file. */
export type Sample = { readonly head: Uint8Array; readonly tail: Uint8Array };

/**
 * Whether the bytes end as their format says. Undefined where the format has no end mark that is known here.
 * PDF: `%%EOF` within the last 4 KB (readers look in the last 1 KB, scanners append padding); JPEG: FF D9; PNG: IEND.
 */
export function endsAsItShould({ head, tail }: Sample): boolean | undefined {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 1024)).toString('latin1');
  const end = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength).toString('latin1');
  if (start.includes('%PDF-')) return end.includes('%%EOF');
  if (start.startsWith('\u00ff\u00d8\u00ff')) return end.includes('\u00ff\u00d9');
  if (start.startsWith('\u0089PNG\r\n')) return end.includes('IEND');
  return undefined;
}

/** A path of any bytes as text that no other path has: UTF-8 where it is valid, else the bytes that are not as `\xFF`. */
export function pathText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return text.replaceAll('\\', '\\\\');
  return Buffer.from(bytes)
    .toString('latin1')
    .replaceAll('\\', '\\\\')
    .replace(/[\x80-\xff]/g, (char) => `\\x${char.charCodeAt(0).toString(16)}`);
}

/** Name for a person: invalid bytes as replacement marks, without control characters. */
export function displayName(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('utf8')
    .replace(/\p{Cc}/gu, '\ufffd');
}

/** What identifies one version of a file: a changed file is a new arrival. */
export type FileVersion = { readonly size: bigint; readonly mtimeNs: bigint; readonly ino: bigint };

export function keyOf(relativePath: Uint8Array, { size, mtimeNs, ino }: FileVersion): string {
  return `${pathText(relativePath)}|${size}|${mtimeNs}|${ino}`;
}
