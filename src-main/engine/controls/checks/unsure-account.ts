import { type Check, finding } from '../check.ts';

/** The coding abstains rather than guesses; then a person says where it goes, and the next document of the supplier follows. */
export const unsureAccount: Check = {
  id: 'unsure-account',
  title: 'Not sure of the account',
  explanation: 'Neither the history of the supplier nor the text says clearly enough which account it belongs to.',
  run(input) {
    if (input.typed.has('account') || input.words === 0 || input.coding.p >= input.policy.minimum.account) return [];
    return [finding('unsure-account', input, { severity: 'doubt', group: 'Which account?', reason: input.coding.why })];
  },
};
