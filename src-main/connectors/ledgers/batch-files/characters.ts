/**
 * Text for files that other programs read in: one line, harmless, and in the bytes that they expect.
 */

/**
 * Windows-1252 from 0x80 to 0x9f after the Unicode consortium's table (CP1252.TXT); a space stands for the five unused codes.
 * All other codes are those of Latin-1. Written out, since a decoder of the runtime would let the five pass as control characters.
 */
const UPPER = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const CODES: ReadonlyMap<string, number> = new Map([...UPPER].flatMap((letter, index) => (letter === ' ' ? [] : [[letter, 0x80 + index]])));

function codeOf(letter: string): number | undefined {
  const point = letter.codePointAt(0) ?? 0;
  return point < 0x80 || (point >= 0xa0 && point <= 0xff) ? point : CODES.get(letter);
}

/** Letters that fall apart into no base letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  Ł: 'L',
  ŋ: 'n',
  ŧ: 't',
  ẞ: 'SS',
  ə: 'e',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '″': '"',
  '′': "'",
  '№': 'No',
  '→': '->',
  '≤': '<=',
  '≥': '>=',
};

/** What of the text has no code in Windows-1252, each character once. */
export function misfitsOf(text: string): string[] {
  return [...new Set([...text].filter((letter) => codeOf(letter) === undefined))];
}

/**
 * The text in characters of Windows-1252. What has no code becomes its plain letter (ő is o), else its number in brackets
 * (`[U+5C71]`): ugly, but nobody can take it for what stands on the document, and nothing is lost.
 */
export function toWindows1252(text: string): string {
  return [...text]
    .map((letter) => {
      if (codeOf(letter) !== undefined) return letter;
      const plain = PLAIN[letter] ?? letter.normalize('NFKD').replace(/\p{M}+/gu, '');
      if (plain !== '' && misfitsOf(plain).length === 0) return plain;
      return `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}

/** Bytes of a text that `toWindows1252` or `misfitsOf` has passed. Throws RangeError for any other: a bug, since a `?` would lie. */
export function windows1252Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (const letter of text) {
    const code = codeOf(letter);
    if (code === undefined) throw new RangeError('a character without a code in Windows-1252');
    bytes[length] = code;
    length += 1;
  }
  return bytes.subarray(0, length);
}

/** The first characters of a text, never half of one, where `length` counts UTF-16 units as the formats do. */
export function firstCharacters(text: string, length: number): string {
  let kept = '';
  for (const letter of text) {
    if (kept.length + letter.length > length) break;
    kept += letter;
  }
  return kept.trimEnd();
}
