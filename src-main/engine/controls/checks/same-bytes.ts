import { type Check, finding } from '../check.ts';

/** The same file at the same client never becomes a second document (intake); at another client it may be in the wrong folder. */
export const sameBytes: Check = {
  id: 'same-bytes',
  title: 'Same file at another client',
  explanation: 'The same file, byte for byte, also arrived for another client.',
  run: (input) =>
    input.sameBytesElsewhere.length === 0
      ? []
      : [
          finding('same-bytes', input, {
            severity: 'doubt',
            group: 'Probably a duplicate',
            reason: `The same file also arrived for ${[...new Set(input.sameBytesElsewhere.map(({ client }) => client))].join(' and ')}. Is it in the right place?`,
          }),
        ],
};
