import type { FieldName } from '../../../src-main/contract/index.ts';
import { similarity, squash } from '../extraction/truth.ts';
import type { Labelled } from './documents.ts';

/** Names of the truth where they differ from the fields'. */
const TRUE_NAMES: Partial<Record<FieldName, string>> = { purchaseOrder: 'orderNumber' };
const TEXTS = new Set<FieldName>(['supplier', 'address']);
const IDENTIFIERS = new Set<FieldName>(['number', 'purchaseOrder', 'supplierTaxId', 'iban']);

/** The true value of a field, or undefined where the document has none or its label says nothing of it. */
export function trueValue(name: FieldName, { truth }: Labelled): string | undefined {
  const value = truth[TRUE_NAMES[name] ?? name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether the label of a document decides on a field at all: one that knows every tag does, also where the value is missing. */
export function isDecided(name: FieldName, document: Labelled): boolean {
  return trueValue(name, document) !== undefined || document.known === undefined;
}

/** 1 for the true value, 0.5 for a name but for a letter or two, else 0. Amounts of credit notes count without sign. */
export function rightOf(name: FieldName, value: string, document: Labelled): number {
  const want = trueValue(name, document);
  if (want === undefined) return 0;
  if (TEXTS.has(name)) return squash(value) === squash(want) ? 1 : similarity(value, want) >= (name === 'supplier' ? 0.9 : 0.85) ? 0.5 : 0;
  if (IDENTIFIERS.has(name)) return squash(value) === squash(want) ? 1 : 0;
  return value.replace(/^-/, '') === want.replace(/^-/, '') ? 1 : 0;
}
