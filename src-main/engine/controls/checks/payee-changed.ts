import { type Check, finding } from '../check.ts';

/** The commonest payment fraud: a real-looking bill of a known supplier with a new bank account. */
export const payeeChanged: Check = {
  id: 'payee-changed',
  title: 'Bank account changed',
  explanation: "The bank account on the bill differs from all that this supplier's earlier bills named.",
  run(input) {
    const iban = input.extraction.fields.iban?.value;
    const known = [...new Set(input.history.ibans)];
    if (iban === undefined || known.length === 0 || known.includes(iban)) return [];
    const reason = `The bank account on this bill is new. Earlier bills named ${known[0]}${known.length > 1 ? ` and ${known.length - 1} more` : ''}. Call the supplier on a number you know.`;
    return [finding('payee-changed', input, { severity: 'wrong', group: 'Payee changed', reason, field: 'iban' })];
  },
};
