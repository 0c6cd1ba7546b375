import { type Check, finding, sayDate } from '../check.ts';

/** Bills are dated on or before the day they arrive; tomorrow's date is allowed for other time zones. */
export const futureDate: Check = {
  id: 'future-date',
  title: 'Date in the future',
  explanation: 'The document is dated after today.',
  run(input) {
    const date = input.extraction.fields.date?.value;
    if (date === undefined || daysBetween(input.today, date) <= 1) return [];
    return [
      finding('future-date', input, {
        severity: 'wrong',
        group: 'Date is odd',
        reason: `It is dated ${sayDate(date)}, which is in the future.`,
        field: 'date',
      }),
    ];
  },
};

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
