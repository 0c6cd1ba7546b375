/**
 * Free text on one line: well-formed, NFC, without control, bidirectional and invisible characters, single spaces, cut at `max` characters. What a
 * document says can then neither begin a line of its own nor show in another order than it is read in.
 */
export function oneLine(text: string, max = Number.POSITIVE_INFINITY): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return max === Number.POSITIVE_INFINITY ? plain : [...plain].slice(0, max).join('').trim();
}
