import { type Check, finding } from '../check.ts';

/** A second photo of the same paper: supplier and number agree, or supplier, date and total. */
export const sameBill: Check = {
  id: 'same-bill',
  title: 'Same bill again',
  explanation: 'Supplier and number, or supplier, date and total, agree with a document that is here already.',
  run(input) {
    const [first] = input.sameBill;
    if (!first) return [];
    const shared = first.by === 'number' ? `number ${first.number}` : 'date and total';
    return [
      finding('same-bill', input, {
        severity: 'wrong',
        group: 'Probably a duplicate',
        reason: `Same supplier and ${shared} as ${first.label}.`,
        field: first.by === 'number' ? 'number' : 'total',
        others: input.sameBill,
      }),
    ];
  },
};
