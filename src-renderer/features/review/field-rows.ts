import type { Client, Policy } from '../../../src-main/contract/client.ts';
import {
  AMOUNT_FIELDS,
  type DocumentDetail,
  FIELD_NAMES,
  type Field,
  type FieldName,
  type Finding,
  RARE_FIELDS,
} from '../../../src-main/contract/document.ts';
import type { Box, WordReader } from '../../../src-main/contract/reading.ts';
import { formatAmount } from '../../format/amount.ts';
import { formatDate } from '../../format/date.ts';

export type EditableName = FieldName | 'account' | 'taxCode' | 'type';

/** How a value stands: the mark beside it. `missing` is needed for the ledger and absent, `empty` merely absent. */
export type Mark = 'sure' | 'doubt' | 'wrong' | 'missing' | 'empty';

export type FieldRow = {
  name: EditableName;
  label: string;
  /** Canonical text, as it is edited; empty where there is none. */
  raw: string;
  /** The same as the user's locale writes it. */
  shown: string;
  p: number | undefined;
  mark: Mark;
  /** Other readings; `reader` names who saw one that the first reader did not. */
  alternatives: readonly { value: string; shown: string; p: number; reader?: WordReader | undefined }[];
  page: number | undefined;
  box: Box | undefined;
  /** What a control says against it. */
  reason: string | undefined;
  /** Where the value comes from, for example the reason of a coding. */
  why: string | undefined;
};

const LABELS: Readonly<Record<EditableName, string>> = {
  supplier: 'Supplier',
  address: 'Address',
  date: 'Date',
  dueDate: 'Due date',
  number: 'Number',
  currency: 'Currency',
  net: 'Net',
  tax: 'Tax',
  total: 'Total',
  iban: 'IBAN',
  supplierTaxId: 'Tax number',
  purchaseOrder: 'Order number',
  tip: 'Tip',
  cash: 'Paid',
  change: 'Change',
  cardDigits: 'Card ending in',
  account: 'Account',
  taxCode: 'Tax code',
  type: 'Type',
};

export const TYPE_LABELS = {
  receipt: 'Receipt',
  invoice: 'Invoice',
  'credit-note': 'Credit note',
  statement: 'Statement',
  order: 'Order',
  'delivery-note': 'Delivery note',
  contract: 'Contract',
  other: 'Other',
} as const;

/** Without these nothing can be written to a ledger. */
const NEEDED: readonly EditableName[] = ['supplier', 'date', 'currency', 'total', 'account'];

/** Fields that no rule of the client speaks of are doubted below even odds. */
const OTHER_MINIMUM = 0.5;

type Context = { client: Client | undefined; minimum: Policy['minimum'] | undefined; locale?: string | undefined };

export function fieldLabel(name: EditableName): string {
  return LABELS[name];
}

/** A canonical value as people read it: amounts and dates by locale, an IBAN in fours, an account with its name. */
export function showValue(name: EditableName, value: string, context: Context & { currency?: string | undefined }): string {
  if ((AMOUNT_FIELDS as readonly string[]).includes(name))
    return formatAmount(value, { currency: context.currency, locale: context.locale });
  if (name === 'date' || name === 'dueDate') return formatDate(value, context.locale);
  if (name === 'iban') return value.replace(/(.{4})(?=.)/g, '$1 ');
  if (name === 'account') return accountName(value, context.client);
  if (name === 'taxCode') return context.client?.taxCodes.find(({ code }) => code === value)?.name ?? value;
  if (name === 'type') return TYPE_LABELS[value as keyof typeof TYPE_LABELS] ?? value;
  return value;
}

function accountName(code: string, client: Client | undefined): string {
  const account = client?.accounts.find((known) => known.code === code);
  return account ? `${account.code} ${account.name}` : code;
}

function markOf(
  name: EditableName,
  raw: string,
  p: number | undefined,
  against: Finding | undefined,
  minimum: Policy['minimum'] | undefined,
): Mark {
  if (raw === '') return NEEDED.includes(name) ? 'missing' : 'empty';
  if (against?.severity === 'wrong') return 'wrong';
  if (against?.severity === 'doubt') return 'doubt';
  const limits: Readonly<Record<string, number>> = minimum ?? {};
  return (p ?? 1) < (limits[name] ?? OTHER_MINIMUM) ? 'doubt' : 'sure';
}

const WEIGHT = { wrong: 0, doubt: 1, note: 2 } as const;

function worstAgainst(findings: readonly Finding[], name: EditableName): Finding | undefined {
  return findings.filter(({ field }) => field === name).toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])[0];
}

function readRow(name: FieldName, field: Field | undefined, detail: DocumentDetail, context: Context): FieldRow {
  const currency = detail.extraction?.fields.currency?.value ?? context.client?.currency;
  const show = (value: string) => (value === '' ? '' : showValue(name, value, { ...context, currency }));
  const against = worstAgainst(detail.findings, name);
  const raw = field?.value ?? '';
  return {
    name,
    label: LABELS[name],
    raw,
    shown: show(raw),
    p: field?.p,
    mark: markOf(name, raw, field?.p, against, context.minimum),
    alternatives: (field?.alternatives ?? [])
      .filter(({ value }) => value !== raw)
      .map(({ value, p, reader }) => ({ value, p, reader, shown: show(value) })),
    page: field?.page,
    box: field?.box,
    reason: against?.reason,
    why: undefined,
  };
}

function codingRow(name: 'account' | 'taxCode' | 'type', raw: string, p: number | undefined, context: Context): FieldRow {
  return {
    name,
    label: LABELS[name],
    raw,
    shown: raw === '' ? '' : showValue(name, raw, context),
    p,
    mark: markOf(name, raw, p, undefined, context.minimum),
    alternatives: [],
    page: undefined,
    box: undefined,
    reason: undefined,
    why: undefined,
  };
}

function isRare(name: FieldName): boolean {
  return (RARE_FIELDS as readonly string[]).includes(name);
}

/** Every value of a document in the order in which a person checks them; those that most documents lack only where they were found. A document that could not be read has only empty ones. */
export function fieldRows(detail: DocumentDetail, context: Context): FieldRow[] {
  const fields = detail.extraction?.fields ?? {};
  const { coding } = detail;
  const account = codingRow('account', coding?.account ?? '', coding?.p, context);
  const alternatives = (coding?.alternatives ?? []).filter((other) => other.account !== account.raw);
  return [
    ...FIELD_NAMES.filter((name) => !isRare(name) || fields[name] !== undefined).map((name) =>
      readRow(name, fields[name], detail, context),
    ),
    {
      ...account,
      why: coding?.why || undefined,
      alternatives: alternatives.map(({ account: code, p }) => ({ value: code, p, shown: accountName(code, context.client) })),
    },
    codingRow('taxCode', coding?.taxCode ?? '', undefined, context),
    codingRow('type', detail.extraction?.type.value ?? '', detail.extraction?.type.p, context),
  ];
}

/**
 * What speaks against a document as a whole: a duplicate, a sum that does not add up, another payee. A value that is merely missing
 * is no contradiction; the ledger refuses it by itself.
 */
export function contradictionsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity, check }) => severity === 'wrong' && check !== 'unsure-value');
}

/** A place where Enter stops: a field, or a finding that speaks of no field. `key` changes with the value, so that a new value is looked at anew. */
export type Stop = { key: string; target: EditableName | `finding-${number}` };

/** Where a person must look before approving: contradicting findings of no single field first, then every doubtful field. */
export function stopsOf(rows: readonly FieldRow[], findings: readonly Finding[]): Stop[] {
  const general = findings.flatMap((finding, index): Stop[] =>
    finding.severity === 'wrong' && finding.field === undefined ? [{ key: `finding ${finding.reason}`, target: `finding-${index}` }] : [],
  );
  const doubtful = rows.filter(({ mark }) => mark === 'doubt' || mark === 'wrong' || mark === 'missing');
  return [...general, ...doubtful.map(({ name, raw }): Stop => ({ key: `${name}=${raw}`, target: name }))];
}

/** The first stop after `from` that nobody looked at, going round once. */
export function nextStop(stops: readonly Stop[], looked: ReadonlySet<string>, from: Stop['target'] | undefined): Stop | undefined {
  const at = stops.findIndex(({ target }) => target === from);
  return [...stops.slice(at + 1), ...stops.slice(0, at + 1)].find(({ key }) => !looked.has(key));
}
