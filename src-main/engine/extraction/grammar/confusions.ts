/** Characters that OCR takes for digits in receipt print. `s`/`B`/`Z` are rarer than `O`/`l`/`I` and only count beside real digits. */
const AS_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  U: '0',
  l: '1',
  L: '1',
  I: '1',
  i: '1',
  '|': '1',
  '!': '1',
  ']': '1',
  '[': '1',
  S: '5',
  s: '5',
  B: '8',
  Z: '2',
  z: '2',
  G: '6',
  b: '6',
};

/**
 * The token with letters in digit places replaced, same length, or undefined where it does not look like a number:
 * real digits must be at least as many as repaired ones, and nothing but digits and `separators` may remain.
 */
export function repairedNumber(token: string, separators: RegExp): string | undefined {
  let digits = 0;
  let repairs = 0;
  let out = '';
  for (const ch of token) {
    const digit = AS_DIGIT[ch];
    if (ch >= '0' && ch <= '9') digits++;
    else if (digit !== undefined) repairs++;
    else if (!separators.test(ch)) return undefined;
    out += digit ?? ch;
  }
  return repairs > 0 && digits >= repairs ? out : undefined;
}
