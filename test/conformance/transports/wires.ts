import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { WebSocketServer } from 'ws';
import { systemClock } from '../../../src-main/adapters/clock.ts';
import { createIds } from '../../../src-main/adapters/ids.ts';
import { createLog } from '../../../src-main/adapters/log.ts';
import { contract } from '../../../src-main/contract/index.ts';
import type { Engine } from '../../../src-main/engine/engine.ts';
import { type ContractClient, connectInProcess } from '../../../src-main/hosts/transports/in-process.ts';
import { serveMessagePort } from '../../../src-main/hosts/transports/message-port.ts';
import { createRestHandler } from '../../../src-main/hosts/transports/rest.ts';
import { connectWebSocket, serveWebSocket } from '../../../src-main/hosts/transports/web-socket.ts';

/** One way of calling an engine. `sendRaw` puts something on the wire as it is; `logged` is what the serving side wrote to its log. */
export type Wire = {
  client: ContractClient;
  sendRaw?: (message: string | Uint8Array) => Promise<void>;
  /** Ends the caller's side, as a closed window does. */
  hangUp?: () => void;
  close(): Promise<void>;
  logged: string[];
};

export const WIRES: Record<string, (router: Engine['router']) => Promise<Wire>> = {
  'in-process': async (router) => {
    const { options, logged } = servingSide(router);
    return { client: connectInProcess(router, options.context, options), close: async () => {}, logged };
  },

  'message port': async (router) => {
    const { options, logged } = servingSide(router);
    const { port1, port2 } = new MessageChannel();
    serveMessagePort(port1, options);
    port1.start();
    port2.start();
    return {
      client: createORPCClient(new RPCLink({ port: port2 })),
      sendRaw: async (message) => port2.postMessage(message),
      hangUp: () => port2.close(),
      close: async () => {
        port2.close();
        port1.close();
      },
      logged,
    };
  },

  'web socket': async (router) => {
    const { options, logged } = servingSide(router);
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    server.on('connection', (socket) => serveWebSocket(socket, options));
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { client, close } = await connectWebSocket(url, 'token');
    const raw = await connectRaw(`${url}/rpc`);
    return {
      client,
      sendRaw: async (message) => raw.send(typeof message === 'string' ? message : new Uint8Array(message)),
      hangUp: close,
      close: async () => {
        close();
        for (const socket of server.clients) socket.terminate();
        await new Promise((resolve) => server.close(resolve));
      },
      logged,
    };
  },

  REST: async (router) => {
    const { options, logged } = servingSide(router);
    const handle = createRestHandler(router, options);
    const server = createServer((request, response) => void handle(request, response, options.context));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    const hangUp = new AbortController();
    const calling = (request: Request, init: object) =>
      fetch(request, { ...init, signal: AbortSignal.any([request.signal, hangUp.signal]) });
    return {
      client: createORPCClient(new OpenAPILink(contract, { url, fetch: calling })),
      sendRaw: async (message) => {
        const response = await fetch(`${url}/clients`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: typeof message === 'string' ? message : Buffer.from(message),
        });
        await response.text();
        if (response.status < 400) throw new Error(`accepted with ${response.status}`);
      },
      hangUp: () => hangUp.abort(),
      close: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
      logged,
    };
  },
};

function servingSide(router: Engine['router']) {
  const logged: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => logged.push(line) });
  return { options: { router, context: { actor: 'ada' }, log, ids: createIds(systemClock) }, logged };
}

async function connectRaw(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  return socket;
}
