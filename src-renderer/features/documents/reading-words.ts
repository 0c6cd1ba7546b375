import { type ReadingTier, ReadingTier as Tiers, type TierUse, type Word } from '../../../src-main/contract/reading.ts';
import { plural } from '../../format/amount.ts';
import { tierWord } from '../../ui/reader-words.ts';

/** Rows of a page that both readers looked at, and in how many of them both say the same. */
export type SecondLook = { rows: number; agreed: number };

/** Counts the rows in which a word was compared; one differing word makes its row differ. */
export function secondLook(pages: readonly (readonly Word[])[]): SecondLook {
  const compared = pages.flatMap((words) => {
    const rows = new Map<number, boolean>();
    for (const { line, agreed, alternatives } of words) {
      if (alternatives && alternatives.length > 0) rows.set(line, false);
      else if (agreed) rows.set(line, rows.get(line) ?? true);
    }
    return [...rows.values()];
  });
  return { rows: compared.length, agreed: compared.filter(Boolean).length };
}

/** One step of a document's way to words. */
export type TierLine = { tier: ReadingTier; label: string; words: string; ms: number };

/** The tiers that were used, cheapest first: what each did and how long it took. `look` is absent while the words are not known. */
export function tierLines(tiers: TierUse, look: SecondLook | undefined): TierLine[] {
  return Tiers.options.flatMap((tier) => {
    const use = tiers[tier];
    return use ? [{ tier, label: tierWord(tier), words: wordsOf(tier, use.count, tiers.own !== undefined, look), ms: use.ms }] : [];
  });
}

function wordsOf(tier: ReadingTier, count: number, isBesideOwn: boolean, look: SecondLook | undefined): string {
  if (tier !== 'second' || !isBesideOwn) return plural(count, 'page');
  // A page whose rows gave nothing to compare was read as a whole.
  if (!look || look.rows === 0) return look ? 'read it as well' : `looked at ${plural(count, 'row')}`;
  return `looked at ${plural(Math.max(count, look.rows), 'row')}, agreed on ${look.agreed}`;
}
