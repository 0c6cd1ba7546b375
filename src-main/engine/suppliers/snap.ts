import type { Field } from '../../contract/index.ts';
import { supplierKey } from '../domain/index.ts';
import type { SupplierMatch } from './match.ts';
import { SNAP_FROM } from './thresholds.ts';

const MOST_ALTERNATIVES = 8;
/** A name that no person approved is the books' own once two documents bear it: readers rarely make the same mistake twice. */
const DOCUMENTS_ENOUGH = 2;

/**
 * The supplier as the books write it, where the page is surely from a known supplier: its name is the value, the printed one stays first
 * among the alternatives, the place on the page stays. Otherwise the field as it was. A page that contradicts the supplier, or is as surely
 * from another one, is left as printed, so that the controls see what stands there.
 */
export function snapSupplier(field: Field | undefined, matches: readonly SupplierMatch[]): Field | undefined {
  const match = field === undefined ? undefined : sureMatch(field.value, matches);
  if (field === undefined || match === undefined) return field;
  const p = Math.max(field.p, match.p);
  const { name } = match.supplier;
  if (name === field.value) return { ...field, p };
  const printed = { value: field.value, p: Math.min(field.p, 1 - p) };
  const others = field.alternatives.filter(({ value }) => value !== name && value !== field.value);
  return { ...field, value: name, p, alternatives: [printed, ...others].slice(0, MOST_ALTERNATIVES) };
}

/** The one match that may give its name; of several the one with the very key of the printed name. */
function sureMatch(printed: string, matches: readonly SupplierMatch[]): SupplierMatch | undefined {
  const sure = matches.filter(({ p }) => p >= SNAP_FROM);
  const own = sure.find(({ supplier }) => supplier.key === supplierKey(printed));
  const [match] = own ? [own] : sure.length === 1 ? sure : [];
  if (match === undefined || match.contradicts.length > 0) return undefined;
  const { approved, documents } = match.supplier;
  return approved > 0 || documents >= DOCUMENTS_ENOUGH ? match : undefined;
}
