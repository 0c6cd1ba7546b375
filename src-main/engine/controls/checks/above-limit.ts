import { parseMoney } from '../../../contract/index.ts';
import { supplierKey } from '../../domain/index.ts';
import { type Check, finding, sayMoney } from '../check.ts';

/** What the policy always shows to a person: large amounts, and suppliers on its list. */
export const aboveLimit: Check = {
  id: 'above-limit',
  title: 'Always shown to you',
  explanation: 'The amount is above the limit of the policy, or the supplier is on its list.',
  run(input) {
    const limit = parseMoney(input.policy.reviewAbove, input.client.currency);
    const supplier = input.extraction.fields.supplier?.value ?? '';
    const listed = supplier !== '' && input.policy.alwaysReview.some((name) => supplierKey(name) === supplierKey(supplier));
    if (listed)
      return [
        finding('above-limit', input, {
          severity: 'doubt',
          group: 'Always shown to you',
          reason: `${supplier} is on the list of suppliers that always wait.`,
          field: 'supplier',
        }),
      ];
    if (!limit || !input.total || input.total.currency !== limit.currency || Math.abs(input.total.minor) <= limit.minor) return [];
    return [
      finding('above-limit', input, {
        severity: 'doubt',
        group: 'Always shown to you',
        reason: `${sayMoney(input.total)} is above your limit of ${sayMoney(limit)}.`,
        field: 'total',
      }),
    ];
  },
};
