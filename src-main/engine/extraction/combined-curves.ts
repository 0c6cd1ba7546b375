import type { Combined } from './combine.ts';

/** Fields of which rules and network each say something. */
export const COMBINED_NAMES = [
  'number',
  'supplierTaxId',
  'iban',
  'purchaseOrder',
  'dueDate',
  'net',
  'tax',
  'tip',
  'cash',
  'change',
  'cardDigits',
] as const;
export type CombinedName = (typeof COMBINED_NAMES)[number];

const START: Combined = { bias: -0.5, rules: 0.5, tag: 0.6, wordP: 0.15, holds: 0.8 };

export const COMBINED: Readonly<Record<CombinedName, Combined>> = {
  number: { bias: -0.46, rules: 0.51, tag: 0.46, wordP: 0.07, holds: 0 },
  supplierTaxId: { bias: -1.25, rules: 0.77, tag: 0.6, wordP: 0.05, holds: 0 },
  iban: START,
  purchaseOrder: { bias: -0.63, rules: 0.33, tag: 1.29, wordP: 0.16, holds: 0 },
  dueDate: { bias: 1.2, rules: 0.64, tag: 0.36, wordP: 0, holds: 0 },
  net: { bias: -2.04, rules: 0, tag: 0.16, wordP: 0.22, holds: 2.41 },
  tax: { bias: -0.89, rules: 0.09, tag: 0.29, wordP: 0.12, holds: 2.08 },
  tip: { ...START, rules: 0 },
  cash: { bias: 0.69, rules: 0.28, tag: 0.26, wordP: 0.61, holds: 0 },
  change: { bias: 2.6, rules: 0.53, tag: 0.18, wordP: 0.25, holds: 0 },
  cardDigits: { bias: 0.58, rules: 0.7, tag: 0.47, wordP: 0.49, holds: 0 },
};
