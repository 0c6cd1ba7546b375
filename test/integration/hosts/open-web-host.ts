import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src-main/adapters/clock.ts';
import { createIds } from '../../../src-main/adapters/ids.ts';
import { createLog } from '../../../src-main/adapters/log.ts';
import type { Clock } from '../../../src-main/engine/ports.ts';
import { startWebHost } from '../../../src-main/hosts/web/web-host.ts';
import { createSampleRouter } from '../../conformance/transports/sample-router.ts';

/** A web host on a temporary folder with a window of two files, and what its handlers and its log saw. */
export async function openWebHost(options: { clock?: Clock; folder?: string; port?: number } = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'tickmark-web-'));
  const rendererFolder = join(folder, 'renderer');
  mkdirSync(join(rendererFolder, 'assets'), { recursive: true });
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>the window</title>');
  writeFileSync(join(rendererFolder, 'assets', 'index-Ab12Cd34.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'canary-secret');
  const sample = createSampleRouter();
  const logged: string[] = [];
  const host = await startWebHost({
    router: sample.router,
    clock: options.clock ?? systemClock,
    ids: createIds(systemClock),
    log: createLog({ level: 'debug', write: (line) => logged.push(line) }),
    dataFolder: folder,
    rendererFolder,
    version: '0.0.0-test',
    port: options.port,
  });
  const cookie = async () => {
    const { headers } = await send(host.port, { path: host.launchUrl().slice(host.url.length) });
    return String(headers['set-cookie']?.[0]).split(';')[0] ?? '';
  };
  return {
    host,
    folder,
    logged,
    seen: sample.seen,
    cookie,
    async close() {
      await host.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Reply = { status: number; headers: IncomingHttpHeaders; body: string };

/** A request with exactly these headers; `fetch` forbids several of them. */
export function send(
  port: number,
  options: { path: string; method?: string; headers?: Record<string, string>; body?: string | Buffer; host?: string | undefined },
): Promise<Reply> {
  const { path, method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        agent: false,
        setHost: false,
        headers: {
          ...('host' in options ? (options.host === undefined ? {} : { Host: options.host }) : { Host: `127.0.0.1:${port}` }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
        );
        response.on('error', reject);
      },
    );
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export const SOCKET_HEADERS = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
