import { type Bench, type PartResult, refusalsOf } from '../bench.ts';
import { DAMAGES } from '../damage.ts';
import { type Column, wordsOf } from '../read-pages.ts';
import { haveWordScorer, scoreWords, type WordScore } from '../score-words.ts';
import { type Figure, written } from '../targets.ts';

/** What each kind of damage costs in word recall, against the same receipts as they were scanned. */
export async function damages(bench: Bench): Promise<PartResult | string> {
  if (!haveWordScorer()) return 'the SROIE corpus and its scorer are not here';
  const refused: string[] = [];
  const scoreOf = async (column: Column, name: string | undefined): Promise<WordScore> => {
    const { pages } = await bench.damaged(column, name);
    const some = refusalsOf(pages);
    if (some !== '') refused.push(`${name ?? 'as scanned'}, ${column}${some}`);
    return scoreWords(pages.map((page) => ({ id: page.id, words: wordsOf(page) })));
  };
  const clean = new Map<Column, number>();
  for (const column of bench.columns) clean.set(column, (await scoreOf(column, undefined)).recall);
  const n = `${bench.toDamage.length} receipts`;
  const figures: Figure[] = [];
  const rows: string[][] = [
    ['as scanned', ...bench.columns.flatMap((column) => [written('share', [clean.get(column) ?? Number.NaN]), ''])],
  ];
  for (const { name, label } of DAMAGES) {
    const recalls = new Map<Column, number>();
    for (const column of bench.columns) recalls.set(column, (await scoreOf(column, name)).recall);
    const loss = (column: Column): number => (clean.get(column) ?? Number.NaN) - (recalls.get(column) ?? Number.NaN);
    figures.push({ id: name, n, ...Object.fromEntries(bench.columns.map((column) => [column, [loss(column)]])) });
    rows.push([
      label,
      ...bench.columns.flatMap((column) => [written('share', [recalls.get(column) ?? Number.NaN]), written('share', [loss(column)])]),
    ]);
  }
  if (refused.length > 0)
    rows.push([`Pages refused, which count as unread: ${refused.join('. ')}`, ...bench.columns.flatMap(() => ['', ''])]);
  return {
    figures,
    sections: [
      {
        title: 'Damaged pictures',
        note: `${n}, one of each company first, damaged on purpose (\`test/bench/reading/damage.ts\`, seeded): shadow, a soft fall-off of light to less than half and a hard edge behind which it is half as bright again; turns by 8°, 90° and 180°; rows that bend by 0.9 % of the width; half the resolution; blur; and a photo: askew on a wooden table, seen at an angle, in uneven light, with noise.`,
        columns: ['damage', ...bench.columns.flatMap((column) => [`${column}: word recall`, 'loss'])],
        rows,
      },
    ],
  };
}
