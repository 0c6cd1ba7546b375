/**
 * How surely a printed name is the known supplier that it resembles most: the evidence of `src-main/engine/suppliers/thresholds.ts`.
 *
 *   node test/bench/extraction/fit-supplier-snap.ts --words DIR [--show wrong|missed]
 *
 * DIR holds OCR words (one Reading in JSON a receipt). Receipts of the training and validation companies (`test/bench/reading/split.ts`) are
 * each from a client who knows (a) all companies of the labels, this one by the labels of its other receipts, (b) all but this one, (c) all
 * but this one, and invented suppliers with nearly its name (`near-miss-names.ts`), (d) the same with names of six countries (`layouts.ts`).
 * In (b) to (d) every snap is wrong. Printed are, for each row of the table and each step of similarity, how often the first match is right.
 */
import { parseArgs } from 'node:util';
import { distance } from 'fastest-levenshtein';
import { supplierKey } from '../../../src-main/engine/domain/index.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { comparisonForm } from '../../../src-main/engine/suppliers/comparison-form.ts';
import { contradictionsOf } from '../../../src-main/engine/suppliers/contradictions.ts';
import {
  differsAsReadersDo,
  type KnownSupplier,
  rankMatches,
  type SeenSupplier,
  type SupplierMatch,
} from '../../../src-main/engine/suppliers/match.ts';
import { SNAP_FROM } from '../../../src-main/engine/suppliers/thresholds.ts';
import { receiptsOf } from '../reading/split.ts';
import { haveSroie, SROIE_CONTEXT, sroie } from './corpus.ts';
import { fold } from './fitting.ts';
import { layouts } from './layouts.ts';
import { nearMisses } from './near-miss-names.ts';

const { values: args } = parseArgs({ options: { words: { type: 'string' }, show: { type: 'string' } } });
if (!haveSroie() || args.words === undefined) {
  console.log('Skipped: it wants the SROIE receipts beside the project (shared/corpora/sroie) and --words.');
  process.exit(0);
}

type Receipt = { company: string; owner: string; address: string | undefined; seen: SeenSupplier };
type Event = {
  set: 'a' | 'b' | 'c' | 'd';
  row: string;
  similarity: number;
  right: boolean;
  snapped: boolean;
  exact: boolean;
  alarm: string;
};

const allowed = new Set([...receiptsOf('train'), ...receiptsOf('val')].map(({ id }) => id));
const receipts: Receipt[] = [];
for (const { id, truth, reading } of sroie(args.words)) {
  if (!allowed.has(id)) continue;
  const { supplier, address, supplierTaxId } = extract(reading, SROIE_CONTEXT).fields;
  const seen = { name: supplier?.value, address: address?.value, taxId: supplierTaxId?.value };
  receipts.push({ company: truth.company, owner: ownerOf(truth.company), address: truth.address, seen });
}

/** Labels of one company differ in dots and mistyped letters. */
function ownerOf(company: string): string {
  const form = comparisonForm(company);
  return receipts.find(({ owner }) => distance(owner, form) <= 1)?.owner ?? form;
}

const known = (id: string, name: string, address: string | undefined, taxIds: readonly string[]): KnownSupplier => ({
  ...{ id, name, key: supplierKey(name), taxIds, ibans: [], domains: [], address, firstSeen: '', lastSeen: '', documents: 2, approved: 2 },
});

/** The companies of the labels as a client knows them; the receipt's own by its other receipts, or by its own label where it has none. */
function suppliersFor(receipt: Receipt, taxNumbers: boolean): KnownSupplier[] {
  return [...new Set(receipts.map(({ owner }) => owner))].map((owner) => {
    const all = receipts.filter((one) => one.owner === owner);
    const others = all.filter((one) => one !== receipt);
    const [first] = others.length > 0 ? others : all;
    const taxIds = others.flatMap(({ seen }) => (seen.taxId === undefined ? [] : [seen.taxId]));
    return known(owner, first?.company ?? '', first?.address, taxNumbers ? [...new Set(taxIds)] : []);
  });
}

const events: Event[] = [];
let seed = 20_261;
const pick = (below: number) => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return (seed >>> 8) % below;
};

function judge(set: Event['set'], seen: SeenSupplier, suppliers: readonly KnownSupplier[], owner: string | undefined): void {
  const matches = rankMatches(seen, suppliers);
  const [best, second] = matches;
  if (!best) return;
  const right = best.supplier.id === owner;
  const snapped = best.p >= SNAP_FROM && best.contradicts.length === 0 && (second === undefined || second.p < SNAP_FROM);
  const alarm = contradictionsOf(seen, matches)[0]?.kind ?? 'none';
  const exact = seen.name?.toUpperCase() === best.supplier.name.toUpperCase();
  events.push({ set, row: `${rowOf(best)}, ${best.why}`, similarity: best.difference.similarity, right, snapped, exact, alarm });
  if (
    (args.show === 'wrong' && snapped && !right) ||
    (args.show === 'alarm' && alarm !== 'none') ||
    (args.show === 'near' &&
      set !== 'a' &&
      best.why === 'name and address' &&
      rowOf(best) === 'misread' &&
      best.difference.similarity > 0.7) ||
    (args.show === 'missed' && set === 'a' && !snapped)
  )
    console.log(
      set,
      JSON.stringify(seen.name),
      '->',
      best.supplier.name,
      best.similarity.toFixed(3),
      best.why,
      best.supplier.id,
      best.contradicts.join(),
    );
}

const rowOf = ({ difference }: SupplierMatch) =>
  difference.similarity === 1 && !difference.numbers ? 'equal' : differsAsReadersDo(difference) ? 'misread' : 'other';

for (const receipt of receipts) {
  if (receipt.seen.name === undefined) continue;
  for (const taxNumbers of [false, true]) {
    const seen = taxNumbers ? receipt.seen : { ...receipt.seen, taxId: undefined };
    const all = suppliersFor(receipt, taxNumbers);
    const others = all.filter(({ id }) => id !== receipt.owner);
    judge('a', seen, all, receipt.owner);
    judge('b', seen, others, undefined);
    const label = receipts.find(({ owner }) => owner === receipt.owner)?.company ?? '';
    const elsewhere = receipts.filter(({ owner }) => owner !== receipt.owner);
    for (const { kind, name, sameAddress } of nearMisses(label, pick)) {
      const address = sameAddress ? receipt.address : elsewhere[pick(elsewhere.length)]?.address;
      judge('c', seen, [...others, known(`near: ${kind}`, name, address, [])], undefined);
    }
  }
}
for (const { truth } of layouts('fit').filter(({ truth: { company } }, at) => at % 4 === 0 && fold(company, 1) === 0)) {
  const seen = { name: truth.company, address: truth.address };
  for (const { name, sameAddress } of nearMisses(truth.company, pick))
    judge('d', seen, [known('near', name, sameAddress ? truth.address : 'Another Road 5, 12345 Elsewhere', [])], undefined);
}

/** Wilson's interval of a share, 95 %. */
function interval(right: number, n: number): string {
  const z = 1.96;
  const middle = (right / n + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt(((right / n) * (1 - right / n)) / n + (z * z) / (4 * n * n));
  return `${(middle - half).toFixed(4)} to ${Math.min(1, middle + half).toFixed(4)}`;
}

const STEPS = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0];
console.log(`${receipts.length} receipts of ${new Set(receipts.map(({ owner }) => owner)).size} companies`);
for (const row of [...new Set(events.map((event) => event.row))].sort()) {
  const mine = events.filter((event) => event.row === row);
  for (const [at, least] of STEPS.entries()) {
    const bin = mine.filter(({ similarity }) => similarity >= least && (at === 0 || similarity < (STEPS[at - 1] ?? 2)));
    if (bin.length === 0) continue;
    const count = (set: Event['set']) => bin.filter((event) => event.set === set);
    const [a, b, c, d] = (['a', 'b', 'c', 'd'] as const).map(count);
    console.log(
      `${row.padEnd(26)} ${least.toFixed(2)}  a right ${a?.filter(({ right }) => right).length}/${a?.length}  wrong in b ${b?.length} c ${c?.length} d ${d?.length}`,
    );
  }
}
const snaps = events.filter(({ snapped }) => snapped);
const changed = snaps.filter(({ exact }) => !exact);
for (const [words, some] of [
  ['snapped', snaps],
  ['snapped to other words', changed],
] as const) {
  const right = some.filter((event) => event.right).length;
  const per = (['a', 'b', 'c', 'd'] as const).map(
    (set) =>
      `${set} ${some.filter((event) => event.set === set && event.right).length}/${some.filter((event) => event.set === set).length} of ${events.filter((event) => event.set === set).length}`,
  );
  console.log(
    `${words}: right ${right} of ${some.length} (${interval(right, Math.max(1, some.length))}); right/snapped of events: ${per.join(', ')}`,
  );
}
const told = events.filter(({ alarm }) => alarm !== 'none').map(({ set, alarm }) => `${set} ${alarm}`);
console.log(
  `contradictions: ${[...new Set(told)]
    .sort()
    .map((kind) => `${kind} ${told.filter((one) => one === kind).length}`)
    .join(', ')}`,
);
const unsnapped = events.filter(({ set, exact }) => set === 'a' && exact).length;
console.log(
  `the books' own name: ${unsnapped} as printed, ${events.filter(({ set, right, snapped, exact }) => set === 'a' && right && (snapped || exact)).length} snapped`,
);
const misses = receipts.flatMap(({ company, seen }) =>
  nearMisses(company, pick).map(({ name }) => {
    const impostor = { ...seen, name, taxId: 'MY999999999', address: undefined };
    return contradictionsOf(impostor, rankMatches(impostor, [known('near', company, undefined, ['MY000000000'])])).length;
  }),
);
console.log(`near misses with another tax number that are told: ${misses.filter((count) => count > 0).length} of ${misses.length}`);
