import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { EngineError } from '../../contract/index.ts';
import type { CallContext, Engine } from '../../engine/engine.ts';
import type { Clock } from '../../engine/ports.ts';
import { writePrivate } from '../data-folder/host-file.ts';
import { userName } from '../data-folder/user-name.ts';
import type { ErrorPorts } from '../transports/map-errors.ts';
import { createRestHandler, openApiDocument } from '../transports/rest.ts';
import { createAccess } from './access.ts';
import { isForPeople, sendError, sendPage } from './answer.ts';
import { guard } from './guard.ts';
import { WEB_LIMITS } from './limits.ts';
import { PAGES } from './pages.ts';
import { type Allowed, type RouterParts, route } from './router.ts';
import { createSockets } from './sockets.ts';
import { createStaticFiles } from './static-files.ts';

export type WebHostOptions = ErrorPorts & {
  readonly router: Engine['router'];
  readonly clock: Clock;
  readonly dataFolder: string;
  /** Folder of the built window. May be missing; then a page says so. */
  readonly rendererFolder: string;
  readonly version: string;
  /** Exactly this port. Without it: the port of the last time where it is free, so that open tabs find it again; else any. */
  readonly port?: number | undefined;
};

export type WebHost = {
  /** `http://127.0.0.1:PORT`, without a way in. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** A fresh one-time address. */
  launchUrl(): string;
  close(): Promise<void>;
};

/** Serves the window, the socket and REST on loopback. @throws EngineError `invalid_input` where the wished port is taken. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const access = createAccess(options.dataFolder, options.clock);
  const server = createServer({
    maxHeaderSize: WEB_LIMITS.headerBytes,
    headersTimeout: WEB_LIMITS.headersMs,
    requestTimeout: WEB_LIMITS.requestMs,
    connectionsCheckingInterval: WEB_LIMITS.checkMs,
    keepAliveTimeout: WEB_LIMITS.keepAliveMs,
    requireHostHeader: true,
  });
  server.maxConnections = WEB_LIMITS.connections;
  const port = await listen(server, options);
  const url = `http://127.0.0.1:${port}`;
  const parts: RouterParts = {
    access,
    port,
    files: createStaticFiles(options.rendererFolder, () => options.clock.monotonicMs()),
    rest: createRestHandler(options.router, options),
    openApi: () => openApiDocument(options.version),
    contextOf: actorOf(userName()),
  };
  const sockets = createSockets({ ...parts, router: options.router, log: options.log, ids: options.ids });
  server.on('request', (request, response) => void respond(request, response, parts, options));
  server.on('upgrade', sockets.upgrade);
  return {
    url,
    port,
    token: access.token,
    launchUrl: () => `${url}/launch?code=${access.issueCode()}`,
    async close() {
      sockets.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, parts: RouterParts, { log, ids }: ErrorPorts): Promise<void> {
  try {
    const verdict = guard(request, 'request', parts);
    if (verdict.allowed) return await route(request, response, verdict, parts);
    log.info('web.refused', { reason: verdict.reason, status: verdict.status });
    if (verdict.status === 401 && isForPeople(request)) sendPage(request, response, PAGES.locked);
    else sendError(request, response, verdict.status, verdict.status === 400 ? 'invalid_input' : 'unauthorized');
  } catch (error) {
    const reference = ids.next().slice(-12);
    log.error('web.failed', { reference, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    if (response.headersSent) response.destroy();
    else sendError(request, response, 500, 'internal', `Reference ${reference}.`);
  }
}

/** The name that stands in the audit: who is logged in to this machine, and by which door. */
function actorOf(user: string): (by: Allowed['by']) => CallContext {
  return (by) => ({ actor: by === 'token' ? `${user} (API)` : user });
}

async function listen(server: Server, { dataFolder, port }: WebHostOptions): Promise<number> {
  const portFile = join(dataFolder, 'web-port');
  for (const wanted of port === undefined ? [lastPort(portFile), 0] : [port]) {
    const taken = await tryListen(server, wanted);
    if (taken === undefined) continue;
    if (port === undefined && taken !== wanted) writePrivate(portFile, `${taken}\n`);
    return taken;
  }
  throw new EngineError('invalid_input', {
    note: `Port ${port} is used by another program: choose another, or leave --port away.`,
    details: { port: String(port) },
  });
}

function lastPort(file: string): number {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : 0;
  } catch {
    return 0;
  }
}

/** Resolves to the port, or to undefined where it is taken or forbidden. Never binds anything but the IPv4 loopback address. */
function tryListen(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', bound);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    };
    const bound = () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' ? address?.port : undefined);
    };
    server.once('error', failed);
    server.once('listening', bound);
    server.listen({ host: '127.0.0.1', port, exclusive: true });
  });
}
