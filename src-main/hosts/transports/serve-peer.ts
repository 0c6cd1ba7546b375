import { EngineError } from '../../contract/index.ts';
import type { CallContext, Engine } from '../../engine/engine.ts';
import { type ErrorPorts, mapErrors, typed } from './map-errors.ts';
import { type Refusal, refusePeerMessage } from './peer-messages.ts';

export type PeerOptions = { readonly router: Engine['router']; readonly context: CallContext } & ErrorPorts;

/** Settings that every RPC handler of a long-lived connection is made with. */
export function peerHandlerOptions(ports: ErrorPorts) {
  const { call, request } = mapErrors(ports);
  return { clientInterceptors: [call], interceptors: [request] };
}

/**
 * Wraps what the library wants to run on every message: a message that is none is refused before, and a failure of the library stays
 * within this connection instead of ending the process. Who waits for an answer gets a typed refusal; the log counts, and never quotes.
 */
export function guardMessages(
  handle: (raw: unknown) => unknown,
  reply: (text: string) => void,
  { log }: ErrorPorts,
): (raw: unknown) => void {
  let refused = 0;
  const refuse = ({ problem, id }: Refusal) => {
    refused += 1;
    // The 1st, 10th, 100th…: a flood must not fill the log.
    if (Number.isInteger(Math.log10(refused))) log.warn('peer.refused', { problem, refused });
    if (id !== undefined) reply(refusalMessage(id, problem));
  };
  return (raw) => {
    const refusal = refusePeerMessage(raw);
    if (refusal !== undefined) return refuse(refusal);
    (async () => handle(raw))().catch((error: unknown) => refuse({ problem: error instanceof Error ? error.message : 'failed' }));
  };
}

/** The answer that the RPC library's own client understands as a failed call. */
function refusalMessage(id: string, problem: string): string {
  const error = typed('invalid_input', 422, new EngineError('invalid_input', { note: `The message is ${problem}.` }).info());
  return JSON.stringify({ i: id, p: { s: error.status, b: { json: error.toJSON() } } });
}
