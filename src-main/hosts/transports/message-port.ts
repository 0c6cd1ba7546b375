import { onMessagePortClose, onMessagePortMessage, type SupportedMessagePort } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import type { ErrorPorts } from './map-errors.ts';
import { guardMessages, type PeerOptions, peerHandlerOptions } from './serve-peer.ts';

/**
 * Answers calls that arrive on a message port: of the desktop window, or of a thread. Serves until the port closes, which aborts what is
 * running for it. The caller starts the port (`start()`) where its kind needs that.
 */
export function serveMessagePort(port: SupportedMessagePort, { router, context, ...ports }: PeerOptions): void {
  const handler = new RPCHandler(router, peerHandlerOptions(ports));
  handler.upgrade(guardedPort(port, ports), { context });
}

/** The same port as the library wants to see it, with a guard before what it listens to. */
function guardedPort(port: SupportedMessagePort, ports: ErrorPorts): SupportedMessagePort {
  const send = (data: unknown) => port.postMessage(data);
  return {
    postMessage: send,
    on(event: string, callback: (event?: { data: unknown }) => unknown) {
      if (event === 'close') onMessagePortClose(port, () => void callback());
      else onMessagePortMessage(port, guardMessages(handing(callback), send, ports));
    },
  };
}

const handing = (callback: (event: { data: unknown }) => unknown) => (data: unknown) => callback({ data });
