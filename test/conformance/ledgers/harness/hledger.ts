import { CASES } from '../../../integration/connectors/plain-text-books.ts';
import { plainTextHarnesses } from '../../../integration/connectors/plain-text-harness.ts';

export const harnesses = CASES.filter(({ id }) => id === 'hledger').flatMap((kind) =>
  plainTextHarnesses(kind, 'hledger', 'the Debian package "hledger"'),
);
