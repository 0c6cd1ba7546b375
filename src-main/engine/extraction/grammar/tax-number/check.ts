import type { Scheme } from './schemes.ts';
import { BY_PREFIX } from './schemes.ts';

/**
 * A number that has the shape of a scheme. `value` is canonical: prefix as printed, no spaces, no suffix. `holds` says whether the check
 * digits hold, undefined where none are published; `mended` that they hold only after letters and digits were exchanged.
 */
export type TaxNumber = {
  readonly value: string;
  readonly country: string;
  readonly holds: boolean | undefined;
  readonly mended: boolean;
};

/** Letters that readers take for digits and the other way round, see `confusions.ts`; here the shape says which must stand where. */
const DIGIT_OF: Readonly<Record<string, string>> = { O: '0', Q: '0', D: '0', I: '1', L: '1', S: '5', B: '8', Z: '2', G: '6' };
const LETTER_OF: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '5': 'S', '8': 'B', '2': 'Z', '6': 'G' };

/** The text made to fit a template, or undefined where it cannot. With `mend`, confused letters and digits are exchanged. */
function fitted(text: string, template: string, mend: boolean): string | undefined {
  if (text.length !== template.length) return undefined;
  let out = '';
  for (let i = 0; i < template.length; i++) {
    const [want = '', have = ''] = [template[i], text[i]];
    const isDigit = have >= '0' && have <= '9';
    const isLetter = have >= 'A' && have <= 'Z';
    const fits = want === '*' ? isDigit || isLetter : want === '9' ? isDigit : want === 'A' ? isLetter : have === want;
    const other = want === '9' ? DIGIT_OF[have] : want === 'A' || (want >= 'A' && want <= 'Z') ? LETTER_OF[have] : undefined;
    if (fits) out += have;
    else if (mend && other !== undefined && (want === '9' || want === 'A' || other === want)) out += other;
    else return undefined;
  }
  return out;
}

/** Splits off the prefix of a country as it is printed; letters of prefixes are not mended. */
function split(compact: string): { prefix: string; bare: string } {
  for (const length of [3, 2]) {
    const prefix = compact.slice(0, length);
    if (BY_PREFIX.has(prefix)) return { prefix, bare: compact.slice(length) };
  }
  return { prefix: '', bare: compact };
}

function readBy(scheme: Scheme, prefix: string, bare: string, mend: boolean): TaxNumber | undefined {
  const body = scheme.suffix === undefined ? bare : bare.replace(new RegExp(`${scheme.suffix.source.slice(1)}$`), '');
  let best: TaxNumber | undefined;
  for (const template of scheme.templates) {
    const plain = fitted(body, template, mend);
    if (plain === undefined) continue;
    const holds = scheme.holds?.(plain);
    const read = { value: prefix + plain, country: scheme.country, holds, mended: plain !== body };
    if (holds === true) return read;
    best ??= read;
  }
  return best;
}

/**
 * The tax number that a text without spaces and marks is, by its prefix or, where it has none, by one of `schemes`. Of several possible
 * ones the first whose check digits hold; one that holds after mending only counts where nothing holds as printed.
 */
export function taxNumberOf(compact: string, schemes: readonly Scheme[] = []): TaxNumber | undefined {
  if (compact.length < 7 || compact.length > 20) return undefined;
  const { prefix, bare } = split(compact);
  const own = BY_PREFIX.get(prefix);
  const tries: [Scheme, string, string][] = [
    ...(own ? [[own, prefix, bare] as [Scheme, string, string]] : []),
    ...schemes.map((scheme): [Scheme, string, string] => [scheme, '', compact]),
  ];
  let asPrinted: TaxNumber | undefined;
  for (const mend of [false, true]) {
    for (const [scheme, head, body] of tries) {
      const read = readBy(scheme, head, body, mend);
      if (read?.holds === true) return read;
      // A shape without published digits keeps a number that another country's digits deny.
      if (!mend && read && (asPrinted === undefined || (asPrinted.holds === false && read.holds === undefined))) asPrinted = read;
      if (mend && read?.mended && asPrinted === undefined) asPrinted = read;
    }
  }
  return asPrinted;
}
