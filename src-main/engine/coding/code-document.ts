import type { Account, Client, Coding, Extraction } from '../../contract/index.ts';
import type { CategoryGuess } from '../ports.ts';

/** How often a supplier's documents went to an account. `byPerson` counts those that a person decided. */
export type AccountHistory = readonly {
  readonly account: string;
  readonly taxCode: string;
  readonly count: number;
  readonly byPerson: number;
  readonly last: string;
}[];

/**
 * Below these the classifier abstains: a confident wrong account is worse than a question. Measured on 53 invented suppliers with and
 * without goods, of 19 categories and of none: with goods, guesses of other accounts than meals were right in 33 of 33 cases from .45 on
 * (37 of 38 from .35 on), by the name alone in 20 of 23 from .5 on and in 11 of 11 from .8 on.
 */
const LEAST = { withGoods: 0.45, byName: 0.8 } as const;
/**
 * Meals is what the net says of words that it does not know: "Brown & Co" alone is a meal with 1.00, "Sundries" with .89, and with goods
 * 4 of 13 such guesses were right. Only goods that say so clearly count.
 */
const FALLBACK_CATEGORIES: readonly string[] = ['meals', 'entertainment'];
const LEAST_FOR_FALLBACK = 0.9;
/** Above every sum of probabilities. */
const NEVER = Number.POSITIVE_INFINITY;
/** What a category guess is worth at most as an account: the classifier never saw this client's chart. */
const CLASSIFIER_CEILING = 0.85;

/**
 * Account and tax code of a document: the supplier's own history first (a person's latest decision outranks everything), then the
 * text classifier through the chart's categories, then the fallback account with probability 0, which always asks.
 */
export function codeDocument(
  client: Client,
  extraction: Extraction,
  history: AccountHistory,
  guesses: readonly CategoryGuess[],
  fallback: string,
): Coding {
  const taxCode = taxCodeFor(client, extraction);
  const known = fromHistory(client, history);
  if (known) return { ...known, taxCode: known.taxCode ?? taxCode };
  const ranked = accountsOf(client, guesses);
  const best = ranked[0];
  const others = ranked.slice(1, 6).map(({ account, p }) => ({ account: account.code, p }));
  if (!best || best.sum < leastFor(best.account, extraction)) {
    const why = best
      ? `No document of this supplier was coded yet; the text looks like ${inWords(best.category)}, but not clearly.`
      : 'No document of this supplier was coded yet, and its text fits no account.';
    const alternatives = best ? [{ account: best.account.code, p: best.p }, ...others] : others;
    return { account: activeOr(client, fallback), taxCode, p: 0, why, alternatives };
  }
  return { account: best.account.code, taxCode, p: best.p, why: `The text looks like ${inWords(best.category)}.`, alternatives: others };
}

function leastFor(account: Account, extraction: Extraction): number {
  const hasGoods = extraction.lines.length > 0;
  if (account.categories.some((category) => FALLBACK_CATEGORIES.includes(category))) return hasGoods ? LEAST_FOR_FALLBACK : NEVER;
  return hasGoods ? LEAST.withGoods : LEAST.byName;
}

/** The fallback, or another expense of the chart where a person has switched the fallback off. */
function activeOr(client: Client, fallback: string): string {
  const usable = client.accounts.filter((account) => account.active && account.kind === 'expense');
  return (usable.find(({ code }) => code === fallback) ?? usable[0])?.code ?? fallback;
}

function fromHistory(client: Client, history: AccountHistory): (Omit<Coding, 'taxCode'> & { taxCode?: string }) | undefined {
  const active = new Set(client.accounts.filter((account) => account.active).map(({ code }) => code));
  const usable = history.filter(({ account }) => active.has(account));
  const total = usable.reduce((sum, { count }) => sum + count, 0);
  // A person's latest decision leads, so that one correction is enough to change where the next document goes.
  const latest = [...usable].sort((a, b) => Number(b.byPerson > 0) - Number(a.byPerson > 0) || (a.last < b.last ? 1 : -1))[0];
  if (!latest) return undefined;
  const alternatives = usable
    .filter(({ account }) => account !== latest.account)
    .map(({ account, count }) => ({ account, p: count / (total + 1) }));
  const why =
    latest.count === total
      ? `${total === 1 ? 'The last document' : `The last ${total}`} from this supplier went here.`
      : `${latest.count} of the last ${total} from this supplier went here${latest.byPerson > 0 ? ', by your latest correction' : ''}.`;
  // Laplace's rule of succession: after n of n, the chance that the next one follows too.
  const p = latest.byPerson > 0 ? Math.max(0.95, (latest.count + 1) / (total + 2)) : (latest.count + 1) / (total + 2);
  return { account: latest.account, taxCode: latest.taxCode, p, why, alternatives: alternatives.slice(0, 5) };
}

/** A guess for an account: `sum` of the probabilities of its categories, and `p`, what that is worth. */
type AccountGuess = { readonly account: Account; readonly category: string; readonly sum: number; readonly p: number };

function accountsOf(client: Client, guesses: readonly CategoryGuess[]): AccountGuess[] {
  const found = new Map<string, AccountGuess>();
  for (const { category, p } of guesses) {
    const account = client.accounts.find((candidate) => candidate.active && candidate.categories.includes(category));
    if (!account) continue;
    const before = found.get(account.code);
    const sum = (before?.sum ?? 0) + p;
    found.set(account.code, { account, category: before?.category ?? category, sum, p: Math.min(CLASSIFIER_CEILING, sum) });
  }
  return [...found.values()].sort((a, b) => b.p - a.p);
}

/** Tax is recovered only by a registered client and only where the document shows it. */
function taxCodeFor(client: Client, extraction: Extraction): string {
  const recoverable = client.taxCodes.find((code) => code.recoverable);
  const plain = client.taxCodes.find((code) => !code.recoverable);
  const showsTax = extraction.fields.tax !== undefined && !/^-?0+(\.0+)?$/.test(extraction.fields.tax.value);
  const chosen = client.taxRegistered && showsTax ? (recoverable ?? plain) : (plain ?? recoverable);
  return chosen?.code ?? 'none';
}

/** "hardware-and-repairs" as people say it. */
function inWords(category: string): string {
  return category.replaceAll('-', ' ');
}
