import type { Reading } from '../../../contract/index.ts';
import { type AmountFact, amountFacts } from '../amounts.ts';
import { type Ledgerings, ledgerings } from '../arithmetic.ts';
import { type Facts, factsOf } from '../facts.ts';
import { minorOf } from '../grammar/amount.ts';
import { type Item, itemsOf } from '../line-items.ts';
import { regroupedAmounts } from '../tagging/regrouped-amounts.ts';
import { pieceFeatures, placesOf, placesOfDate, taggedWords, valueFeatures } from '../tagging/tag-features.ts';
import { taggedItems } from '../tagging/tagged-items.ts';
import { withTaggedRoles } from '../tagging/tagged-roles.ts';
import { taggedBlocks, taggedRuns } from '../tagging/tagged-runs.ts';
import type { WordTags } from '../tagging/word-tags.ts';
import { type TaxAmount, taxLinesOf } from '../taxes.ts';
import type { Candidate, ExtractionContext } from '../types.ts';
import { addressCandidates } from './address.ts';
import { type DateCandidate, dateCandidates } from './date.ts';
import { supplierCandidates } from './supplier.ts';
import { totalCandidates } from './total.ts';

/** Everything that scoring and decoding look at; also what the weights are fitted on. `tags` is absent where rules work alone. */
export type Prepared = {
  readonly facts: Facts;
  readonly tags: WordTags | undefined;
  readonly amounts: readonly AmountFact[];
  readonly items: readonly Item[];
  readonly taxes: readonly TaxAmount[];
  readonly sums: Ledgerings;
  readonly total: readonly Candidate[];
  readonly date: readonly DateCandidate[];
  readonly supplier: readonly Candidate[];
  /** The address is looked for near the supplier's name, so its candidates follow from the best one. */
  readonly addressNear: (supplier: Candidate | undefined) => readonly Candidate[];
};

/** A word of a name or address from here on begins a candidate of its own; rows of a name and of an address at most. */
const LEAST = 0.35;
const MOST_ROWS = { supplier: 3, address: 7 } as const;

/** Rows, mentions and candidates of a reading, before any scoring. */
export function prepare(reading: Reading, context: ExtractionContext, tags?: WordTags): Prepared {
  const facts = factsOf(reading, context);
  const plain = amountFacts(facts);
  const amounts = tags === undefined ? plain : withTaggedRoles(regroupedAmounts(plain, facts, tags), tags, facts);
  const items = (tags === undefined ? undefined : taggedItems(facts, tags)) ?? itemsOf(facts, amounts);
  const taxes = taxLinesOf(facts, amounts);
  const rates = facts.rows.flatMap((row) => row.rates.map((rate) => Number(rate.rate)));
  const sums = ledgerings(
    amounts,
    items.map((item) => item.minor),
    taxes,
    rates,
  );
  const prepared = { facts, tags, amounts, items, taxes, sums };
  return tags === undefined ? { ...prepared, ...byRules(prepared) } : { ...prepared, ...withTags(prepared, tags) };
}

type Common = Pick<Prepared, 'facts' | 'amounts' | 'sums'>;
type Candidates = Pick<Prepared, 'total' | 'date' | 'supplier' | 'addressNear'>;

function byRules({ facts, amounts, sums }: Common): Candidates {
  return {
    total: totalCandidates(facts, amounts, sums),
    date: dateCandidates(facts),
    supplier: supplierCandidates(facts),
    addressNear: (supplier) => addressCandidates(facts, supplier),
  };
}

/** The same candidates and those that the network sees, each with what the network says of it among its features. */
function withTags({ facts, amounts, sums }: Common, tags: WordTags): Candidates {
  const blocks = (tag: 'supplier' | 'address') => taggedBlocks(facts, taggedRuns(facts, tags, tag, LEAST), MOST_ROWS[tag]);
  const words = { supplier: taggedWords(facts, tags, 'supplier'), address: taggedWords(facts, tags, 'address') };
  const letter = 1 - tags.types.receipt;
  const piece =
    (tag: 'supplier' | 'address') =>
    (candidate: Candidate): Candidate => ({
      ...candidate,
      features: { ...candidate.features, ...pieceFeatures(candidate, tag, facts, tags, words[tag]), letter },
    });
  const addresses = blocks('address');
  return {
    total: totalCandidates(facts, amounts, sums).map((candidate) => ({
      ...candidate,
      features: { ...candidate.features, ...valueFeatures(placesOf(minorOf(candidate.value), amounts), 'total', facts, tags) },
    })),
    date: dateCandidates(facts).map((candidate) => ({
      ...candidate,
      features: { ...candidate.features, ...valueFeatures(placesOfDate(candidate, facts), 'date', facts, tags) },
    })),
    supplier: supplierCandidates(facts, blocks('supplier')).map(piece('supplier')),
    addressNear: (supplier) => addressCandidates(facts, supplier, addresses).map(piece('address')),
  };
}
