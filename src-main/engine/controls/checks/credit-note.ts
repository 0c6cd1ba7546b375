import { type Check, finding } from '../check.ts';

export const creditNote: Check = {
  id: 'credit-note',
  title: 'Credit note',
  explanation: 'Money comes back: a person looks at every credit note.',
  run: (input) =>
    input.extraction.type.value === 'credit-note'
      ? [
          finding('credit-note', input, {
            severity: 'doubt',
            group: 'Credit note',
            reason: 'A credit note: the amount is taken off the expense. Does it belong to a bill you have?',
            field: 'total',
          }),
        ]
      : [],
};
