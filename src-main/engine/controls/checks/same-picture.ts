import { type Check, finding } from '../check.ts';

/** A picture that was sent again, saved again or scanned again without being moved: its difference hash barely changes. */
export const samePicture: Check = {
  id: 'same-picture',
  title: 'Same picture again',
  explanation: 'The first page looks the same as that of a document that is here already.',
  run(input) {
    const [closest] = input.samePicture;
    if (!closest) return [];
    return [
      finding('same-picture', input, {
        severity: 'wrong',
        group: 'Probably a duplicate',
        reason: `This is the same picture as ${closest.label}.`,
        others: input.samePicture,
      }),
    ];
  },
};
