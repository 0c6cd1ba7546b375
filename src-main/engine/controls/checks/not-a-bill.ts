import type { DocumentType } from '../../../contract/index.ts';
import { type Check, finding } from '../check.ts';

/** Kinds that are no bills, in the words of the reason. */
const NO_BILLS: Partial<Record<DocumentType, string>> = {
  statement: 'an account statement',
  order: 'an order',
  'delivery-note': 'a delivery note',
  contract: 'a contract',
  other: 'neither a receipt nor an invoice',
};

export const notABill: Check = {
  id: 'not-a-bill',
  title: 'Not a bill',
  explanation: 'The document looks like a statement, an order or something else that is not posted.',
  run(input) {
    const { value } = input.extraction.type;
    const what = NO_BILLS[value];
    if (input.typed.has('type') || what === undefined) return [];
    return [
      finding('not-a-bill', input, {
        severity: 'doubt',
        group: 'Is it a bill?',
        reason: `It looks like ${what}, which is not posted: set it aside, or choose its type.`,
      }),
    ];
  },
};
