import type { ReadingTier } from '../../../../src-main/contract/index.ts';
import type { Section } from '../../report.ts';
import type { Bench, PartResult } from '../bench.ts';
import { DAMAGES } from '../damage.ts';
import { type Axis, drawScatter } from '../drawings.ts';
import { type PageRead, wordsOf } from '../read-pages.ts';
import { haveWordScorer, scoreWords } from '../score-words.ts';
import { written } from '../targets.ts';

type Point = { readonly score: number; readonly recall: number; readonly problems: readonly string[] };

/** Whether the quality that is told before reading says how well a page will be read; and which tiers the pages needed. */
export async function quality(bench: Bench): Promise<PartResult | string> {
  if (!haveWordScorer()) return 'the SROIE corpus and its scorer are not here';
  if (!bench.columns.includes('own')) return 'only the own reader judges pictures';
  const points: Point[] = [];
  for (const name of [undefined, ...DAMAGES.map((damage) => damage.name)])
    points.push(...pointsOf((await bench.damaged('own', name)).pages));
  const tiers = tierSection((await bench.oneByOne('own')).pages);
  if (points.length === 0) return { figures: [], sections: [tiers] };
  return {
    figures: [],
    sections: [qualitySection(points), tiers],
    drawings: {
      'quality.svg': drawScatter(
        points.map(({ score, recall }) => ({ x: score, y: recall })),
        axis('quality score'),
        axis('word recall'),
      ),
    },
  };
}

function pointsOf(pages: readonly PageRead[]): Point[] {
  const recalls = new Map(
    scoreWords(pages.map((page) => ({ id: page.id, words: wordsOf(page) }))).pages.map(({ id, recall }) => [id, recall]),
  );
  return pages.flatMap((page) => {
    const judged = page.reading?.pages[0]?.quality;
    const recall = recalls.get(page.id);
    return judged === undefined || recall === undefined ? [] : [{ score: judged.score, recall, problems: judged.problems }];
  });
}

const axis = (name: string): Axis => ({ name, from: 0, to: 1 });

const BINS = [0, 0.3, 0.5, 0.7, 0.85, 1.01] as const;

function qualitySection(points: readonly Point[]): Section {
  const bins = BINS.slice(1).map((to, i) => {
    const from = BINS[i] ?? 0;
    const inside = points.filter(({ score }) => score >= from && score < to);
    const mean = inside.reduce((sum, { recall }) => sum + recall, 0) / inside.length;
    const poor = inside.filter(({ recall }) => recall < 0.7).length;
    return [`${from} to ${Math.min(1, to)}`, String(inside.length), written('share', [mean]), String(poor)];
  });
  const named = points.filter(({ problems }) => problems.length > 0);
  const ranks = rankCorrelation(
    points.map(({ score }) => score),
    points.map(({ recall }) => recall),
  );
  const recallOfNamed = written('share', [named.reduce((sum, { recall }) => sum + recall, 0) / named.length]);
  return {
    title: 'Quality told before reading',
    note: `![Quality and word recall](benchmarks/quality.svg)\n\n${points.length} pages, as scanned and damaged. The score is told before anything is read; rank correlation is Spearman's.`,
    columns: ['score', 'pages', 'mean word recall', 'pages below .7'],
    rows: [
      ...bins,
      ['a problem was named', String(named.length), recallOfNamed, String(named.filter(({ recall }) => recall < 0.7).length)],
      [`rank correlation with recall: ${ranks.toFixed(2)}`, String(points.length), '', ''],
    ],
  };
}

/** Spearman's: the correlation of ranks, ties sharing their mean rank. */
function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const ranks = (values: readonly number[]): number[] =>
    values.map((value) => values.filter((other) => other < value).length + (values.filter((other) => other === value).length - 1) / 2);
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (x.length - 1) / 2;
  const dot = (p: readonly number[], q: readonly number[]): number =>
    p.reduce((sum, value, i) => sum + (value - mean) * ((q[i] ?? 0) - mean), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

function tierSection(pages: readonly PageRead[]): Section {
  const names: readonly ReadingTier[] = ['text', 'e-invoice', 'own', 'second'];
  return {
    title: 'Tiers',
    note: `What the ${pages.length} receipts of the split needed beyond their picture, read one after another.`,
    columns: ['tier', 'documents that used it', 'pages or rows in all', 'per document that used it, mean'],
    rows: names.flatMap((name) => {
      const used = pages.flatMap(({ ms }) => ms.tiers[name] ?? []).filter(({ count }) => count > 0);
      if (used.length === 0) return [];
      const sum = (of: 'count' | 'ms'): number => used.reduce((total, one) => total + one[of], 0);
      return [
        [
          name,
          `${used.length} (${((100 * used.length) / pages.length).toFixed(0)} %)`,
          String(sum('count')),
          written('ms', [sum('ms') / used.length]),
        ],
      ];
    }),
  };
}
