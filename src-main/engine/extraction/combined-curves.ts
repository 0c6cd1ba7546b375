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
  number: { bias: -0.5, rules: 0.47, tag: 0.46, wordP: 0.05, holds: 0 },
  supplierTaxId: { bias: -1.6, rules: 0.77, tag: 0.62, wordP: 0.08, holds: 0 },
  iban: START,
  purchaseOrder: { bias: -1.54, rules: 0.53, tag: 1.49, wordP: 0.11, holds: 0 },
  dueDate: { bias: 1.18, rules: 0.64, tag: 0.38, wordP: 0, holds: 0 },
  net: { bias: -2.07, rules: 0, tag: 0.17, wordP: 0.22, holds: 2.3 },
  tax: { bias: -0.83, rules: 0.1, tag: 0.26, wordP: 0.13, holds: 1.97 },
  tip: { ...START, rules: 0 },
  cash: { bias: 0.56, rules: 0.32, tag: 0.3, wordP: 0.6, holds: 0 },
  change: { bias: 2.26, rules: 0.64, tag: 0.31, wordP: 0.25, holds: 0 },
  cardDigits: { bias: 1.7, rules: 0.45, tag: 0.32, wordP: 0.35, holds: 0 },
};
