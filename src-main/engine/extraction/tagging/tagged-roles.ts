import type { AmountFact, Role } from '../amounts.ts';
import { amountP } from './amount-tags.ts';
import type { Tag } from './tags.ts';
import type { WordTags } from './word-tags.ts';

/** What a tag of an amount means among the roles that labels give. Amounts of items and tables of tax have none of their own. */
const ROLES: Readonly<Partial<Record<Tag, readonly Role[]>>> = {
  total: ['total'],
  net: ['subtotal', 'exclusive'],
  subtotal: ['subtotal'],
  tax: ['tax'],
  service: ['serviceCharge'],
  tip: ['serviceCharge'],
  rounding: ['rounding'],
  discount: ['discount'],
  prepaid: ['discount'],
  cash: ['cash'],
  change: ['change'],
};
const TABLE: readonly Tag[] = ['taxBase', 'taxAmount', 'taxGross'];
const ITEMS: readonly Tag[] = ['itemAmount', 'itemUnitPrice', 'itemDiscount'];
const WEIGHED = [...(Object.keys(ROLES) as Tag[]), ...TABLE, ...ITEMS];

/** From here the network's word counts as much as a label's, and from there on more than one that says otherwise. */
const ADDS = 0.5;
const OVERRULES = 0.9;

/** The amounts with the roles that the network sees in them beside those of their labels; where it is sure of a role, labels of others are dropped. */
export function withTaggedRoles(amounts: readonly AmountFact[], tags: WordTags, rows: Parameters<typeof amountP>[1]): AmountFact[] {
  return amounts.map((fact) => {
    const span = { row: fact.facts.row.index, start: fact.mention.start, end: fact.mention.end };
    const pOf = amountP(tags, rows, span);
    const [best] = WEIGHED.map((tag) => ({ tag, p: pOf(tag) })).sort((a, b) => b.p - a.p);
    if (!best || best.p < ADDS) return fact;
    const roles = ROLES[best.tag] ?? [];
    const sure = best.p >= OVERRULES;
    const keeps = (set: ReadonlySet<Role>): ReadonlySet<Role> => (sure ? new Set([...set].filter((role) => isKin(role, best.tag))) : set);
    return {
      ...fact,
      own: new Set([...keeps(fact.own), ...roles]),
      above: keeps(fact.above),
      column: keeps(fact.column),
      inTaxTable: TABLE.includes(best.tag) || (fact.inTaxTable && !sure),
    };
  });
}

/** Roles that go with a tag, so that "GRAND TOTAL" stays what it is when the network says `total`. */
function isKin(role: Role, tag: Tag): boolean {
  if (role === 'inclusive' || role === 'exclusive' || role === 'rounding' || role === 'points' || role === 'quantity') return true;
  if (tag === 'total') return role === 'total' || role === 'grandTotal' || role === 'weakTotal';
  if (tag === 'cash') return role === 'cash' || role === 'card';
  if (TABLE.includes(tag)) return role === 'tax' || role === 'subtotal';
  return (ROLES[tag] ?? []).includes(role);
}
