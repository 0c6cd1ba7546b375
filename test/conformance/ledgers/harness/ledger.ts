import { CASES } from '../../../integration/connectors/plain-text-books.ts';
import { plainTextHarnesses } from '../../../integration/connectors/plain-text-harness.ts';

export const harnesses = CASES.filter(({ id }) => id === 'ledger').flatMap((kind) =>
  plainTextHarnesses(kind, 'ledger', 'the Debian package "ledger"'),
);
