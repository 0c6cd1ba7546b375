import { EngineError } from '../../../contract/index.ts';
import type { PostingKey } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';

/**
 * Free text made harmless in every dialect: NFC, one line, no control, bidirectional or invisible characters, no `;` (it would start a
 * comment and lose the rest) and no `|` (it would move the border between payee and note).
 */
export function plainText(text: string): string {
  return oneLine(text).replaceAll(';', ',').replaceAll('|', '/').trim();
}

/** Text between the parentheses of a code: a `)` inside would end it too early. */
export function codeText(text: string): string {
  return plainText(text).replaceAll('(', '[').replaceAll(')', ']');
}

/** Value of a tag that ends at the first comma. */
export function tagText(text: string): string {
  return plainText(text).replaceAll(',', ' ').replace(/ {2,}/g, ' ').trim();
}

/** The key as a part of file names. `:` may not stand in a name on Windows; keys hold no dot, so two keys never share a name. */
export function keyName(key: PostingKey): string {
  if (!/^[a-z0-9:_-]{1,120}$/.test(key)) throw new EngineError('invalid_input', { note: 'The key of the posting has other characters.' });
  return key.replaceAll(':', '.');
}

/** File of a posting. */
export function fileOfKey(key: PostingKey, extension: string): string {
  return `${keyName(key)}${extension}`;
}

/** File of the entry that takes a posting back. Keys hold no `~`, so that it is no other posting's file; include patterns read it as itself. */
export function reversalOfKey(key: PostingKey, extension: string): string {
  return `${keyName(key)}~reversal${extension}`;
}

const ENDINGS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'application/pdf': ['pdf'],
  'application/xml': ['xml'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/tiff': ['tif', 'tiff'],
  'image/webp': ['webp'],
  'text/xml': ['xml'],
};

/** Bytes of a document's name beside the key; file systems allow 255 for the whole. */
const MAX_NAME_BYTES = 120;

/**
 * File name of a linked document: the key and what is left of the original name. Letters, digits, `.`, `_` and `-` only, so that it needs no
 * quoting in any dialect; the ending is that of the media type, so that no name makes a picture a program.
 */
export function documentName(key: PostingKey, document: { readonly name: string; readonly mediaType?: string | undefined }): string {
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([a-z0-9]{1,5}))?$/i.exec(plainText(document.name)) ?? [];
  const endings = ENDINGS[document.mediaType ?? ''] ?? [ending.toLowerCase() || 'bin'];
  const isOwnEnding = endings.includes(ending.toLowerCase());
  const clean = cleanName(isOwnEnding ? stem : plainText(document.name));
  return `${keyName(key)}.${firstBytes(clean, MAX_NAME_BYTES) || 'document'}.${endings[0]}`;
}

function cleanName(name: string): string {
  return name
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/[.-]*-[.-]*/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+|[.-]+$/g, '');
}

/** The beginning of a text within so many bytes of UTF-8, cut between whole characters. */
export function firstBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let [kept, size] = ['', 0];
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    size += Buffer.byteLength(segment);
    if (size > limit) break;
    kept += segment;
  }
  return kept;
}
