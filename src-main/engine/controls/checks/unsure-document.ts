import type { FieldName } from '../../../contract/index.ts';
import { type Check, type CheckInput, finding } from '../check.ts';

const NAMES: Partial<Record<FieldName, string>> = { supplier: 'supplier', date: 'date', total: 'total', currency: 'currency' };

/** Four values that are each likely are not likely to be right together. Speaks only where no single value is doubted already. */
export const unsureDocument: Check = {
  id: 'unsure-document',
  title: 'Not sure of all of it',
  explanation: 'Each value is likely, but it is too uncertain that supplier, date, currency and total are all right.',
  run(input) {
    const { p } = input.extraction;
    if (p === undefined || p >= input.policy.minimum.whole || isDoubted(input)) return [];
    const [name, field] = leastSure(input) ?? [];
    if (name === undefined || field === undefined || input.typed.has(name)) return [];
    return [
      finding('unsure-document', input, {
        severity: 'doubt',
        group: 'Not sure what it says',
        reason: `It is ${percent(p)} sure that everything is right; least sure is the ${NAMES[name] ?? name}, ${field.value} (${percent(field.p)}).`,
        field: name,
      }),
    ];
  },
};

function isDoubted({ extraction, policy }: CheckInput): boolean {
  return (Object.keys(NAMES) as (keyof typeof policy.minimum & FieldName)[]).some(
    (name) => (extraction.fields[name]?.p ?? 0) < policy.minimum[name],
  );
}

function leastSure({ extraction: { fields } }: CheckInput) {
  return (Object.keys(NAMES) as FieldName[])
    .flatMap((name) => {
      const field = fields[name];
      return field === undefined ? [] : [[name, field] as const];
    })
    .sort((a, b) => a[1].p - b[1].p)[0];
}

function percent(p: number): string {
  return `${Math.floor(p * 100)} %`;
}
