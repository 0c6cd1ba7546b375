import type { SupplierChoice } from '../../contract/index.ts';
import { supplierKey } from '../domain/index.ts';
import type { BillSupplier, SupplierRecord } from '../ports.ts';

export type SupplierVerdict =
  | {
      readonly is: 'one';
      readonly record: SupplierRecord;
      readonly how: 'external id' | 'tax number' | 'iban';
      readonly twins: readonly SupplierRecord[];
    }
  | { readonly is: 'unclear'; readonly choices: readonly SupplierChoice[] }
  | { readonly is: 'none' };

/** Most choices that a person is shown. */
const MOST_CHOICES = 8;

/**
 * Which of the ledger's suppliers a bill is from: by the external id that we gave it, by tax number, by IBAN, in this order. A like name is
 * no proof: two branches, or a company and its namesake, bear it too; a person confirms it once. `twins` are records with our external id
 * beside the first, made by a request whose answer was lost. `asNew` is a person's word that none of the like names is meant.
 */
export function matchSupplier(
  supplier: BillSupplier,
  externalId: string,
  candidates: readonly SupplierRecord[],
  asNew = false,
): SupplierVerdict {
  const ours = sorted(candidates.filter((candidate) => candidate.externalId === externalId));
  const [first, ...twins] = ours;
  if (first !== undefined) return { is: 'one', record: first, how: 'external id', twins };
  if (asNew) return { is: 'none' };
  const byTax = candidates.filter(({ taxNumber }) => sameTaxNumber(taxNumber, supplier.taxNumber));
  if (byTax.length > 0) return oneOf(byTax, 'tax number', 'same tax number');
  const byIban = candidates.filter(({ iban }) => sameIban(iban, supplier.iban));
  if (byIban.length > 0) return oneOf(byIban, 'iban', 'same bank account');
  const alike = candidates.filter((candidate) => alikeNames(candidate.name, supplier.name) && !contradicts(candidate, supplier));
  return alike.length === 0 ? { is: 'none' } : unclear(alike, 'like name');
}

function oneOf(records: readonly SupplierRecord[], how: 'tax number' | 'iban', why: string): SupplierVerdict {
  const [only, another] = records;
  if (only !== undefined && another === undefined) return { is: 'one', record: only, how, twins: [] };
  return unclear(records, why);
}

function unclear(records: readonly SupplierRecord[], why: string): SupplierVerdict {
  const choices = sorted(records)
    .slice(0, MOST_CHOICES)
    .map(({ id, name, taxNumber }) => ({ id, name, why, ...(taxNumber === undefined ? {} : { taxNumber }) }));
  return { is: 'unclear', choices };
}

/** Lowest id first, so that every run keeps the same one; ids that are numbers are compared as such. */
function sorted(records: readonly SupplierRecord[]): SupplierRecord[] {
  return [...records].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

/** Another tax number or bank account says that it is somebody else, whatever the name. */
function contradicts(candidate: SupplierRecord, supplier: BillSupplier): boolean {
  return (
    candidate.taxNumber !== undefined &&
    supplier.taxNumber !== undefined &&
    plain(candidate.taxNumber) !== '' &&
    !sameTaxNumber(candidate.taxNumber, supplier.taxNumber)
  );
}

const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** With and without the country's letters it is the same number. */
function sameTaxNumber(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [x, y] = [plain(a), plain(b)];
  if (x.length < 5 || y.length < 5) return false;
  return x === y || x.replace(/^[A-Z]{2}/, '') === y || x === y.replace(/^[A-Z]{2}/, '');
}

const sameIban = (a: string | undefined, b: string | undefined) =>
  a !== undefined && b !== undefined && plain(a) !== '' && plain(a) === plain(b);

/** The same words, or one name's words at the beginning of the other's. */
function alikeNames(a: string, b: string): boolean {
  const [x, y] = [supplierKey(a), supplierKey(b)];
  if (x === '' || y === '') return a.trim().toLowerCase() === b.trim().toLowerCase();
  return x === y || x.startsWith(`${y} `) || y.startsWith(`${x} `);
}
