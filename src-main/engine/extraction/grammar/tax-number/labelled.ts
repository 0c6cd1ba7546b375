import type { SchemeName } from './schemes.ts';

/**
 * What documents print before a supplier's tax number, with the schemes that a number without its country's prefix can have there. A
 * number with a prefix is read by its prefix behind any label. `other` is a shape that is believed unchecked, `weight` the label's worth.
 */
export type TaxLabel = {
  readonly label: RegExp;
  readonly schemes: readonly SchemeName[];
  readonly other?: RegExp;
  readonly weight: number;
};

/** "no.", "number", "Nr", "č.", "nº" behind a label, in the languages of the labels. */
const NO = '(?:NO|NR|NUM(?:BER|MER|ERO)?|N[°º]|#|CODE|C\\.|TUNNUS)?\\.?';

export const TAX_LABELS: readonly TaxLabel[] = [
  {
    label: /\bUST\.?\s?-?\s?ID(?:ENT)?\.?\s?-?\s?(?:NR|NUMMER|NO)?\.?|UMSATZSTEUER-?\s?ID[A-Z-]{0,20}/g,
    schemes: ['DE'],
    other: /^[A-Z]{2}[A-Z0-9]{8,12}/,
    weight: 3,
  },
  {
    label:
      /\b(?:EU )?VAT\.?\s?(?:REG(?:ISTRATION|D)?\.?)?\s?(?:ID(?:ENTIFICATION)?)?\.?\s?-?\s?(?:(?:NO|NR|NUM(?:BER|MER)?|CODE)(?![A-Z])|#)?\.?/g,
    schemes: ['GB', 'IE', 'ZA_VAT', 'GCC', 'SE_ORGANISATION', 'SE'],
    other: /^(?:(?!NO|NR)[A-Z]{2,3}[A-Z0-9]{7,12}|\d{9,12})/,
    weight: 2.5,
  },
  {
    label:
      /\bG\.?S\.?T\.?(?:IN)?(?:\s?\/\s?(?:[HQ]ST|UIN|UEN))?\s?(?:IN|REG(?:ISTRATION)?)?\.?\s?(?:ID|NO|NUMBER|#|1D|TD)?\.?\s?(?:NO|NUMBER)?\.?/g,
    schemes: ['IN_GSTIN', 'CA_GST', 'SG_UEN', 'SG_GST', 'MY_GST', 'MY_SST', 'AU_ABN', 'CA_BN', 'NZ_GST'],
    other: /^(?:\d{12}|\d{9}|[A-Z]\d{8,9}[A-Z]?)(?!\d)/,
    weight: 2,
  },
  { label: /\bSST\.?\s?(?:ID|REG)?\.?\s?(?:NO)?\.?/g, schemes: ['MY_SST', 'MY_GST'], weight: 2 },
  { label: /\bSERVICE TAX\.?\s?(?:ID|REG)?\.?\s?(?:NO)?\.?/g, schemes: ['MY_SST'], weight: 2 },
  { label: /\bA\.?B\.?N\b\.?\s?(?:NO|NUMBER|#)?\.?/g, schemes: ['AU_ABN'], weight: 3 },
  { label: /\bU\.?E\.?N\b\.?\s?(?:NO)?\.?/g, schemes: ['SG_UEN'], weight: 2 },
  { label: /\bNPWP\b/g, schemes: ['ID_NPWP', 'ID_NPWP16'], weight: 3 },
  {
    label: /\b(?:N[°O]?\.?\s?(?:DE\s)?)?T\.?V\.?A\.?\s?(?:INTRACOM\w{0,12}\.?)?\s?(?:N[°O.]{0,2})?/g,
    schemes: ['FR', 'BE', 'LU', 'CH'],
    other: /^[A-Z]{2}[A-Z0-9]{9,11}/,
    weight: 2.5,
  },
  {
    label: /\b(?:N\.?I\.?F|C\.?I\.?F|N\.?I\.?P\.?C)\b\.?(?:\s?\/\s?(?:N\.?I\.?F|C\.?I\.?F|VAT))?/g,
    schemes: ['ES', 'PT', 'RO'],
    weight: 2.5,
  },
  { label: /\b(?:CONTRIBUINTE|CONTR?\.)\s?(?:N[.°ºO]{0,2})?/g, schemes: ['PT'], weight: 2 },
  { label: /\b(?:PARTITA\s?IVA|P\.?\s?IVA)\b\.?/g, schemes: ['IT'], weight: 3 },
  { label: /\bBTW\.?\s?-?\s?(?:ID|NR|NUMMER)?\.?/g, schemes: ['NL', 'BE'], weight: 2.5 },
  { label: new RegExp(`\\b(?:ONDERNEMINGS|ENTREPRISE|KBO)\\s?-?\\s?(?:NUMMER|${NO})`, 'g'), schemes: ['BE'], weight: 1.5 },
  {
    label: /\bUID\.?\s?-?\s?(?:NR|NO|NUMMER)?\.?|\b(?:MWST|IDE|IDI)\.?\s?-?\s?(?:NR|NUMMER)?\.?(?=\W{0,4}CHE)/g,
    schemes: ['AT'],
    weight: 2.5,
  },
  { label: new RegExp(`\\bNIP\\b\\s?${NO}`, 'g'), schemes: ['PL'], weight: 3 },
  // Czech and Slovak: DIC is the tax number, in Slovakia without its prefix; IC DPH the Slovak one with it.
  { label: /\bD\.?I\.?C\b\.?(?!\s?DPH)|\bIC\s?DPH\b\.?|\bDANOVE ID\w{0,12}/g, schemes: ['SK', 'CZ'], weight: 2.8 },
  { label: new RegExp(`\\bCVR\\b\\s?-?\\s?${NO}|\\bSE\\s?-?\\s?(?:NR|NUMMER)\\b\\.?`, 'g'), schemes: ['DK'], weight: 2.8 },
  { label: /\b(?:MOMS|VAT)\s?-?\s?(?:REG(?:ISTRERINGS)?)?\.?\s?-?\s?(?:NR|NUMMER)\b\.?/g, schemes: ['SE', 'DK'], weight: 2.8 },
  { label: /\bORG(?:ANISATIONS)?\.?\s?-?\s?(?:NR|NUMMER)\b\.?/g, schemes: ['NO', 'SE_ORGANISATION', 'SE'], weight: 1.6 },
  { label: /\b(?:ALV|MVA)\s?-?\s?(?:NRO|NUMERO|TUNNISTE|NR|REG)?\b\.?|\bY\s?-?\s?TUNNUS\b/g, schemes: ['FI', 'NO'], weight: 2.5 },
  { label: /\bADOSZAM\w{0,3}|\bKOZOSSEGI ADOSZAM\w{0,3}/g, schemes: ['HU_LOCAL', 'HU'], weight: 2.8 },
  { label: /\bC\.?U\.?I\b\.?|\bCOD FISCAL\b/g, schemes: ['RO'], weight: 2 },
  {
    label: /\b(?:PVM(?: MOKETOJO)?(?: KODAS)?|PVN(?: REG\.?)?(?: NR)?|KMKR(?: NR)?|OIB|ID ZA DDV|AFM|DDV)\b\.?/g,
    schemes: ['LT', 'LV', 'EE', 'HR', 'SI', 'EL'],
    weight: 2.5,
  },
  { label: /\bC\.?N\.?P\.?J\b\.?/g, schemes: ['BR_CNPJ'], weight: 3 },
  { label: /\bR\.?F\.?C\b\.?/g, schemes: ['MX_RFC'], weight: 2.5 },
  { label: /\bC\.?U\.?I\.?T\b\.?/g, schemes: ['AR_CUIT'], weight: 3 },
  { label: /登録番号|\bREGISTRATION NO\.?(?=\W{0,4}T\d)/g, schemes: ['JP_INVOICE'], weight: 3 },
  { label: /\bT\.?R\.?N\b\.?/g, schemes: ['GCC'], other: /^1\d{14}(?!\d)/, weight: 2.2 },
  { label: /\bSTEUER\s?-?\s?(?:NR|NUMMER)\.?|\bST\.?\s?-?\s?NR\.?/g, schemes: ['DE_LOCAL'], other: /^\d{10,13}(?!\d)/, weight: 1.2 },
  { label: /\bF?E\.?I\.?N\b\.?\s?(?:NO|NUMBER|#)?\.?|\bFEDERAL (?:TAX )?ID\b\.?\s?(?:NO|NUMBER|#)?\.?/g, schemes: ['US_EIN'], weight: 2 },
  {
    label: /\b(?:TAX|TIN)\s?(?:ID|REG(?:ISTRATION)?|PAYER)?\.?\s?(?:NO|NUMBER|#)?\.?/g,
    schemes: ['US_EIN', 'ID_NPWP', 'AU_ABN'],
    other: /^(?:\d{9,13}|[A-Z]{1,3}\d{8,12}[A-Z]?)(?!\d)/,
    weight: 1,
  },
];
