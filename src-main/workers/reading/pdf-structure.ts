/**
 * True where a PDF ends in the middle: bodies of objects follow the last cross-reference pointer, or there is none. PDF readers
 * repair such files silently and show the pages that happen to be there, so a half-copied invoice would be booked.
 * Junk behind the end is allowed, as it is by every reader.
 */
export function isCutOff(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = Math.max(file.lastIndexOf('startxref'), file.lastIndexOf('%%EOF'));
  if (end < 0) return true;
  const tail = file.subarray(end);
  const object = tail.indexOf(' obj');
  if (object < 0) return false;
  return /\d+\s+\d+ obj/.test(tail.subarray(Math.max(0, object - 24), object + 4).toString('latin1'));
}
