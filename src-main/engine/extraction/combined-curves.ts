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
  number: START,
  supplierTaxId: START,
  iban: START,
  purchaseOrder: { ...START, rules: 0, bias: -0.5 },
  dueDate: START,
  net: START,
  tax: START,
  tip: { ...START, rules: 0 },
  cash: { ...START, rules: 0 },
  change: { ...START, rules: 0 },
  cardDigits: { ...START, rules: 0 },
};
