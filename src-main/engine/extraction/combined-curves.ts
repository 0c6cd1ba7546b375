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
  number: { bias: -0.36, rules: 0.44, tag: 0.39, wordP: 0.05, holds: 0 },
  supplierTaxId: { bias: -1.86, rules: 0.81, tag: 0.67, wordP: 0.11, holds: 0 },
  iban: START,
  purchaseOrder: { bias: -1.27, rules: 0.66, tag: 1.8, wordP: 0, holds: 0 },
  dueDate: { bias: 1.3, rules: 0.6, tag: 0.37, wordP: 0, holds: 0 },
  net: { bias: -2.04, rules: 0, tag: 0.17, wordP: 0.24, holds: 2.25 },
  tax: { bias: -0.88, rules: 0.01, tag: 0.28, wordP: 0.13, holds: 2.23 },
  tip: { ...START, rules: 0 },
  cash: { bias: 0.14, rules: 0.31, tag: 0.3, wordP: 0.79, holds: 0 },
  change: { bias: 2.76, rules: 0.58, tag: 0.27, wordP: 0.1, holds: 0 },
  cardDigits: { bias: 2.03, rules: 0.5, tag: 0.22, wordP: 0.36, holds: 0 },
};
