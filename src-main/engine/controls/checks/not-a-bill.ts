import { type Check, finding } from '../check.ts';

export const notABill: Check = {
  id: 'not-a-bill',
  title: 'Not a bill',
  explanation: 'The document looks like a statement or something else that is not posted.',
  run(input) {
    const { value } = input.extraction.type;
    if (input.typed.has('type') || (value !== 'statement' && value !== 'other')) return [];
    const what = value === 'statement' ? 'an account statement' : 'neither a receipt nor an invoice';
    return [
      finding('not-a-bill', input, {
        severity: 'doubt',
        group: 'Is it a bill?',
        reason: `It looks like ${what}. Statements are not posted: set it aside, or choose its type.`,
      }),
    ];
  },
};
