import { type Holds, VALIDATORS } from './validators.ts';

/**
 * One kind of tax number. `templates` are its shapes without the prefix: `9` a digit, `A` a letter, `*` either, anything else itself.
 * `prefixes` are what countries put in front; `suffix` is what some put behind and what is no part of the number.
 * `holds` is absent where no check digits are published.
 */
export type Scheme = {
  readonly country: string;
  readonly prefixes: readonly string[];
  readonly templates: readonly string[];
  readonly suffix?: RegExp;
  readonly holds?: Holds;
};

const v = VALIDATORS;

/**
 * Shapes of the VAT numbers of the European Union: the format table of VIES (European Commission, FAQ "What is the format of a VAT
 * number"), of the United Kingdom: HMRC notice 700/63, of Switzerland: UIDG article 4 (eCH-0097), of Norway: Brønnøysund register.
 */
export const PREFIXED = {
  AT: { country: 'AT', prefixes: ['AT'], templates: ['U99999999'], holds: v.at },
  BE: { country: 'BE', prefixes: ['BE'], templates: ['9999999999', '999999999'], holds: v.be },
  BG: { country: 'BG', prefixes: ['BG'], templates: ['999999999', '9999999999'], holds: v.bg },
  CH: { country: 'CH', prefixes: ['CHE'], templates: ['999999999'], suffix: /^(?:MWST|TVA|IVA|TPV|VAT|HR)/, holds: v.ch },
  CY: { country: 'CY', prefixes: ['CY'], templates: ['99999999A'], holds: v.cy },
  CZ: { country: 'CZ', prefixes: ['CZ'], templates: ['99999999', '999999999', '9999999999'], holds: v.cz },
  DE: { country: 'DE', prefixes: ['DE'], templates: ['999999999'], holds: v.de },
  DK: { country: 'DK', prefixes: ['DK'], templates: ['99999999'], holds: v.dk },
  EE: { country: 'EE', prefixes: ['EE'], templates: ['999999999'], holds: v.ee },
  EL: { country: 'EL', prefixes: ['EL', 'GR'], templates: ['999999999'], holds: v.gr },
  ES: { country: 'ES', prefixes: ['ES'], templates: ['A99999999', 'A9999999A', '99999999A'], holds: v.es },
  FI: { country: 'FI', prefixes: ['FI'], templates: ['99999999'], holds: v.fi },
  FR: { country: 'FR', prefixes: ['FR'], templates: ['99999999999', '**999999999'], holds: v.fr },
  // The three digits of a branch behind the nine are checked by nothing, so that any number printed next would do; they are left out.
  GB: { country: 'GB', prefixes: ['GB', 'XI'], templates: ['999999999'], holds: v.gb },
  HR: { country: 'HR', prefixes: ['HR'], templates: ['99999999999'], holds: v.hr },
  HU: { country: 'HU', prefixes: ['HU'], templates: ['99999999'], holds: v.hu },
  IE: { country: 'IE', prefixes: ['IE'], templates: ['9999999A', '9999999AA', '9A99999A'], holds: v.ie },
  IT: { country: 'IT', prefixes: ['IT'], templates: ['99999999999'], holds: v.it },
  LT: { country: 'LT', prefixes: ['LT'], templates: ['999999999', '999999999999'], holds: v.lt },
  LU: { country: 'LU', prefixes: ['LU'], templates: ['99999999'], holds: v.lu },
  LV: { country: 'LV', prefixes: ['LV'], templates: ['99999999999'], holds: v.lv },
  MT: { country: 'MT', prefixes: ['MT'], templates: ['99999999'], holds: v.mt },
  NL: { country: 'NL', prefixes: ['NL'], templates: ['999999999B99'], holds: v.nl },
  NO: { country: 'NO', prefixes: ['NO'], templates: ['999999999'], suffix: /^MVA/, holds: v.no },
  PL: { country: 'PL', prefixes: ['PL'], templates: ['9999999999'], holds: v.pl },
  PT: { country: 'PT', prefixes: ['PT'], templates: ['999999999'], holds: v.pt },
  // Two to ten digits are allowed; below seven, a word and a number beside it would do.
  RO: { country: 'RO', prefixes: ['RO'], templates: ['9999999', '99999999', '999999999', '9999999999'], holds: v.ro },
  SE: { country: 'SE', prefixes: ['SE'], templates: ['999999999999'], holds: v.se },
  SI: { country: 'SI', prefixes: ['SI'], templates: ['99999999'], holds: v.si },
  SK: { country: 'SK', prefixes: ['SK'], templates: ['9999999999'], holds: v.sk },
} as const satisfies Record<string, Scheme>;

/** Numbers that carry no prefix of their country; they count only behind a label that names them. */
export const BARE = {
  AR_CUIT: { country: 'AR', prefixes: [], templates: ['99999999999'], holds: v.arCuit },
  AU_ABN: { country: 'AU', prefixes: [], templates: ['99999999999'], holds: v.au },
  BR_CNPJ: { country: 'BR', prefixes: [], templates: ['99999999999999'], holds: v.brCnpj },
  CA_GST: {
    country: 'CA',
    prefixes: [],
    templates: ['999999999RT9999', '999999999RP9999', '999999999RC9999'],
    holds: (bare) => v.ca(bare.slice(0, 9)),
  },
  CA_BN: { country: 'CA', prefixes: [], templates: ['999999999'], holds: v.ca },
  // The local tax numbers of the German offices: 10 to 13 digits, check digits differ by state and are not published for all.
  DE_LOCAL: { country: 'DE', prefixes: [], templates: ['9999999999', '99999999999', '9999999999999'] },
  GCC: { country: 'SA', prefixes: [], templates: ['399999999999993'] },
  HU_LOCAL: { country: 'HU', prefixes: [], templates: ['99999999999'], holds: (bare) => v.hu(bare.slice(0, 8)) },
  ID_NPWP: { country: 'ID', prefixes: [], templates: ['999999999999999'], holds: v.id },
  ID_NPWP16: { country: 'ID', prefixes: [], templates: ['9999999999999999'] },
  IN_GSTIN: { country: 'IN', prefixes: [], templates: ['99AAAAA9999A*A*'], holds: v.gstin },
  // The number of a qualified invoice issuer: T and the thirteen digits of the corporation.
  JP_INVOICE: { country: 'JP', prefixes: [], templates: ['T9999999999999'], holds: (bare) => v.jpCn(bare.slice(1)) },
  MX_RFC: { country: 'MX', prefixes: [], templates: ['AAA999999***', 'AAAA999999***'], holds: v.mxRfc },
  // Royal Malaysian Customs: GST numbers of 2015 to 2018 had 12 digits, service tax numbers are a letter, two and four digits, and eight.
  MY_GST: { country: 'MY', prefixes: [], templates: ['999999999999'] },
  MY_SST: { country: 'MY', prefixes: [], templates: ['A99999999999999'] },
  NZ_GST: { country: 'NZ', prefixes: [], templates: ['99999999', '999999999'], holds: v.nz },
  SE_ORGANISATION: { country: 'SE', prefixes: [], templates: ['9999999999'], holds: v.seOrganisation },
  // ACRA: UEN of businesses, companies and other entities. Older GST numbers begin with M and have no published digits.
  SG_UEN: { country: 'SG', prefixes: [], templates: ['99999999A', '999999999A', 'T99AA9999A', 'S99AA9999A'], holds: v.sg },
  SG_GST: { country: 'SG', prefixes: [], templates: ['M99999999A', 'M999999999', 'MA99999999', 'MR9999999A'] },
  // Internal Revenue Service: two digits of the campus and seven more; only the campus can be checked.
  US_EIN: { country: 'US', prefixes: [], templates: ['999999999'], holds: v.us },
  ZA_VAT: { country: 'ZA', prefixes: [], templates: ['4999999999'], holds: v.za },
} as const satisfies Record<string, Scheme>;

export const SCHEMES: Readonly<Record<keyof typeof PREFIXED | keyof typeof BARE, Scheme>> = { ...PREFIXED, ...BARE };
export type SchemeName = keyof typeof SCHEMES;

/** Schemes by the prefix that a number carries. */
export const BY_PREFIX: ReadonlyMap<string, Scheme> = new Map(
  Object.values<Scheme>(PREFIXED).flatMap((scheme) => scheme.prefixes.map((prefix) => [prefix, scheme] as const)),
);
