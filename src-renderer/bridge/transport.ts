import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';

type Link = ClientLink<ClientContext>;

/** What the preload of the desktop window exposes; absent in a browser. */
type DesktopHost = { connect: () => void };

declare const window: Window & typeof globalThis & { readonly tickmarkHost?: DesktopHost };

/** An open way to the engine. `closed` settles when it breaks; it never rejects. */
export type Transport = { link: Link; closed: Promise<void> };

const OPEN_TIMEOUT_MS = 10_000;

/** The way of this window: the desktop host's port where there is one, else a WebSocket to the page's own origin. */
export function openTransport(): Promise<Transport> {
  return window.tickmarkHost ? openPort(window.tickmarkHost) : openSocket();
}

function openSocket(): Promise<Transport> {
  const address = new URL('/rpc', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.close(), OPEN_TIMEOUT_MS);
    const closed = new Promise<void>((settle) => {
      socket.addEventListener('close', () => {
        clearTimeout(timer);
        settle();
        reject(new Error('The connection was refused.'));
      });
    });
    socket.addEventListener('open', () => {
      clearTimeout(timer);
      resolve({ link: new SocketLink({ websocket: socket }), closed });
    });
  });
}

/** The preload answers `connect()` with a window message `tickmark:port` that carries one port. */
function openPort(host: DesktopHost): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const onMessage = (event: MessageEvent) => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'tickmark:port' || !port) return;
      clearTimeout(timer);
      window.removeEventListener('message', onMessage);
      const closed = new Promise<void>((settle) => port.addEventListener('close', () => settle()));
      const link = new PortLink({ port });
      port.start();
      resolve({ link, closed });
    };
    const timer = setTimeout(() => {
      window.removeEventListener('message', onMessage);
      reject(new Error('The host did not answer.'));
    }, OPEN_TIMEOUT_MS);
    window.addEventListener('message', onMessage);
    host.connect();
  });
}
