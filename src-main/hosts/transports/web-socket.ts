import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { RPCHandler } from '@orpc/server/websocket';
import { WebSocket } from 'ws';
import { EngineError } from '../../contract/index.ts';
import type { ContractClient } from './in-process.ts';
import { PEER_MESSAGE_BYTES } from './peer-messages.ts';
import { guardMessages, type PeerOptions, peerHandlerOptions } from './serve-peer.ts';

/** Answers calls that arrive on an accepted socket. Serves until the socket closes, which aborts what is running for it. */
export function serveWebSocket(socket: WebSocket, { router, context, ...ports }: PeerOptions): void {
  const handler = new RPCHandler(router, peerHandlerOptions(ports));
  socket.binaryType = 'arraybuffer';
  const handle = (raw: unknown) => handler.message(peerOf(socket), raw as string | ArrayBuffer, { context });
  const answer = guardMessages(handle, (text) => socket.send(text), ports);
  socket.addEventListener('message', ({ data }) => answer(data));
  socket.addEventListener('close', () => handler.close(peerOf(socket)));
  // A broken frame or a vanished peer ends in `close`; without a listener the error would end the process.
  socket.on('error', (error) => ports.log.debug('peer.broken', { problem: error.message }));
}

/** The library asks for a browser's socket; it only ever calls `send`, and tells sockets apart by identity. */
const peerOf = (socket: WebSocket) => socket as unknown as globalThis.WebSocket;

/**
 * Calls a host that runs in another process. `token` is the API token of its data folder.
 * @throws EngineError `store_locked` where nobody answers there.
 */
export async function connectWebSocket(url: string, token: string): Promise<{ client: ContractClient; close(): void }> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/rpc`, {
    headers: { authorization: `Bearer ${token}` },
    maxPayload: PEER_MESSAGE_BYTES,
    handshakeTimeout: 5_000,
    perMessageDeflate: false,
  });
  socket.binaryType = 'arraybuffer';
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.on('error', (cause) => reject(new EngineError('store_locked', { note: 'It does not answer.', details: { url }, cause })));
  });
  const client: ContractClient = createORPCClient(new RPCLink({ websocket: peerOf(socket) }));
  return { client, close: () => socket.close() };
}
