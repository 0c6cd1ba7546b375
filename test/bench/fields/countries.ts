/** Languages of the documents that are measured. */
const LANGUAGES = ['en', 'de', 'fr'] as const;

/** An address without the name of its country, or its code before a postcode: `Musterstr. 3 DE 12345 Berlin Deutschland` is `Musterstr. 3 12345 Berlin`. */
export function withoutCountry(address: string, country: string): string {
  const names = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country);
  const name = new RegExp(`[\\s,]+(?:${[...new Set(names)].join('|')})\\s*$`, 'i');
  const code = new RegExp(`\\b${country}[\\s-]+(?=\\d{4})`);
  return address.replace(name, '').replace(code, '');
}
