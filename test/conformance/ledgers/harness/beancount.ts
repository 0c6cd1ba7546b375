import { CASES } from '../../../integration/connectors/plain-text-books.ts';
import { plainTextHarnesses } from '../../../integration/connectors/plain-text-harness.ts';

export const harnesses = CASES.filter(({ id }) => id === 'beancount').flatMap((kind) =>
  plainTextHarnesses(kind, 'programs', 'the Debian package "beancount"'),
);
