import { type Check, finding } from '../check.ts';

export const foreignCurrency: Check = {
  id: 'foreign-currency',
  title: 'Other currency',
  explanation: "The document's currency is not the client's.",
  run(input) {
    const { currency } = input.extraction.fields;
    if (currency === undefined || currency.value === input.client.currency) return [];
    return [
      finding('foreign-currency', input, {
        severity: 'doubt',
        group: 'Other currency',
        reason: `It is in ${currency.value}; the books are kept in ${input.client.currency}. It will be posted in ${currency.value}.`,
        field: 'currency',
      }),
    ];
  },
};
