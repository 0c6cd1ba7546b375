import type { Extraction, Fields } from '../../contract/index.ts';
import type { WordTags } from './tagging/word-tags.ts';

/** Currencies of one country. The euro and the dollar say nothing of the kind. */
export const COUNTRY_OF_CURRENCY: Readonly<Record<string, string>> = {
  GBP: 'GB',
  CHF: 'CH',
  SEK: 'SE',
  NOK: 'NO',
  DKK: 'DK',
  ISK: 'IS',
  PLN: 'PL',
  CZK: 'CZ',
  HUF: 'HU',
  RON: 'RO',
  BGN: 'BG',
  MYR: 'MY',
  SGD: 'SG',
  AUD: 'AU',
  NZD: 'NZ',
  CAD: 'CA',
  INR: 'IN',
  JPY: 'JP',
  CNY: 'CN',
  HKD: 'HK',
  THB: 'TH',
  IDR: 'ID',
  PHP: 'PH',
  ZAR: 'ZA',
  BRL: 'BR',
  MXN: 'MX',
  TRY: 'TR',
};

/** Where a language is written most, for documents that show nothing else. */
const COUNTRY_OF_LANGUAGE: Readonly<Record<string, string>> = {
  de: 'DE',
  fr: 'FR',
  es: 'ES',
  it: 'IT',
  nl: 'NL',
  pt: 'PT',
  pl: 'PL',
  cs: 'CZ',
  sv: 'SE',
  da: 'DK',
  fi: 'FI',
};

/** Tax numbers that begin with their country; those of others may begin with any letters (a Mexican one has a name's). */
const TAX_COUNTRY =
  /^(?:ATU|CHE|(?:ES|FR|IE)[A-Z]{0,2}|NO(?=\d{9}MVA)|BE|BG|CY|CZ|DE|DK|EE|EL|FI|GB|GR|HR|HU|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)\d/;

/** How much each sign counts; a tax number names its country, a language is spoken in several. */
const WEIGHT = { taxId: 4, iban: 2.5, currency: 2.5, language: 1.2, nothing: 1 } as const;
/** A language that the network is less sure of is not told. */
const LEAST_LANGUAGE = 0.4;

/** Language and country of a document from what it shows: never from the machine that reads it, nor from the client. */
export function originOf(fields: Fields, tags: WordTags | undefined): Pick<Extraction, 'language' | 'country'> {
  const language = languageOf(tags);
  const votes = new Map<string, number>();
  const vote = (country: string | undefined, weight: number) => {
    if (country !== undefined) votes.set(country, (votes.get(country) ?? 0) + weight);
  };
  const { supplierTaxId, iban } = fields;
  if (supplierTaxId !== undefined && TAX_COUNTRY.test(supplierTaxId.value))
    vote(supplierTaxId.value.slice(0, 2).replace('EL', 'GR'), WEIGHT.taxId * supplierTaxId.p);
  if (iban !== undefined && /^[A-Z]{2}/.test(iban.value)) vote(iban.value.slice(0, 2), WEIGHT.iban * iban.p);
  // A currency without a place on the page is the client's own and says nothing of the document.
  if (fields.currency?.box !== undefined) vote(COUNTRY_OF_CURRENCY[fields.currency.value], WEIGHT.currency * fields.currency.p);
  if (language !== undefined) vote(COUNTRY_OF_LANGUAGE[language.value], WEIGHT.language * language.p);
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  const all = [...votes.values()].reduce((sum, weight) => sum + weight, WEIGHT.nothing);
  return {
    ...(language === undefined ? {} : { language }),
    ...(best === undefined || best[1] <= 0 ? {} : { country: { value: best[0], p: rounded(best[1] / all) } }),
  };
}

/** The language of a document where the network sees one. */
export function languageOf(tags: WordTags | undefined): Extraction['language'] {
  if (tags === undefined) return undefined;
  const [best] = Object.entries(tags.languages).sort((a, b) => b[1] - a[1]);
  return best === undefined || best[1] < LEAST_LANGUAGE ? undefined : { value: best[0], p: rounded(best[1]) };
}

const rounded = (p: number): number => Math.round(Math.min(0.99, p) * 1000) / 1000;
