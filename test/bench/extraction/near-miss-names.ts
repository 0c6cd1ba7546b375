import { plainForm } from '../../../src-main/engine/suppliers/comparison-form.ts';

/**
 * Invented suppliers whose names are nearly those of others: what a look-alike, a sister company or the shop next door is called. Each kind
 * changes a name as people do when they name things, never as a reader misreads them. Another legal form alone is no other supplier.
 */
export type NearMiss = { readonly kind: string; readonly name: string; readonly sameAddress: boolean };

const OTHER_TRADES = 'Trading Hardware Bakery Motors Marketing Services Catering Logistics Pharmacy Furniture'.split(' ');
const ADDED = ['Group', 'South', 'Express', 'Holdings', 'Online', 'Plus'];
const ENDINGS = ['bau', 'technik', 'ware', 'land'];
const PLACES = ['Johor', 'Melaka', 'JB', 'Ipoh', 'Nord', 'West'];
/** Signs that no reader takes for one another. */
const LETTERS = 'abcdfghkmprtuwz';

/** One of each kind for a name; `pick` gives a number below its argument and decides which. */
export function nearMisses(name: string, pick: (below: number) => number): NearMiss[] {
  const words = name.split(/\s+/);
  const ending =
    /^(?:sdn|bhd|s\/b|gmbh|ltd|limited|co|company|b\.?v|s\.?r\.?l|inc|kg|ag|plc|llc|sas|sarl|sa|v\.?o\.?f|llp|e\.?k|ohg|plt|pty|sdn\.bhd)\W*$/i;
  const end = words.findIndex((word, at) => at > 0 && ending.test(word));
  const telling = end < 0 ? words : words.slice(0, end);
  const rest = end < 0 ? [] : words.slice(end);
  const made = (kind: string, parts: readonly string[], sameAddress: boolean): NearMiss => ({
    kind,
    name: [...parts, ...rest].join(' '),
    sameAddress,
  });
  const other = (list: readonly string[]) => list[pick(list.length)] ?? '';
  const last = telling.at(-1) ?? '';
  return [
    made('a letter', withOtherLetter(telling, pick), false),
    made('a letter more', withLetterMore(telling, pick), false),
    made('another trade', [...telling.slice(0, -1), other(OTHER_TRADES)], pick(2) === 0),
    made('a word more', [...telling, other(ADDED)], pick(2) === 0),
    made('a compound', [...telling.slice(0, -1), `${last}${other(ENDINGS)}`], pick(2) === 0),
    made('a number', [...telling, String(2 + pick(8))], pick(2) === 0),
    made('another place', [...telling.filter((word) => !/^\(.*\)$/.test(word)), `(${other(PLACES)})`], pick(2) === 0),
    ...(telling.length > 2 ? [made('a word less', telling.slice(0, -1), pick(2) === 0)] : []),
  ].filter((miss) => plainForm(miss.name) !== plainForm(name));
}

function withOtherLetter(words: readonly string[], pick: (below: number) => number): string[] {
  const [first = '', ...others] = words;
  const at = pick(Math.max(1, first.length));
  const fitting = [...LETTERS].filter((letter) => letter !== first[at]?.toLowerCase());
  return [`${first.slice(0, at)}${fitting[pick(fitting.length)] ?? 'z'}${first.slice(at + 1)}`, ...others];
}

function withLetterMore(words: readonly string[], pick: (below: number) => number): string[] {
  const at = pick(words.length);
  return words.map((word, index) => (index === at ? `${word}${LETTERS[pick(LETTERS.length)]}` : word));
}
