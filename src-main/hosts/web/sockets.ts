import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { CallContext, Engine } from '../../engine/engine.ts';
import type { ErrorPorts } from '../transports/map-errors.ts';
import { serveWebSocket } from '../transports/web-socket.ts';
import { guard, type Verdict } from './guard.ts';
import { WEB_LIMITS } from './limits.ts';
import type { Allowed, RouterParts } from './router.ts';

type SocketParts = ErrorPorts &
  Pick<RouterParts, 'access' | 'port'> & { router: Engine['router']; contextOf(by: Allowed['by']): CallContext };

/** Takes up WebSockets at `/rpc` for the guard's friends; others get a bare status. */
export function createSockets(parts: SocketParts) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: WEB_LIMITS.uploadBytes,
    perMessageDeflate: false,
    clientTracking: true,
  });
  const answered = new WeakSet<WebSocket>();
  const pinging = setInterval(() => {
    for (const socket of server.clients) {
      if (!answered.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, WEB_LIMITS.pingMs);
  pinging.unref();

  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const verdict = guard(request, 'upgrade', parts);
      const status = refusalOf(verdict, server.clients.size);
      if (!verdict.allowed || status !== undefined) {
        parts.log.info('web.refused', { reason: verdict.allowed ? 'socket' : verdict.reason, kind: 'socket' });
        refuse(socket, status ?? 403);
        return;
      }
      server.handleUpgrade(request, socket, head, (accepted) => {
        answered.add(accepted);
        accepted.on('pong', () => answered.add(accepted));
        serveWebSocket(accepted, { ...parts, context: parts.contextOf(verdict.by) });
      });
    },
    close(): void {
      clearInterval(pinging);
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

/** HTTP status with which a socket is refused, or undefined where it is taken up. */
function refusalOf(verdict: Verdict, open: number): number | undefined {
  if (!verdict.allowed) return verdict.status;
  if (verdict.path !== '/rpc' || verdict.by === 'code') return 404;
  return open >= WEB_LIMITS.sockets ? 503 : undefined;
}

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
};

function refuse(socket: Duplex, status: number): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n`);
}
