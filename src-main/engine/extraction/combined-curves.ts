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
  number: { bias: -0.46, rules: 0.55, tag: 0.49, wordP: 0.05, holds: 0 },
  supplierTaxId: { bias: -1.16, rules: 0.81, tag: 0.6, wordP: 0, holds: 0 },
  iban: START,
  purchaseOrder: { bias: -2.12, rules: 0, tag: 0.13, wordP: 0.01, holds: 0 },
  dueDate: { bias: 1.2, rules: 0.7, tag: 0.37, wordP: 0, holds: 0 },
  net: { bias: -2.23, rules: 0, tag: 0.15, wordP: 0.3, holds: 2.37 },
  tax: { bias: -0.85, rules: 0.05, tag: 0.32, wordP: 0.1, holds: 2.26 },
  tip: { ...START, rules: 0 },
  cash: { ...START, rules: 0 },
  change: { ...START, rules: 0 },
  cardDigits: { ...START, rules: 0 },
};
