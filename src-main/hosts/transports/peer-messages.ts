import { z } from 'zod';

/** Bytes of one message: a file of 100 MB and what is written around it. */
export const PEER_MESSAGE_BYTES = 110 * 1024 * 1024;

/** Bytes of the JSON part of one message. A correction is under 1 KB, an approval of 500 documents 40 KB. */
export const PEER_JSON_BYTES = 2 * 1024 * 1024;

/** The envelope that the RPC library wraps requests in: id, type (3 an event, 4 an abort, else a request), payload. */
const Envelope = z.union([
  z.strictObject({
    i: z.string().min(1).max(64),
    t: z.literal(1).optional(),
    p: z.strictObject({
      // A path only: a full address would be taken for one.
      u: z.string().regex(/^\/[\w./-]{0,200}$/),
      b: z.unknown().optional(),
      // A file's name may stand here in percent signs, three characters a byte.
      h: z.record(z.string().max(100), z.union([z.string().max(8_000), z.array(z.string().max(8_000)).max(20)])).optional(),
    }),
  }),
  z.strictObject({ i: z.string().min(1).max(64), t: z.literal(4), p: z.undefined().optional() }),
]);

/** Between the JSON and the bytes of a message; 0xFF occurs nowhere in UTF-8. */
const DELIMITER = 0xff;

/** Why a message was refused, and the id under which its sender waits for an answer, where that can be told. */
export type Refusal = { readonly problem: string; readonly id?: string };

/**
 * Says why a message is not one that the window or the command line sends, or undefined where it is one.
 * The library takes what arrives at its word, and what it throws on rubbish would end the process; so nothing reaches it unchecked.
 */
export function refusePeerMessage(raw: unknown): Refusal | undefined {
  if (typeof raw === 'string') return refuseJson(raw, raw.length);
  if (!(raw instanceof ArrayBuffer || raw instanceof Uint8Array)) return { problem: 'neither text nor bytes' };
  const bytes = raw instanceof Uint8Array ? raw : new Uint8Array(raw);
  const delimiter = bytes.indexOf(DELIMITER);
  const jsonBytes = delimiter === -1 ? bytes.length : delimiter;
  const text = new TextDecoder().decode(bytes.subarray(0, Math.min(jsonBytes, PEER_JSON_BYTES)));
  return bytes.length > PEER_MESSAGE_BYTES ? { problem: 'too long', ...idOf(text) } : refuseJson(text, jsonBytes);
}

function refuseJson(text: string, length: number): Refusal | undefined {
  if (length > PEER_JSON_BYTES) return { problem: 'too long', ...idOf(text) };
  try {
    return Envelope.safeParse(JSON.parse(text)).success ? undefined : { problem: 'not a request', ...idOf(text) };
  } catch {
    return { problem: 'not JSON' };
  }
}

/** Every client of the library writes the id first, so it is found without parsing what is too long to be parsed. */
function idOf(text: string): { id?: string } {
  const id = /^\{"i":"([^"\\]{1,64})"/.exec(text)?.[1];
  return id === undefined ? {} : { id };
}
