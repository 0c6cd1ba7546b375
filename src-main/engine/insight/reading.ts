import { type ReadingNumbers, ReadingTier, TierUse } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';

/** Documents that are looked at: enough for a 95th percentile, and their row of the index is read in about a millisecond. */
const NEWEST = 500;

/** Which tiers the newest documents were read with, and how long each took. Readings of releases without tiers are left out. */
export async function readingNumbers({ store }: Pick<EngineContext, 'store'>): Promise<ReadingNumbers> {
  const rows = await store.db.selectFrom('readings').select('tiers_json').orderBy('created_at', 'desc').limit(NEWEST).execute();
  const uses = rows.map(({ tiers_json }) => TierUse.parse(JSON.parse(tiers_json))).filter((use) => Object.keys(use).length > 0);
  return {
    documents: uses.length,
    tiers: ReadingTier.options.flatMap((tier) => {
      const used = uses.flatMap((use) => use[tier] ?? []);
      if (used.length === 0) return [];
      const ms = used.map((use) => use.ms).sort((a, b) => a - b);
      const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0;
      const count = used.reduce((sum, use) => sum + use.count, 0);
      return { tier, documents: used.length, share: used.length / uses.length, count, msP50: at(0.5), msP95: at(0.95) };
    }),
  };
}
