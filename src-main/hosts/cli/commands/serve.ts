import { join } from 'node:path';
import { EngineError } from '../../../contract/index.ts';
import type { Engine } from '../../../engine/engine.ts';
import { assembleEngine } from '../../assemble-engine.ts';
import { type HostFile, publishHost, withdrawHost } from '../../data-folder/host-file.ts';
import type { DataLock } from '../../data-folder/lock.ts';
import { userName } from '../../data-folder/user-name.ts';
import { connectInProcess } from '../../transports/in-process.ts';
import { connectWebSocket } from '../../transports/web-socket.ts';
import { startWebHost, type WebHost } from '../../web/web-host.ts';
import { type Command, type ExitCode, type Io, textOption, UsageError } from '../command.ts';
import { openBrowser } from '../open-browser.ts';
import { takeOrFind } from '../session.ts';
import { stopSignal } from '../stop-signal.ts';

/** Time to close in good order (ms). What takes longer is left: a kill at any moment is safe, it only costs the next start a little. */
const CLOSING_MS = 1_800;

type Wishes = { readonly port: number | undefined; readonly open: boolean; readonly demo: boolean };

export const serve: Command = {
  name: 'serve',
  summary: 'Run Tickmark and open its window in the browser',
  usage: '[--port N] [--no-open] [--demo]',
  options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, demo: { type: 'boolean' } },
  optionHelp: [
    ['--port N', 'exactly this port; otherwise the last one, or a free one'],
    ['--no-open', 'open nothing, only print the address'],
    ['--demo', 'make a sample client with sample documents'],
  ],
  examples: ['serve', 'serve --demo --no-open --port 4178'],
  async run({ values, io }) {
    const wishes = { port: portOf(textOption(values, 'port')), open: values['no-open'] !== true, demo: values['demo'] === true };
    const holder = await takeOrFind(io.dataFolder);
    return 'host' in holder ? joinRunning(holder.host, wishes, io) : host(holder.lock, wishes, io);
  },
};

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 1 && port <= 65_535)) throw new UsageError('--port wants a number from 1 to 65535.');
  return port;
}

async function host(lock: DataLock, wishes: Wishes, io: Io): Promise<ExitCode> {
  const stopped = stopSignal();
  const { engine, ports, version, appFolder } = await assembleEngine({ dataFolder: io.dataFolder, host: 'web', log: io.log, lock });
  let web: WebHost | undefined;
  try {
    web = await startWebHost({
      ...ports,
      router: engine.router,
      dataFolder: io.dataFolder,
      rendererFolder: join(appFolder, 'out', 'renderer'),
      version,
      port: wishes.port,
    });
    if (wishes.demo) await connectInProcess(engine.router, { actor: userName() }, ports).clients.demo();
    publishHost(io.dataFolder, { url: web.url, token: web.token, pid: process.pid, version });
    announce(web.launchUrl(), { port: web.port, pid: process.pid }, wishes, io);
    // Only now: the window is there before the first document is read.
    await engine.start({ watch: true });
    io.log.info('serve.stops', { signal: await stopped });
    return 0;
  } finally {
    await closeInTime(io, engine, web);
  }
}

async function closeInTime({ dataFolder, log }: Io, engine: Engine, web: WebHost | undefined): Promise<void> {
  const late = setTimeout(() => {
    log.warn('serve.cut', { ms: CLOSING_MS });
    process.exit(0);
  }, CLOSING_MS);
  withdrawHost(dataFolder);
  await web?.close();
  await engine.close();
  clearTimeout(late);
}

/** Tickmark runs already: it is asked for a fresh address, as a second click on an icon brings the window to the front. */
async function joinRunning({ url, token, pid }: HostFile, wishes: Wishes, io: Io): Promise<ExitCode> {
  const port = Number(new URL(url).port);
  if (wishes.port !== undefined && wishes.port !== port) {
    throw new EngineError('store_locked', { note: `It runs at port ${port}.`, details: { url, pid: String(pid) } });
  }
  if (wishes.demo) {
    const { client, close } = await connectWebSocket(url, token);
    await client.clients.demo().finally(close);
  }
  const answer = await fetch(`${url}/launch`, { method: 'POST', headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
  if (!answer?.ok) throw new EngineError('store_locked', { note: 'It does not answer.', details: { url, pid: String(pid) } });
  const launch = (await answer.json()) as { url: string };
  announce(launch.url, { port, pid, running: true }, wishes, io);
  return 0;
}

/** The first line on stdout, for people and for programs that started this one. */
function announce(url: string, about: { port: number; pid: number; running?: boolean }, { open }: Wishes, io: Io): void {
  io.out(`${JSON.stringify({ url, ...about })}\n`);
  if (open) openBrowser(url, io.log);
}
