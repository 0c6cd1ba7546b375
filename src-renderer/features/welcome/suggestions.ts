/** Currencies that most clients use, offered first. */
export const COMMON_CURRENCIES = [
  'EUR',
  'GBP',
  'USD',
  'CHF',
  'AUD',
  'CAD',
  'NZD',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'INR',
  'JPY',
  'ZAR',
] as const;

const BY_REGION: Readonly<Record<string, string>> = {
  GB: 'GBP',
  US: 'USD',
  CH: 'CHF',
  LI: 'CHF',
  AU: 'AUD',
  CA: 'CAD',
  NZ: 'NZD',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  IN: 'INR',
  JP: 'JPY',
  ZA: 'ZAR',
  TR: 'TRY',
  AE: 'AED',
  SG: 'SGD',
  HK: 'HKD',
  BR: 'BRL',
  MX: 'MXN',
  IL: 'ILS',
};
const EURO_REGIONS = new Set('AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' '));

/** The currency of the region that a locale names or most likely means; EUR where it says nothing. */
export function currencyOf(locale: string): string {
  const region = new Intl.Locale(locale).maximize().region ?? '';
  if (EURO_REGIONS.has(region)) return 'EUR';
  return BY_REGION[region] ?? 'EUR';
}

/** The order in which a locale writes day, month and year. */
export function dateOrderOf(locale: string): 'dmy' | 'mdy' | 'ymd' {
  const first = new Intl.DateTimeFormat(locale)
    .formatToParts(new Date(0))
    .find(({ type }) => type === 'day' || type === 'month' || type === 'year');
  if (first?.type === 'year') return 'ymd';
  return first?.type === 'month' ? 'mdy' : 'dmy';
}

/** A name as a folder may be called on every system: no separators, no reserved signs, no dots or spaces at the ends. */
export function folderName(name: string): string {
  const safe = name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return safe || 'Client';
}

/** Joins a folder and names with the separator that the folder itself uses. */
export function joinPath(folder: string, ...names: readonly string[]): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return [folder.replace(/[\\/]+$/, ''), ...names].join(separator);
}

/** The last name of a path, as a list of folders shows it. */
export function lastName(path: string): string {
  return path.split(/[\\/]/).findLast((name) => name !== '') ?? path;
}

/** Where a new client's documents arrive and where its ledger lies, unless the person says otherwise. */
export function suggestedPaths(suggestedFolder: string, name: string): { watch: string; ledger: string } {
  const home = joinPath(suggestedFolder, folderName(name));
  return { watch: joinPath(home, 'Inbox'), ledger: joinPath(home, 'books.journal') };
}

/** True for a path that means the same wherever Tickmark was started from. */
export function isWholePath(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path.trim());
}

/** The ledger as the contract names it; a bare path is an hledger journal. */
export function ledgerOf(text: string): string {
  const trimmed = text.trim();
  return namesKind(trimmed) ? trimmed : `hledger:${trimmed}`;
}

/** What is wrong with the place of a ledger, in words, before the engine is asked. */
export function ledgerProblem(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return 'Say where the ledger file lies, or shall be made.';
  if (!namesKind(trimmed) && !isWholePath(trimmed)) return `Give the whole path of the file, not "${trimmed}".`;
  return undefined;
}

function namesKind(text: string): boolean {
  // One letter before the colon is a Windows drive, not a kind of ledger.
  return /^[a-z][a-z0-9-]+:.+$/.test(text);
}
