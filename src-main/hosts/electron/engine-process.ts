import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from '../../adapters/log.ts';
import { EngineError } from '../../contract/index.ts';
import type { CallContext } from '../../engine/engine.ts';
import type { Notifier } from '../../engine/ports.ts';
import { assembleEngine } from '../assemble-engine.ts';
import { userName } from '../data-folder/user-name.ts';
import { connectInProcess } from '../transports/in-process.ts';
import { serveMessagePort } from '../transports/message-port.ts';
import { type FromEngine, ToEngine, WaitingNotice } from './engine-messages.ts';

/** The line to main that Electron gives a utility process. */
export type ParentPort = Pick<Electron.ParentPort, 'on' | 'postMessage'>;

/**
 * Runs the engine in this process and speaks the contract on every port that main hands over. `args` are `--data=DIR`, `--root=DIR` (the
 * app's folder) and `--demo`. Resolves when the engine runs or has said why it cannot.
 */
export async function runEngineProcess(parent: ParentPort, args: readonly string[], exit: (code: number) => void): Promise<void> {
  const tell = (message: FromEngine) => parent.postMessage(message);
  const log = createLog();
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string', default: '' }, root: { type: 'string', default: '' }, demo: { type: 'boolean', default: false } },
  });
  const notifier: Notifier = {
    waiting({ count, added, first }) {
      const notice = WaitingNotice.safeParse({ count, added, ...(first === undefined ? {} : { first }) });
      if (notice.success) tell({ kind: 'waiting', ...notice.data });
    },
  };
  try {
    const { engine, ports } = await assembleEngine({ dataFolder: values.data, host: 'desktop', notifier, log, appFolder: values.root });
    const context: CallContext = { actor: userName() };
    parent.on('message', ({ data, ports: [port] }) => {
      const message = ToEngine.safeParse(data);
      if (!message.success) return;
      if (message.data.kind === 'close') void engine.close().finally(() => exit(0));
      else if (port !== undefined) {
        serveMessagePort(port, { router: engine.router, context, ...ports });
        port.start();
      }
    });
    await engine.start({ watch: true });
    if (values.demo) await connectInProcess(engine.router, context, ports).clients.demo();
    tell({ kind: 'ready' });
  } catch (error) {
    // Only what starting again cannot cure is told; anything else ends this process, and main starts another one.
    if (!(error instanceof EngineError)) throw error;
    const { message, todo } = error.info();
    tell({ kind: 'failed', words: `${message}\n\n${todo}` });
    log.error('engine.failed', { code: error.code, message });
    exit(1);
  }
}

/**
 * Programs that the engine starts (readers, the mail parser) run on the Node that comes along, never on Electron as a Node: the `runAsNode`
 * fuse forbids that, and onnxruntime has crashed under Electron alone (its issue 29763). `fork` takes the program from `process.execPath`.
 */
export function chooseShippedNode(root: string, resources: string | undefined): void {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const places = [...(resources === undefined ? [] : [join(resources, 'node', name)]), join(root, 'node_modules', 'node', 'bin', name)];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) process.execPath = found;
}
