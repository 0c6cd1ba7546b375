import type { SupplierContradiction } from '../../suppliers/index.ts';
import { type Check, finding } from '../check.ts';

/**
 * A bill of somebody who wants to be taken for a known supplier: nearly the same name, or another's account. A tax number of another supplier
 * is a doubt only: it may be the buyer's own, or that of one business with two names.
 */
export const lookAlikeSupplier: Check = {
  id: 'look-alike-supplier',
  title: 'Look-alike supplier',
  explanation: "The name is nearly a known supplier's, but the bank account or tax number is not; or these are another supplier's.",
  run(input) {
    const name = input.extraction.fields.supplier?.value ?? '';
    return input.contradictions.map((contradiction) =>
      finding('look-alike-supplier', input, {
        severity: contradiction.kind === 'near-name' || contradiction.by === 'IBAN' ? 'wrong' : 'doubt',
        group: 'Look-alike supplier',
        reason: reasonOf(name, contradiction),
        field: contradiction.by === 'IBAN' ? 'iban' : 'supplierTaxId',
      }),
    );
  },
};

function reasonOf(name: string, { kind, by, supplier }: SupplierContradiction): string {
  const mark = by === 'IBAN' ? 'bank account' : 'tax number';
  if (kind === 'near-name')
    return `The name ${name} is nearly that of your supplier ${supplier.name}, but the ${mark} is another one. Make sure who sent this bill.`;
  return `The ${mark} on this bill is that of ${supplier.name}, but the bill names ${name}.`;
}
