import type { Target } from '../reading/targets.ts';

const share = (id: string, label: string, atLeast: number[], aim: number[]): Target => ({
  ...{ id, label, unit: 'share', isLow: false },
  ...{ atLeast, aim },
});
const low = (id: string, label: string, unit: 'share' | 'ms', atLeast: number[], aim: number[]): Target => ({
  ...{ id, label, unit, isLow: true },
  ...{ atLeast, aim },
});

/** Fields of e-invoices that are looked for on their pages. */
export const INVOICE_FIELDS = ['number', 'date', 'net', 'tax', 'total', 'iban', 'supplier'] as const;

/** The figures that extraction is held to, in the order of the table. */
export const TARGETS: readonly Target[] = [
  share('total', 'receipts: total', [0.93], [0.97]),
  share('date', 'receipts: date', [0.93], [0.98]),
  share('supplier', 'receipts: supplier, nearly', [0.85], [0.93]),
  share('supplier-strict', '… to the letter', [], []),
  share('address', 'receipts: address, nearly', [0.75], [0.88]),
  share('address-strict', '… to the letter', [], []),
  share('f1', 'receipts: F1 of the four, to the letter', [0.8], [0.9]),
  share('both', 'receipts: date and total both right', [0.87], [0.95]),
  share('german', 'German receipts: total / date', [0.9, 0.9], [0.97, 0.97]),
  ...INVOICE_FIELDS.map((field) => share(`invoice-${field}`, `pictures of invoices: ${field}`, [0.95], [0.99])),
  share('lines', 'pictures of invoices: lines, F1', [0.8], [0.92]),
  share('lines-strict', '… descriptions as in the data, numbers of the article included', [], []),
  share('lines-counted', '… by quantity and amount, however described', [], []),
  low('ece', 'error of the probabilities: total / date / both', 'share', [0.03, 0.03, 0.03], [0.02, 0.02, 0.02]),
  low('ece-corrected', '… with wrong labels put right', 'share', [0.03, 0.03, 0.03], [0.02, 0.02, 0.02]),
  share('passing', 'documents that pass on date and total at 99 % measured precision', [0.55], [0.75]),
  share('passing-corrected', '… with wrong labels put right', [0.55], [0.75]),
  low('time-p50', 'extraction of a document: p50', 'ms', [], []),
  low('time', 'extraction of a document: p95', 'ms', [15], [8]),
  low('time-ratio', '… of a receipt, as a share of what native tesseract takes to read one: p50 / p95', 'share', [], []),
];
