import type { Bench, PartResult } from '../bench.ts';
import type { Outcome } from '../outcome.ts';
import { bothRight, right, shareOf } from '../shares.ts';

type Slice = readonly [name: string, of: (outcome: Outcome) => string];

const SLICES: readonly Slice[] = [
  ['language', ({ about }) => about.language],
  ['country', ({ about }) => about.country],
  ['picture', ({ about }) => about.picture],
  ['words', ({ words }) => (words < 100 ? 'below 100' : words < 200 ? '100 to 199' : words < 400 ? '200 to 399' : '400 and more')],
  ['supplier', ({ about }) => (about.isSupplierSeen ? 'trained on' : 'new')],
];

/** The same shares by kind of document; photos of the receipts and receipts of trained suppliers are only here. */
export async function slices(bench: Bench): Promise<PartResult | string> {
  const all = [...(await bench.all()), ...(await bench.photos()), ...(await bench.seen())];
  if (all.length === 0) return 'none of the corpora is here';
  const x = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(3));
  const rows = SLICES.flatMap(([name, of]) => {
    const groups = [...Map.groupBy(all, of)].toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
    return groups.map(([value, group]) => [
      `${name}: ${value}`,
      String(group.length),
      ...[
        right(group, 'total'),
        right(group, 'date'),
        right(group, 'supplier', 'near'),
        right(group, 'address', 'near'),
        bothRight(group),
      ].map((share) => x(shareOf(share))),
    ]);
  });
  return {
    figures: [],
    sections: [
      {
        title: 'By kind of document',
        note: 'All pictures above, with photos of the same receipts (askew on a table, at an angle, in uneven light) and receipts of suppliers that networks were trained on, which count in no target.',
        columns: ['', 'n', 'total', 'date', 'supplier, nearly', 'address, nearly', 'date and total'],
        rows,
      },
    ],
  };
}
