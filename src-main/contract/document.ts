import { z } from 'zod';
import { ErrorCode, ErrorInfo } from './errors.ts';
import { ClientId, DocumentId, Sha256, SourceId } from './ids.ts';
import { Currency, DecimalText } from './money.ts';
import { Box, PageQuality, ReadingSource, TierUse, WordReader } from './reading.ts';
import { Instant } from './time.ts';

/** Larger files are refused before they are read into memory, and before they are sent; scans of 200 pages stay well below. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** A probability: 0.99 is wrong once in a hundred. */
export const Probability = z.number().min(0).max(1);

/** `other` is whatever asks for no money and proves no payment: letters, menus, leaflets. */
export const DocumentType = z.enum(['receipt', 'invoice', 'credit-note', 'statement', 'order', 'delivery-note', 'contract', 'other']);
export type DocumentType = z.infer<typeof DocumentType>;

/** The fields that are read from every document, in the order in which a person checks them. */
export const FIELD_NAMES = [
  'supplier',
  'address',
  'date',
  'dueDate',
  'number',
  'currency',
  'net',
  'tax',
  'total',
  'iban',
  'supplierTaxId',
  'purchaseOrder',
  'tip',
  'cash',
  'change',
  'cardDigits',
] as const;
export const FieldName = z.enum(FIELD_NAMES);
export type FieldName = z.infer<typeof FieldName>;

/** Fields that most documents do not have: they are shown where they were found, and nobody is asked for them. */
export const RARE_FIELDS = ['purchaseOrder', 'tip', 'cash', 'change', 'cardDigits'] as const satisfies readonly FieldName[];

/** Fields whose value is an amount in the document's currency. */
export const AMOUNT_FIELDS = ['net', 'tax', 'total', 'tip', 'cash', 'change'] as const satisfies readonly FieldName[];

/**
 * A value found on the page. `value` is canonical: a date is `YYYY-MM-DD`, an amount is decimal text with the currency's
 * digits, a currency is its ISO code, an IBAN and a tax number have no spaces, `cardDigits` are the last four. `page` and `box` (fractions of the page) are the
 * evidence; both are absent for a value that a person typed or that follows from others. An alternative that another reader saw in the
 * place of the value names that `reader`.
 */
export const Field = z.object({
  value: z.string().min(1).max(500),
  p: Probability,
  page: z.int().min(1).optional(),
  box: Box.optional(),
  alternatives: z.array(z.object({ value: z.string(), p: Probability, reader: WordReader.optional() })).max(8),
});
export type Field = z.infer<typeof Field>;

/** A field that was not found is absent. */
export const Fields = z.partialRecord(FieldName, Field);
export type Fields = z.infer<typeof Fields>;

/** Tax of one rate. `rate` is a percentage as decimal text ("20", "5.5"). */
export const TaxLine = z.object({ rate: DecimalText.optional(), net: DecimalText.optional(), tax: DecimalText });
export type TaxLine = z.infer<typeof TaxLine>;

/** One bought thing. Amounts are decimal text in the document's currency; `taxRate` is a percentage as decimal text. */
export const LineItem = z.object({
  description: z.string(),
  quantity: DecimalText.optional(),
  unitPrice: DecimalText.optional(),
  taxRate: DecimalText.optional(),
  amount: DecimalText,
  page: z.int().min(1).optional(),
  box: Box.optional(),
});
export type LineItem = z.infer<typeof LineItem>;

/** What the page shows otherwise than the e-invoice inside the file; amounts without sign. `page` and `box` are where it shows it; without `shown` it shows nothing. */
export const InvoiceDifference = z.object({
  field: z.enum(['total', 'date', 'number', 'iban']),
  data: z.string(),
  shown: z.string().optional(),
  page: z.int().min(1).optional(),
  box: Box.optional(),
});
export type InvoiceDifference = z.infer<typeof InvoiceDifference>;

/**
 * What the words of a document say. `paid` is true where the page itself proves payment (cash and change, a card slip),
 * false where it asks for payment (due date, IBAN), absent where neither is shown. `sums` lists the arithmetic that was tried.
 * `p` is the probability that supplier, date, currency and total are all right; `language` (ISO 639-1) and `country` (ISO 3166) are those of the
 * document, from what it shows; `model` names the network that looked at the words, absent where rules worked alone.
 * `eInvoice` is there where the document carries an e-invoice, whose data are then the fields, or one that cannot be read (`problem`).
 */
export const Extraction = z.object({
  type: z.object({ value: DocumentType, p: Probability }),
  p: Probability.optional(),
  language: z.object({ value: z.string().length(2), p: Probability }).optional(),
  country: z.object({ value: z.string().length(2), p: Probability }).optional(),
  model: z.string().max(100).optional(),
  fields: Fields,
  taxes: z.array(TaxLine),
  lines: z.array(LineItem),
  paid: z.boolean().optional(),
  sums: z.array(
    z.object({
      rule: z.enum(['net+tax=total', 'lines=total', 'cash-change=total', 'taxes=tax', 'lines=net', 'total-prepaid=due']),
      holds: z.boolean(),
      note: z.string(),
    }),
  ),
  eInvoice: z.object({ differences: z.array(InvoiceDifference).max(4), problem: ErrorCode.optional() }).optional(),
});
export type Extraction = z.infer<typeof Extraction>;

/** Account and tax code for the whole document, with the reason in words ("the last 7 from this supplier went here"). */
export const Coding = z.object({
  account: z.string(),
  taxCode: z.string(),
  p: Probability,
  why: z.string(),
  alternatives: z.array(z.object({ account: z.string(), p: Probability })).max(8),
});
export type Coding = z.infer<typeof Coding>;

/** How bad a finding is: `note` informs, `doubt` wants a look, `wrong` contradicts. */
export const Severity = z.enum(['note', 'doubt', 'wrong']);
export type Severity = z.infer<typeof Severity>;

/** Where a finding can be seen: on this document, or on the other one it is compared with. */
export const Evidence = z.object({
  documentId: DocumentId.optional(),
  label: z.string(),
  page: z.int().min(1).optional(),
  box: Box.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What a control found. `check` is the control's id; `field` is the value it doubts. `group` is the heading in the queue. */
export const Finding = z.object({
  check: z.string(),
  severity: Severity,
  group: z.string(),
  reason: z.string(),
  field: FieldName.optional(),
  evidence: z.array(Evidence),
});
export type Finding = z.infer<typeof Finding>;

export const Route = z.enum(['clear', 'review']);
export type Route = z.infer<typeof Route>;

/**
 * Where a document stands on its walk.
 * queued → reading → checking → review | posting → posted; a person's rejection ends in `rejected`.
 * `posting` means approved (by the policy or a person) and due in the ledger; undo is possible until `posted`.
 */
export const DocumentState = z.enum(['queued', 'reading', 'checking', 'review', 'posting', 'posted', 'rejected']);
export type DocumentState = z.infer<typeof DocumentState>;

/** How one byte sequence reached a document: the document's sources list every arrival of the same bytes. */
export const Arrival = z.object({
  at: Instant,
  via: z.enum(['folder', 'mailbox', 'upload', 'command']),
  sourceId: SourceId.optional(),
  name: z.string(),
  /** Path in the watched folder, or subject and sender of the message. */
  origin: z.string(),
});
export type Arrival = z.infer<typeof Arrival>;

/** States of an intent to write one document into one ledger; each is committed before the next thing is sent. */
export const PostingState = z.enum([
  'queued',
  'sent',
  'posted',
  'verified',
  'rejected',
  /** A person must look in the ledger: it cannot be told whether it is there once. */
  'uncertain',
  /** A person must say which of the ledger's suppliers is meant. */
  'asking',
  /** It was read back right once, and was changed or deleted in the ledger since. */
  'drifted',
  /** A person took it out of the ledger again. */
  'undone',
  'cancelled',
]);
export type PostingState = z.infer<typeof PostingState>;

/**
 * How far an entry is on its way. `*_sent` is committed before the request goes out, so that after a kill it is known what may have arrived.
 */
export const PostingStage = z.enum([
  'queued',
  'checked',
  'supplier_sent',
  'supplier_known',
  'create_sent',
  'created',
  'attach_sent',
  'attached',
  'finalise_sent',
  'posted',
  'verified',
  'undo_sent',
  'undone',
]);
export type PostingStage = z.infer<typeof PostingStage>;

/** One step of an entry's way, oldest first. */
export const PostingStep = z.object({ at: Instant, stage: PostingStage, words: z.string() });
export type PostingStep = z.infer<typeof PostingStep>;

/** A supplier of the ledger that a person may choose for an entry that is asking. */
export const SupplierChoice = z.object({ id: z.string(), name: z.string(), taxNumber: z.string().optional(), why: z.string() });
export type SupplierChoice = z.infer<typeof SupplierChoice>;

export const Posting = z.object({
  key: z.string(),
  documentId: DocumentId,
  clientId: ClientId,
  state: PostingState,
  stage: PostingStage,
  ledger: z.string(),
  /** The ledger's own name for the entry (a file, a number). */
  reference: z.string().optional(),
  /** Whether it was left as a draft there. */
  draft: z.boolean(),
  steps: z.array(PostingStep),
  /** Suppliers to choose from, where the state is `asking`. */
  choices: z.array(SupplierChoice).optional(),
  /** The ledger's own words on failure, and what a person can do about it. */
  problem: z.string().optional(),
  todo: z.string().optional(),
  /** The entry as the ledger shows it. */
  preview: z.string().optional(),
  attempts: z.int(),
  createdAt: Instant,
  postedAt: Instant.optional(),
});
export type Posting = z.infer<typeof Posting>;

/** A row of the queue and of the list of documents. */
export const DocumentSummary = z.object({
  id: DocumentId,
  clientId: ClientId,
  version: z.int(),
  state: DocumentState,
  name: z.string(),
  mediaType: z.string(),
  pages: z.int(),
  type: DocumentType.optional(),
  supplier: z.string().optional(),
  date: z.string().optional(),
  number: z.string().optional(),
  total: DecimalText.optional(),
  currency: Currency.optional(),
  account: z.string().optional(),
  /** The first reason why it waits, and the heading it stands under in the queue. */
  reason: z.string().optional(),
  group: z.string().optional(),
  touchless: z.boolean(),
  arrivedAt: Instant,
  changedAt: Instant,
  /** Until when an approval can still be undone without being too late. */
  undoUntil: Instant.optional(),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

/** Milliseconds of each step, as measured, and which ways of reading they went to. */
export const StepTimes = z.object({
  decode: z.number(),
  ocr: z.number(),
  extract: z.number(),
  total: z.number(),
  tiers: TierUse.default({}),
});
export type StepTimes = z.infer<typeof StepTimes>;

/** One line of the document's history, from the audit chain. */
export const HistoryEntry = z.object({ at: Instant, actor: z.string(), event: z.string(), words: z.string() });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Everything the review screen shows of one document. */
export const DocumentDetail = DocumentSummary.extend({
  sha256: Sha256,
  size: z.int(),
  source: ReadingSource.optional(),
  /** Name and version of what read it. */
  reader: z.string().optional(),
  pageSizes: z.array(z.object({ page: z.int(), width: z.int(), height: z.int(), quality: PageQuality.optional() })),
  extraction: Extraction.optional(),
  coding: Coding.optional(),
  findings: z.array(Finding),
  route: Route.optional(),
  problem: ErrorInfo.optional(),
  arrivals: z.array(Arrival),
  posting: Posting.optional(),
  history: z.array(HistoryEntry),
  times: StepTimes.optional(),
});
export type DocumentDetail = z.infer<typeof DocumentDetail>;
