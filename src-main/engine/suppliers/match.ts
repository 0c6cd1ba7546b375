import { type NameDifference, nameDifference, samePlace } from './similarity.ts';
import { MATCH_P } from './thresholds.ts';

/** A supplier of the client as the books know it, with the marks that its papers bore. */
export type KnownSupplier = {
  readonly id: string;
  /** As the books write it. */
  readonly name: string;
  /** `supplierKey(name)`: the same as of its documents. */
  readonly key: string;
  readonly taxIds: readonly string[];
  readonly ibans: readonly string[];
  readonly domains: readonly string[];
  readonly address: string | undefined;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Documents on their way to the ledger or in it, and how many of them a person approved. */
  readonly documents: number;
  readonly approved: number;
};

/** What a page says about its supplier. `recognised: false` is for words that no recogniser read (text layer, e-invoice data). */
export type SeenSupplier = {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  readonly taxId?: string | undefined;
  readonly iban?: string | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly recognised?: boolean | undefined;
};

export type MatchReason = 'tax number' | 'IBAN' | 'domain' | 'name' | 'name and address';

/**
 * A known supplier that a page may be from. `p` is the probability that it is; `similarity` is that of the names, raised where the
 * addresses are one place. `contradicts` lists what of the page is not this supplier's, though the supplier is known to have one.
 */
export type SupplierMatch = {
  readonly supplier: KnownSupplier;
  readonly p: number;
  readonly why: MatchReason;
  readonly similarity: number;
  readonly difference: NameDifference;
  readonly contradicts: readonly ('tax number' | 'IBAN')[];
};

/** Names less alike than this say nothing; without a shared mark such a supplier is no match. */
export const LEAST_SIMILARITY = 0.6;
const MOST_MATCHES = 8;

/**
 * The suppliers that the page may be from, most probable first. Among `known` must be every supplier that bears one of the page's marks: a
 * mark of two suppliers (the buyer's own tax number, the account of a factor) tells neither of them.
 */
export function rankMatches(seen: SeenSupplier, known: readonly KnownSupplier[]): SupplierMatch[] {
  const owners = ownersOf(seen, known);
  return known
    .map((supplier) => matchOf(seen, supplier, owners))
    .filter(({ why, similarity }) => similarity >= LEAST_SIMILARITY || (why !== 'name' && why !== 'name and address'))
    .sort((a, b) => b.p - a.p || b.similarity - a.similarity || b.supplier.documents - a.supplier.documents)
    .slice(0, MOST_MATCHES);
}

type Owners = { readonly taxId: readonly string[]; readonly iban: readonly string[]; readonly domain: readonly string[] };

function ownersOf({ taxId, iban, domains = [] }: SeenSupplier, known: readonly KnownSupplier[]): Owners {
  const having = (test: (supplier: KnownSupplier) => boolean) => known.filter(test).map(({ id }) => id);
  return {
    taxId: taxId === undefined ? [] : having(({ taxIds }) => taxIds.includes(taxId)),
    iban: iban === undefined ? [] : having(({ ibans }) => ibans.includes(iban)),
    domain: having((supplier) => supplier.domains.some((domain) => domains.includes(domain))),
  };
}

function matchOf(seen: SeenSupplier, supplier: KnownSupplier, owners: Owners): SupplierMatch {
  const difference = nameDifference(seen.name ?? '', supplier.name, seen.recognised !== false);
  const place = samePlace(seen.address, supplier.address);
  const only = (ids: readonly string[]) => ids.length === 1 && ids[0] === supplier.id;
  const byPage = place === 'same' ? 'name and address' : 'name';
  const why = only(owners.taxId) ? 'tax number' : only(owners.iban) ? 'IBAN' : only(owners.domain) ? 'domain' : byPage;
  const { similarity } = difference;
  return {
    supplier,
    p: Math.max(probability(byPage, difference, seen), probability(why, difference, seen)),
    why,
    similarity: place === 'same' ? similarity + (1 - similarity) / 2 : similarity,
    difference,
    contradicts: contradictsOf(seen, supplier, owners),
  };
}

/** True where a reader may have made one name of the other; a word more or less is another name ("Metall", "Metallbau"). */
export function differsAsReadersDo({ words, numbers }: NameDifference): boolean {
  return !words && !numbers;
}

/** From the table of `thresholds.ts`. Where no recogniser was at work there is no misreading: the names are equal or they are two. */
function probability(why: MatchReason, difference: NameDifference, { recognised }: SeenSupplier): number {
  const misread = recognised !== false && differsAsReadersDo(difference);
  const row = difference.similarity === 1 && !difference.numbers ? 'equal' : misread ? 'misread' : 'other';
  return MATCH_P[row][why].find(([least]) => difference.similarity >= least)?.[1] ?? 0.05;
}

/** A tax number with one wrong digit is as likely misread as another one; an IBAN has a check sum, so that any other one is another one. */
const MISREAD_DIGITS = 1;

function contradictsOf({ taxId, iban }: SeenSupplier, supplier: KnownSupplier, owners: Owners): ('tax number' | 'IBAN')[] {
  const foreign = (ids: readonly string[]) => ids.length === 1 && ids[0] !== supplier.id;
  const unlike = (one: string) => supplier.taxIds.length > 0 && supplier.taxIds.every((known) => signsApart(known, one) > MISREAD_DIGITS);
  const unknown = (one: string) => supplier.ibans.length > 0 && !supplier.ibans.includes(one);
  return [
    ...(taxId !== undefined && (foreign(owners.taxId) || unlike(taxId)) ? (['tax number'] as const) : []),
    ...(iban !== undefined && (foreign(owners.iban) || unknown(iban)) ? (['IBAN'] as const) : []),
  ];
}

function signsApart(a: string, b: string): number {
  if (a.length !== b.length) return Math.max(a.length, b.length);
  return [...a].filter((sign, at) => sign !== b[at]).length;
}
