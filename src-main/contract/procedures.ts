import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  CheckInfo,
  Client,
  ClientChange,
  ClientOverview,
  Finish,
  MailboxSettings,
  NewClient,
  Policy,
  Source,
  SupplierInfo,
} from './client.ts';
import { DocumentDetail, DocumentState, DocumentSummary, FieldName, Posting, PostingState } from './document.ts';
import { ERRORS, type ErrorCode, ErrorInfo } from './errors.ts';
import { ClientId, DocumentId, SourceId } from './ids.ts';
import { Activity, ArrivalRow, AuditEvent, AuditVerdict, DoctorLine, HomeNumbers, LiveEvent } from './insight.ts';
import { LabelledExample } from './labelled-example.ts';
import {
  Comparison,
  LedgerBatchInfo,
  LedgerConnectionInfo,
  LedgerKind,
  LedgerLogInfo,
  PostingPlan,
  SettingValues,
  SignInState,
} from './ledger.ts';
import { Word } from './reading.ts';
import { MachineSettingsChange, ReaderChoice, ReadingNumbers, SettingsAnswer } from './settings.ts';

/**
 * Everything that the window, the command line and outside programs may ask. One entry here and one handler under
 * `hosts/` (`engine-router.ts`) make a new procedure; all transports and the OpenAPI document follow from it.
 */

/** Data of every typed error: the words of `ErrorInfo` and, for `internal`, the reference that stands in the log. */
const ErrorData = ErrorInfo.omit({ code: true }).extend({ reference: z.string().optional() });

const STATUS: Partial<Record<ErrorCode, number>> = {
  not_found: 404,
  version_conflict: 409,
  not_allowed_in_state: 409,
  unauthorized: 401,
  internal: 500,
  disk_full: 507,
};
const errorMap = Object.fromEntries(
  Object.entries(ERRORS).map(([code, { what }]) => [code, { status: STATUS[code as ErrorCode] ?? 422, message: what, data: ErrorData }]),
) as Record<ErrorCode, { status: number; message: string; data: typeof ErrorData }>;

const base = oc.errors(errorMap);
const get = (path: `/${string}`, summary: string) => base.route({ method: 'GET', path, summary });
const post = (path: `/${string}`, summary: string) => base.route({ method: 'POST', path, summary });
const patch = (path: `/${string}`, summary: string) => base.route({ method: 'PATCH', path, summary });
const put = (path: `/${string}`, summary: string) => base.route({ method: 'PUT', path, summary });
const del = (path: `/${string}`, summary: string) => base.route({ method: 'DELETE', path, summary });

const Done = z.object({ done: z.literal(true) });
const page = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), next: z.string().optional(), total: z.int() });

/** A document as a person saw it: deciding on an older version is refused with `version_conflict`. */
const Seen = z.object({ id: DocumentId, version: z.int() });

const DocumentQuery = z.object({
  clientId: ClientId.optional(),
  states: z.array(DocumentState).optional(),
  /** Words that must occur in supplier, number, file name or amount. */
  text: z.string().max(200).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type DocumentQuery = z.infer<typeof DocumentQuery>;

const system = {
  info: get('/system', 'Version and host').output(
    z.object({
      version: z.string(),
      host: z.enum(['desktop', 'web', 'command']),
      platform: z.string(),
      dataFolder: z.string(),
      /** Where new clients' folders and ledgers are suggested. */
      suggestedFolder: z.string(),
      clients: z.int(),
    }),
  ),
  doctor: get('/system/doctor', 'What is installed, what is missing, what that costs').output(z.array(DoctorLine)),
  settings: get('/system/settings', 'Settings of this machine').output(SettingsAnswer),
  /** A language that is not installed is refused with `language_missing`. */
  changeSettings: patch('/system/settings', 'Change the settings of this machine').input(MachineSettingsChange).output(SettingsAnswer),
  reading: get('/system/reading', 'Which ways of reading the newest documents took, and how long').output(ReadingNumbers),
  /** Folders inside a folder, for choosing one where the host has no dialog of its own. */
  folders: get('/system/folders', 'Folders inside a folder')
    .input(z.object({ path: z.string().optional() }))
    .output(z.object({ path: z.string(), parent: z.string().optional(), folders: z.array(z.string()) })),
};

const clients = {
  list: get('/clients', 'All clients with their figures').output(z.array(ClientOverview)),
  get: get('/clients/{id}', 'One client')
    .input(z.object({ id: ClientId }))
    .output(Client),
  create: post('/clients', 'Add a client').input(NewClient).output(Client),
  change: patch('/clients/{id}', 'Change a client')
    .input(z.object({ id: ClientId, change: ClientChange }))
    .output(Client),
  /** Makes a client with the sample documents in its watched folder. Asking again returns the same one. */
  demo: post('/clients/demo', 'Make the sample client').output(Client),
  suppliers: get('/clients/{id}/suppliers', "The client's suppliers")
    .input(z.object({ id: ClientId }))
    .output(z.array(SupplierInfo)),
  examples: get('/clients/{id}/examples', 'What people corrected, as labelled examples, oldest first')
    .input(z.object({ id: ClientId, cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }))
    .output(page(LabelledExample)),
};

const sources = {
  list: get('/sources', 'Watched folders and mailboxes')
    .input(z.object({ clientId: ClientId.optional() }))
    .output(z.array(Source)),
  addFolder: post('/sources/folder', 'Watch a folder')
    .input(z.object({ clientId: ClientId, path: z.string().min(1) }))
    .output(Source),
  addMailbox: post('/sources/mailbox', 'Watch a mailbox')
    .input(z.object({ clientId: ClientId, settings: MailboxSettings }))
    .output(Source),
  testMailbox: post('/sources/mailbox/test', 'Try the settings of a mailbox')
    .input(MailboxSettings)
    .output(z.object({ words: z.string() })),
  rescan: post('/sources/{id}/rescan', 'Look again now')
    .input(z.object({ id: SourceId }))
    .output(Done),
  remove: del('/sources/{id}', 'Stop watching; what arrived stays')
    .input(z.object({ id: SourceId }))
    .output(Done),
};

const documents = {
  list: get('/documents', 'Documents, newest first').input(DocumentQuery).output(page(DocumentSummary)),
  get: get('/documents/{id}', 'Everything about one document')
    .input(z.object({ id: DocumentId }))
    .output(DocumentDetail),
  page: get('/documents/{id}/pages/{page}', 'A page as a picture')
    .input(z.object({ id: DocumentId, page: z.coerce.number().int().min(1) }))
    .output(z.file()),
  words: get('/documents/{id}/pages/{page}/words', 'The words of a page with their boxes')
    .input(z.object({ id: DocumentId, page: z.coerce.number().int().min(1) }))
    .output(z.array(Word)),
  original: get('/documents/{id}/original', 'The original bytes')
    .input(z.object({ id: DocumentId }))
    .output(z.file()),
  upload: post('/documents', 'Hand in a file')
    .input(
      z.object({
        clientId: ClientId,
        file: z.file(),
        /** Who hands it in, and where it lay, for the intake ledger. */
        via: z.enum(['upload', 'command']).default('upload'),
        origin: z.string().max(1_000).optional(),
      }),
    )
    .output(z.object({ outcome: z.enum(['document', 'duplicate', 'ignored']), documentId: DocumentId.optional(), words: z.string() })),
  readAgain: post('/documents/{id}/read', 'Read again from the original')
    .input(
      z.object({
        id: DocumentId,
        /** Another reader than the machine's own choice, for this document: when the words are garbage, the other one may read them. */
        reader: ReaderChoice.optional(),
      }),
    )
    .output(Done),
};

const Decision = z.object({ documents: z.array(DocumentSummary) });
const review = {
  /** What waits for a person, in groups by reason, most serious first. */
  queue: get('/review', 'What waits for a person')
    .input(z.object({ clientId: ClientId.optional() }))
    .output(
      z.object({
        left: z.int(),
        arrivedToday: z.int(),
        groups: z.array(z.object({ group: z.string(), documents: z.array(DocumentSummary) })),
      }),
    ),
  approve: post('/review/approve', 'Approve documents as they stand')
    .input(
      z.object({ documents: z.array(Seen).min(1).max(500), note: z.string().max(500).optional(), undoSeconds: z.int().min(0).optional() }),
    )
    .output(Decision),
  correct: post('/review/correct', 'Change values; the document is checked again')
    .input(
      z.object({
        document: Seen,
        /** An empty text removes the value. `account`, `taxCode` and `type` change the coding. */
        changes: z.partialRecord(z.enum([...FieldName.options, 'account', 'taxCode', 'type']), z.string().max(500)),
      }),
    )
    .output(DocumentDetail),
  reject: post('/review/reject', 'Set a document aside; it is never posted')
    .input(z.object({ documents: z.array(Seen).min(1).max(500), reason: z.string().trim().min(1, 'a reason').max(500) }))
    .output(Decision),
  /** Takes back the last approval, rejection or correction of a document; refused once it is posted. */
  undo: post('/review/undo', 'Take the last decision back')
    .input(z.object({ id: DocumentId }))
    .output(DocumentDetail),
};

const postings = {
  list: get('/postings', 'Entries on their way and in the ledgers, newest first')
    .input(
      z.object({
        clientId: ClientId.optional(),
        states: z.array(PostingState).optional(),
        cursor: z.string().optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(Posting.extend({ document: DocumentSummary }))),
  retry: post('/postings/{key}/retry', 'Look in the ledger again for an entry that is uncertain or changed')
    .input(z.object({ key: z.string() }))
    .output(Posting),
  /** `supplier` is an id of the ledger; absent makes a new record there. The answer is kept for the supplier's later documents. */
  chooseSupplier: post('/postings/{key}/supplier', 'Say which supplier of the ledger is meant')
    .input(z.object({ key: z.string(), supplier: z.string().optional() }))
    .output(Posting),
  /** Voids, reverses or deletes it, as the ledger allows; the document goes back to review. */
  undo: post('/postings/{key}/undo', 'Take an entry out of the ledger again')
    .input(z.object({ key: z.string(), reason: z.string().trim().min(1, 'a reason').max(500) }))
    .output(Posting),
  /** A changed entry is right as it stands in the ledger. */
  acceptDrift: post('/postings/{key}/accept', 'Accept how an entry was changed in the ledger')
    .input(z.object({ key: z.string(), reason: z.string().trim().min(1, 'a reason').max(500) }))
    .output(Posting),
  /** A dry run. Nothing is written. */
  plan: get('/documents/{id}/plan', 'What posting a document would write')
    .input(z.object({ id: DocumentId }))
    .output(PostingPlan),
};

/** The ledgers that clients' books are kept in. */
const ledgers = {
  kinds: get('/ledgers', 'Kinds of ledgers with their settings').output(z.array(LedgerKind)),
  get: get('/clients/{id}/ledger', "A client's ledger: settings, what it can do, what its books hold")
    .input(z.object({ id: ClientId }))
    .output(LedgerConnectionInfo),
  test: post('/ledgers/test', 'Try settings without keeping anything')
    .input(z.object({ kind: z.string(), settings: SettingValues, clientId: ClientId.optional() }))
    .output(z.object({ words: z.string() })),
  /** Secrets that are not given stay as they are. Entries that are posted already stay where they are. */
  connect: put('/clients/{id}/ledger', 'Keep the books of a client in this ledger')
    .input(z.object({ id: ClientId, kind: z.string(), settings: SettingValues, finish: Finish.optional(), signIn: z.string().optional() }))
    .output(LedgerConnectionInfo),
  beginSignIn: post('/ledgers/sign-in', 'Begin to sign in with the browser')
    .input(z.object({ kind: z.string(), settings: SettingValues }))
    .output(SignInState),
  signIn: get('/ledgers/sign-in/{id}', 'How a sign-in stands')
    .input(z.object({ id: z.string() }))
    .output(SignInState),
  refresh: post('/clients/{id}/ledger/refresh', 'Ask the ledger for its accounts, tax codes and suppliers again')
    .input(z.object({ id: ClientId }))
    .output(LedgerConnectionInfo),
  compare: post('/clients/{id}/ledger/compare', 'Compare what was posted with what the ledger holds now')
    .input(z.object({ id: ClientId }))
    .output(Comparison),
  /** Teaches the coding from entries that people made before. */
  learn: post('/clients/{id}/ledger/learn', 'Learn accounts from the entries of the ledger')
    .input(z.object({ id: ClientId }))
    .output(z.object({ entries: z.int(), suppliers: z.int(), accounts: z.int() })),
  batches: get('/clients/{id}/ledger/batches', 'Batch files, newest first')
    .input(z.object({ id: ClientId }))
    .output(z.object({ pending: z.int(), batches: z.array(LedgerBatchInfo) })),
  exportBatch: post('/clients/{id}/ledger/batches', 'Make a batch file of the entries that are in none yet')
    .input(z.object({ id: ClientId }))
    .output(z.object({ batch: LedgerBatchInfo.optional() })),
  batchFile: get('/clients/{id}/ledger/batches/{batch}', 'The file of a batch, the same bytes every time')
    .input(z.object({ id: ClientId, batch: z.string() }))
    .output(z.file()),
  log: get('/clients/{id}/ledger/log', 'Deliveries, newest first')
    .input(z.object({ id: ClientId }))
    .output(z.array(LedgerLogInfo)),
};

const policy = {
  get: get('/clients/{id}/policy', 'The rules of a client')
    .input(z.object({ id: ClientId }))
    .output(z.object({ policy: Policy, version: z.int(), checks: z.array(CheckInfo), schema: z.record(z.string(), z.unknown()) })),
  set: put('/clients/{id}/policy', 'Change the rules')
    .input(z.object({ id: ClientId, policy: Policy, version: z.int() }))
    .output(z.object({ policy: Policy, version: z.int() })),
};

const insight = {
  home: get('/insight/home', 'The numbers of the home page')
    .input(z.object({ clientId: ClientId.optional() }))
    .output(HomeNumbers),
  activity: get('/insight/activity', 'What is happening now')
    .input(z.object({ clientId: ClientId.optional() }))
    .output(Activity),
  arrivals: get('/insight/arrivals', 'The intake ledger, newest first')
    .input(
      z.object({
        clientId: ClientId.optional(),
        cursor: z.string().optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(ArrivalRow)),
  live: get('/insight/live', 'What changes, as it changes').output(eventIterator(LiveEvent)),
};

const audit = {
  verify: get('/audit/verify', 'Check every link of the chain').output(AuditVerdict),
  list: get('/audit', 'Events, newest first')
    .input(z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }))
    .output(page(AuditEvent)),
};

export const contract = { system, clients, sources, documents, review, postings, ledgers, policy, insight, audit };
export type Contract = typeof contract;
