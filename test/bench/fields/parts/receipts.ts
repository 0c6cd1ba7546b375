import { squash } from '../../extraction/truth.ts';
import type { Figure } from '../../reading/targets.ts';
import type { Section } from '../../report.ts';
import type { Bench, PartResult } from '../bench.ts';
import { scoreWithTool } from '../corpus-scorer.ts';
import type { Outcome } from '../outcome.ts';
import { bothRight, f1, right, type Share, shareOf, verdictsOf, wilson } from '../shares.ts';
import { wrongLabels } from '../wrong-labels.ts';

const FIELDS = ['total', 'date', 'supplier', 'address'] as const;

/** The four labelled values of the receipts, as labelled and with wrong labels put right. */
export async function receipts(bench: Bench): Promise<PartResult | string> {
  const outcomes = await bench.receipts();
  if (outcomes.length === 0) return 'the SROIE corpus is not here';
  const n = `${outcomes.length} receipts`;
  const figure = (id: string, ...own: number[]): Figure => ({ id, n, own });
  const share = (field: (typeof FIELDS)[number], how: 'strict' | 'near'): number => shareOf(right(outcomes, field, how));
  return {
    figures: [
      figure('total', share('total', 'strict')),
      figure('date', share('date', 'strict')),
      figure('supplier', share('supplier', 'near')),
      figure('supplier-strict', share('supplier', 'strict')),
      figure('address', share('address', 'near')),
      figure('address-strict', share('address', 'strict')),
      figure('f1', meanF1(outcomes)),
      figure('both', shareOf(bothRight(outcomes))),
    ],
    sections: [section(outcomes, await bench.receipts('corrected'))],
  };
}

function meanF1(outcomes: readonly Outcome[]): number {
  return FIELDS.reduce((sum, field) => sum + f1(outcomes, field), 0) / FIELDS.length;
}

function section(labelled: readonly Outcome[], corrected: readonly Outcome[]): Section {
  const rows: (readonly [string, (outcomes: readonly Outcome[]) => Share])[] = [
    ['total', (o) => right(o, 'total')],
    ['date', (o) => right(o, 'date')],
    ['supplier, nearly', (o) => right(o, 'supplier', 'near')],
    ['supplier, to the letter', (o) => right(o, 'supplier')],
    ['address, nearly', (o) => right(o, 'address', 'near')],
    ['address, to the letter', (o) => right(o, 'address')],
    ['date and total', bothRight],
  ];
  const suppliers = new Set(verdictsOf(labelled, 'supplier').map(({ want }) => squash(want))).size;
  const wrong = wrongLabels('sroie').filter(({ id }) => labelled.some((one) => one.id === id));
  const tool = scoreWithTool(labelled);
  const compared = tool === undefined ? ' The scorer of the corpora is not beside the project.' : ` ${agreement(tool, labelled)}`;
  const named = wrong.map(({ id, field }) => `${id} (${field})`).join(', ') || 'none';
  return {
    title: 'Receipts',
    note: `${labelled.length} scanned receipts of ${suppliers} companies that nothing was trained on, from the picture to the fields. Names and addresses compare by letters and digits; "nearly" allows one sign in ten to differ (addresses: three in twenty). Wilson's interval of 95 % behind each share. Labels that the pictures contradict: ${named}.${compared}`,
    columns: ['', 'as labelled', '95 %', 'with wrong labels put right'],
    rows: [
      ...rows.map(([name, of]) => [name, written(of(labelled)), interval(of(labelled)), written(of(corrected))]),
      ['F1 of the four, to the letter', meanF1(labelled).toFixed(3), '', meanF1(corrected).toFixed(3)],
    ],
  };
}

export const written = (share: Share): string => `${shareOf(share).toFixed(3)} (${share.right} of ${share.of})`;
export const interval = (share: Share): string =>
  wilson(share)
    .map((end) => end.toFixed(3))
    .join(' to ');

function agreement(tool: Readonly<Record<string, number>>, outcomes: readonly Outcome[]): string {
  const apart = FIELDS.filter((field) => tool[field] !== right(outcomes, field).right);
  return apart.length === 0
    ? "The corpora's own scorer counts the same."
    : `The corpora's own scorer counts otherwise: ${apart.map((field) => `${field} ${tool[field]}`).join(', ')}.`;
}
