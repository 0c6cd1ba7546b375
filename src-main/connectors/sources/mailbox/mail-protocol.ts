import { z } from 'zod';

/** Limits of a message that is taken apart; beyond them it is kept as it came. Source: fault table, row "500 attachments, nested levels". */
export const MAIL_LIMITS = {
  bytes: 100 * 1024 * 1024,
  parts: 500,
  /** Levels of parts within parts, and of messages within messages. */
  depth: 20,
  /** The slowest message of the corpora took 2.2 s; beyond this it is an attack. */
  deadlineMs: 20_000,
} as const;

/** What the engine sends to the process that takes mail apart. */
export const ToMailParser = z.object({ id: z.int(), raw: z.instanceof(Uint8Array) });
export type ToMailParser = z.infer<typeof ToMailParser>;

/** A part with a body of its own. `referenced` is true where it stands in the text itself, as logos do. */
export const MailPart = z.object({
  name: z.string().max(1000),
  mediaType: z.string().max(200),
  referenced: z.boolean(),
  bytes: z.instanceof(Uint8Array),
});
export type MailPart = z.infer<typeof MailPart>;

export const MailContent = z.object({
  subject: z.string().max(1000),
  from: z.string().max(1000),
  parts: z.array(MailPart).max(MAIL_LIMITS.parts),
});
export type MailContent = z.infer<typeof MailContent>;

/** What comes back. `failed` is an expected failure, in words. */
export const FromMailParser = z.discriminatedUnion('type', [
  z.object({ type: z.literal('parsed'), id: z.int(), content: MailContent }),
  z.object({ type: z.literal('failed'), id: z.int(), reason: z.string().max(500) }),
]);
export type FromMailParser = z.infer<typeof FromMailParser>;
