import type { FieldName, Finding } from '../../../contract/index.ts';
import { type Check, type CheckInput, finding } from '../check.ts';
import { because } from '../picture-quality.ts';

const GROUP = 'Not sure what it says';
const NAMES: Partial<Record<FieldName, string>> = { supplier: 'supplier', date: 'date', total: 'total', currency: 'currency', tax: 'tax' };

/** What the ledger needs must be read with enough certainty: supplier, date, total, currency, and the tax where it is recovered. */
export const unsureValue: Check = {
  id: 'unsure-value',
  title: 'Not sure of a value',
  explanation: 'A value that the ledger needs is missing or was read with too little certainty.',
  run(input) {
    if (input.words === 0) return [finding('unsure-value', input, { severity: 'wrong', group: GROUP, reason: nothingRead(input) })];
    const names = (Object.keys(NAMES) as FieldName[]).filter((name) => name !== 'tax' || taxMatters(input));
    return names.flatMap((name) => unsureField(input, name));
  },
};

/** Tax that stays in the expense changes no account, and tax that makes net and total agree was read right. */
function taxMatters({ client, coding, extraction }: CheckInput): boolean {
  const code = client.taxCodes.find((candidate) => candidate.code === coding.taxCode);
  const proven = extraction.sums.some(({ rule, holds }) => rule === 'net+tax=total' && holds);
  return code?.recoverable === true && extraction.fields.tax !== undefined && !proven;
}

function nothingRead({ quality }: CheckInput): string {
  return quality !== undefined && quality.problems.length > 0
    ? because('Nothing could be read', quality)
    : 'No text was found on it. Is it a document?';
}

function unsureField(input: CheckInput, name: FieldName): Finding[] {
  const field = input.extraction.fields[name];
  const words = NAMES[name] ?? name;
  if (!field) {
    if (name === 'currency' || name === 'tax') return [];
    return [
      finding('unsure-value', input, {
        severity: 'wrong',
        group: GROUP,
        reason: because(`The ${words} was not found`, input.quality),
        field: name,
      }),
    ];
  }
  const minimum = input.policy.minimum[name as keyof typeof input.policy.minimum];
  if (input.typed.has(name) || field.p >= minimum) return [];
  const other = field.alternatives.find(({ value }) => value !== field.value);
  const or = other && other.p > 0.05 ? ` or ${other.value}` : '';
  return [
    finding('unsure-value', input, {
      severity: 'doubt',
      group: GROUP,
      reason: `The ${words} is ${field.value}${or}: ${percent(field.p)} sure.`,
      field: name,
    }),
  ];
}

function percent(p: number): string {
  return `${Math.floor(p * 100)} %`;
}
