import type { Bench, PartResult } from '../bench.ts';
import type { Outcome } from '../outcome.ts';
import { bothRight, right, shareOf } from '../shares.ts';
import { wrongLabels } from '../wrong-labels.ts';
import { interval, written } from './receipts.ts';

/** Total and date of receipts of German shops, whose file names say both. */
export async function german(bench: Bench): Promise<PartResult | string> {
  const outcomes = await bench.german();
  if (outcomes.length === 0) return 'the German receipts are not here';
  const corrected = await bench.german('corrected');
  const named = wrongLabels('receipts-de').map(({ id, field }) => `${id} (${field})`);
  const row = (name: string, of: (outcomes: readonly Outcome[]) => ReturnType<typeof right>): string[] => [
    name,
    written(of(outcomes)),
    interval(of(outcomes)),
    written(of(corrected)),
  ];
  return {
    figures: [
      {
        id: 'german',
        n: `${outcomes.length} receipts`,
        own: [shareOf(right(outcomes, 'total')), shareOf(right(outcomes, 'date'))],
      },
    ],
    sections: [
      {
        title: 'German receipts',
        note: `${outcomes.length} cropped scans of German tills; nothing was tuned on them. Named otherwise than they say: ${named.join(', ') || 'none'}. Not right: ${missed(outcomes)}.`,
        columns: ['', 'as named', '95 %', 'with wrong names put right'],
        rows: [row('total', (o) => right(o, 'total')), row('date', (o) => right(o, 'date')), row('date and total', bothRight)],
      },
    ],
  };
}

function missed(outcomes: readonly Outcome[]): string {
  const wrong = outcomes.flatMap(({ id, verdicts }) =>
    verdicts.filter(({ isRight }) => !isRight).map(({ field, got }) => `${id} (${field}: ${got ?? 'not found'})`),
  );
  return wrong.join(', ') || 'none';
}
