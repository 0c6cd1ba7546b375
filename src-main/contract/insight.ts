import { z } from 'zod';
import { DocumentSummary, PostingState } from './document.ts';
import { ClientId, DocumentId } from './ids.ts';
import { Instant } from './time.ts';

/** Where every byte sequence that ever arrived went: arrived = inProgress + waiting + posting + posted + rejected + duplicates + ignored. */
export const IntakeBalance = z.object({
  arrived: z.int(),
  inProgress: z.int(),
  waiting: z.int(),
  posting: z.int(),
  posted: z.int(),
  rejected: z.int(),
  duplicates: z.int(),
  ignored: z.int(),
  /** True where the two sides are equal. */
  balances: z.boolean(),
});
export type IntakeBalance = z.infer<typeof IntakeBalance>;

/** A value a day, oldest first, for a small curve. */
export const Curve = z.array(z.object({ day: z.string(), value: z.number() }));

/** The numbers that a bookkeeper looks at. Rates are 0 to 1 and absent while nothing was decided; durations are milliseconds. */
export const HomeNumbers = z.object({
  waiting: z.int(),
  arrivedThisWeek: z.int(),
  touchlessThisWeek: z.int(),
  decidedThisWeek: z.int(),
  touchlessRate: z.number().optional(),
  touchlessCurve: Curve,
  /** Entries that were read back from their ledger and found there once, as approved; of those posted. */
  verified: z.object({ entries: z.int(), of: z.int() }),
  msArrivalToLedgerP50: z.number().optional(),
  msArrivalToLedgerP95: z.number().optional(),
  balance: IntakeBalance,
  reasons: z.array(z.object({ group: z.string(), count: z.int() })),
  postingsFailed: z.int(),
  postingsUncertain: z.int(),
  /** Entries that ask which supplier of the ledger is meant, and those that were changed or deleted there since. */
  postingsAsking: z.int(),
  postingsDrifted: z.int(),
});
export type HomeNumbers = z.infer<typeof HomeNumbers>;

/** What is happening now. */
export const Activity = z.object({
  /** Documents of the current pile: since the engine was last idle. */
  pile: z.object({ total: z.int(), done: z.int(), secondsLeft: z.number().optional() }),
  active: z.array(
    z.object({ document: DocumentSummary, step: z.string(), page: z.int().optional(), pages: z.int().optional(), startedAt: Instant }),
  ),
  queued: z.int(),
  recent: z.array(DocumentSummary),
  readers: z.int(),
  pausedBecause: z.string().optional(),
});
export type Activity = z.infer<typeof Activity>;

export const AuditEvent = z.object({
  sequence: z.int(),
  at: Instant,
  actor: z.string(),
  event: z.string(),
  subject: z.string(),
  words: z.string(),
  hash: z.string(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** The outcome of verifying the chain. `brokenAt` is the first sequence number that does not fit. */
export const AuditVerdict = z.object({
  intact: z.boolean(),
  events: z.int(),
  head: z.string(),
  brokenAt: z.int().optional(),
  problem: z.string().optional(),
});
export type AuditVerdict = z.infer<typeof AuditVerdict>;

/** One thing that `doctor` looked at: what is there, what is missing, and what that costs. */
export const DoctorLine = z.object({
  name: z.string(),
  ok: z.boolean(),
  found: z.string(),
  cost: z.string().optional(),
  todo: z.string().optional(),
});
export type DoctorLine = z.infer<typeof DoctorLine>;

/** An entry of the intake ledger. */
export const ArrivalRow = z.object({
  at: Instant,
  clientId: ClientId,
  via: z.string(),
  name: z.string(),
  origin: z.string(),
  outcome: z.enum(['document', 'duplicate', 'ignored', 'message']),
  reason: z.string().optional(),
  documentId: DocumentId.optional(),
});
export type ArrivalRow = z.infer<typeof ArrivalRow>;

/** What changed, for live screens. Events carry ids and small facts; a screen asks for what it shows. */
export const LiveEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('document'), document: DocumentSummary }),
  z.object({ kind: z.literal('progress'), documentId: DocumentId, step: z.string(), page: z.int(), pages: z.int() }),
  z.object({ kind: z.literal('counts'), waiting: z.int(), inProgress: z.int() }),
  z.object({ kind: z.literal('source'), problem: z.boolean() }),
  z.object({ kind: z.literal('notice'), count: z.int(), added: z.int(), first: DocumentId.optional() }),
  z.object({ kind: z.literal('client'), clientId: ClientId }),
  /** An entry went a step further, or was found changed. */
  z.object({ kind: z.literal('posting'), key: z.string(), clientId: ClientId, state: PostingState }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
