import { addMonths } from '../../../contract/index.ts';
import { type Check, finding, sayDate } from '../check.ts';

export const staleDate: Check = {
  id: 'stale-date',
  title: 'Old document',
  explanation: 'The document is older than the policy allows (12 months unless changed); its period may be closed.',
  run(input) {
    const date = input.extraction.fields.date?.value;
    const months = input.policy.staleMonths;
    if (date === undefined || date >= addMonths(input.today, -months)) return [];
    return [
      finding('stale-date', input, {
        severity: 'doubt',
        group: 'Date is odd',
        reason: `It is dated ${sayDate(date)}, more than ${months} months ago.`,
        field: 'date',
      }),
    ];
  },
};
