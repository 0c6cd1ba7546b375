import { z } from 'zod';
import { DocumentId } from '../../contract/index.ts';

/** What main tells the engine's process. `connect` comes with one message port on which the contract is spoken. */
export const ToEngine = z.discriminatedUnion('kind', [z.object({ kind: z.literal('connect') }), z.object({ kind: z.literal('close') })]);
export type ToEngine = z.infer<typeof ToEngine>;

/** How many documents wait, how many of them are new, and which one comes first. */
export const WaitingNotice = z.object({ count: z.int().min(0), added: z.int().min(0), first: DocumentId.optional() });
export type WaitingNotice = z.infer<typeof WaitingNotice>;

/** What the engine's process tells main. `failed` means that starting it again will not help; `words` say what to do. */
export const FromEngine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('failed'), words: z.string() }),
  WaitingNotice.extend({ kind: z.literal('waiting') }),
]);
export type FromEngine = z.infer<typeof FromEngine>;
