import type { DecodedCharacter } from './ctc-decode.ts';

/** How much likelier a plain sign becomes against an accented letter or a typographic mark on a page that hardly has any. */
const PLAIN_BONUS = 8;
/** A page has accents if this share of its letters are surely accented: German has 2 %, English and Malay have none. */
const ACCENTED_SHARE = 0.003;
const SURE = 0.9;

const isPlain = (text: string): boolean => text <= '~' || text === '€' || text === '£';
const isLetter = (text: string): boolean => /\p{L}/u.test(text);

/**
 * The characters of a page's lines, where a doubtful accented letter or typographic mark gives way to a plain runner-up of the net's own, if
 * the page as a whole shows that it is not written with accents. The net knows twelve languages at once; a page has one or two.
 */
export function preferPlainSigns(lines: readonly (readonly DecodedCharacter[])[]): readonly (readonly DecodedCharacter[])[] {
  const letters = lines.flat().filter(({ text }) => isLetter(text));
  const accented = letters.filter(({ text, p }) => !isPlain(text) && p >= SURE);
  if (accented.length > ACCENTED_SHARE * letters.length) return lines;
  return lines.map((line) => (line.some(({ text }) => !isPlain(text)) ? line.map(plain) : line));
}

function plain(read: DecodedCharacter): DecodedCharacter {
  if (isPlain(read.text)) return read;
  const other = read.others.find(({ text }) => isPlain(text));
  if (other === undefined || other.p * PLAIN_BONUS <= read.p) return read;
  const p = (PLAIN_BONUS * other.p) / (PLAIN_BONUS * other.p + 1 - other.p);
  return { text: other.text, p, frame: read.frame, others: read.others.filter(({ text }) => text !== other.text && isPlain(text)) };
}
