import type {
  Client,
  Coding,
  Currency,
  DocumentId,
  Evidence,
  Extraction,
  FieldName,
  Finding,
  LocalDate,
  Money,
  PageQuality,
  Policy,
  Severity,
} from '../../contract/index.ts';
import { formatMoney } from '../../contract/index.ts';
import type { SupplierContradiction } from '../suppliers/index.ts';

/** Another document that this one is compared with. */
export type OtherDocument = {
  readonly id: DocumentId;
  readonly label: string;
  readonly number: string | undefined;
  readonly arrivedAt: string;
};

/** Everything a control may look at, fetched beforehand: a control is a pure function and never asks the store. */
export type CheckInput = {
  readonly extraction: Extraction;
  readonly coding: Coding;
  readonly client: Client;
  readonly policy: Policy;
  readonly today: LocalDate;
  /** Currency of the document, and its total where one was found. */
  readonly currency: Currency;
  readonly total: Money | undefined;
  /** Values that a person gave; they are not doubted again for their probability. */
  readonly typed: ReadonlySet<string>;
  readonly samePicture: readonly (OtherDocument & { readonly bits: number })[];
  readonly sameBill: readonly (OtherDocument & { readonly by: 'number' | 'date and total' })[];
  readonly sameBytesElsewhere: readonly (OtherDocument & { readonly client: string })[];
  /** Earlier documents of the supplier on their way to the ledger or in it. */
  readonly history: { readonly count: number; readonly totals: readonly Money[]; readonly ibans: readonly string[] };
  /** What the page says against the supplier that it names. */
  readonly contradictions: readonly SupplierContradiction[];
  /** Words on all pages, and the quality of the picture that can be read worst. */
  readonly words: number;
  readonly quality: PageQuality | undefined;
};

/**
 * A control. To add one: a file here, one line in `checks/index.ts`, a test (`docs/recipes.md`, "add a check"). Text of a document may
 * raise suspicion, never lower it: a control returns findings and has no way to take one away.
 */
export type Check = {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  run(input: CheckInput): readonly Finding[];
};

type FindingParts = { severity: Severity; group: string; reason: string; field?: FieldName; others?: readonly OtherDocument[] };

/** A finding with the evidence box of its field, and the documents it is compared with. */
export function finding(check: string, input: CheckInput, parts: FindingParts): Finding {
  const field = parts.field === undefined ? undefined : input.extraction.fields[parts.field];
  const own: Evidence[] =
    field?.page === undefined
      ? []
      : [{ label: 'on this document', page: field.page, ...(field.box === undefined ? {} : { box: field.box }) }];
  const others = (parts.others ?? []).map((other): Evidence => ({ documentId: other.id, label: other.label }));
  return {
    check,
    severity: parts.severity,
    group: parts.group,
    reason: parts.reason,
    ...(parts.field === undefined ? {} : { field: parts.field }),
    evidence: [...own, ...others],
  };
}

/** "GBP 12.50" for reasons; the window formats amounts for its user, reasons are kept as they were written. */
export function sayMoney(value: Money): string {
  const [whole = '', fraction] = formatMoney(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value.currency} ${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "12 Nov 2026": the same in every place, because day and month in figures can be misread. */
export function sayDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}
