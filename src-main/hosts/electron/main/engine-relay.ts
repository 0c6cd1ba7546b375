import { FromEngine, type ToEngine, type WaitingNotice } from '../engine-messages.ts';
import type { ElectronApi, MessagePortMain, UtilityProcess } from './electron-api.ts';

/** Waits before the next start after a crash, in milliseconds; the last one is used from then on. */
const BACK_OFF_MS = [500, 1_000, 2_000, 5_000, 15_000, 30_000] as const;
/** An engine that ran this long before it died did not die of starting: the waits begin again. */
const STEADY_MS = 60_000;
/** Time for the engine to finish its transactions when the person quits. It survives being killed, so this is courtesy. */
const CLOSE_MS = 8_000;

export type RelayOptions = {
  readonly electron: Pick<ElectronApi, 'utilityProcess' | 'MessageChannelMain'>;
  /** Built entry of the engine's process, and its arguments. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly onWaiting: (notice: WaitingNotice) => void;
  /** The engine says that it cannot work here, in words for the person. It is not started again. */
  readonly onFailed: (words: string) => void;
  readonly schedule?: (work: () => void, ms: number) => void;
  readonly monotonicMs?: () => number;
};

/**
 * Runs the engine in its own process and hands windows a port to it. Nothing that is said on the ports passes through main.
 * An engine that dies is started again; windows notice that their port closed and ask for another one.
 */
export class EngineRelay {
  readonly #options: RelayOptions;
  #process: UtilityProcess | undefined;
  #isReady = false;
  #isClosing = false;
  #crashes = 0;
  /** The window's question while no engine is ready. A later one replaces it: there is one window, and it has given up on the former. */
  #asking: ((port: MessagePortMain) => void) | undefined;

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  start(): void {
    const { electron, entry, args } = this.#options;
    const startedAt = this.#now();
    const child = electron.utilityProcess.fork(entry, [...args], { serviceName: 'Tickmark engine', stdio: 'inherit' });
    this.#process = child;
    child.on('message', (raw: unknown) => this.#heard(raw));
    child.on('exit', () => this.#ended(startedAt));
  }

  /** Gives `deliver` one end of a fresh channel to the engine, at once or as soon as there is an engine. */
  connect(deliver: (port: MessagePortMain) => void): void {
    if (this.#process === undefined || !this.#isReady) {
      this.#asking = deliver;
      return;
    }
    const { port1, port2 } = new this.#options.electron.MessageChannelMain();
    this.#tell(this.#process, { kind: 'connect' }, [port1]);
    deliver(port2);
  }

  /** Asks the engine to finish and waits for that; kills it where it takes too long. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const child = this.#process;
    if (child === undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    child.once('exit', () => resolve());
    this.#tell(child, { kind: 'close' }, []);
    this.#schedule(() => {
      child.kill();
      resolve();
    }, CLOSE_MS);
    await promise;
  }

  #heard(raw: unknown): void {
    const parsed = FromEngine.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === 'waiting') this.#options.onWaiting(message);
    else if (message.kind === 'failed') {
      this.#isClosing = true;
      this.#options.onFailed(message.words);
    } else {
      this.#isReady = true;
      const asking = this.#asking;
      this.#asking = undefined;
      if (asking !== undefined) this.connect(asking);
    }
  }

  #ended(startedAt: number): void {
    this.#process = undefined;
    this.#isReady = false;
    if (this.#isClosing) return;
    if (this.#now() - startedAt > STEADY_MS) this.#crashes = 0;
    const wait = BACK_OFF_MS[Math.min(this.#crashes, BACK_OFF_MS.length - 1)] ?? 0;
    this.#crashes += 1;
    this.#schedule(() => {
      if (!this.#isClosing) this.start();
    }, wait);
  }

  #tell(child: UtilityProcess, message: ToEngine, ports: MessagePortMain[]): void {
    child.postMessage(message, ports);
  }

  #schedule(work: () => void, ms: number): void {
    if (this.#options.schedule) this.#options.schedule(work, ms);
    else setTimeout(work, ms).unref();
  }

  #now(): number {
    return this.#options.monotonicMs?.() ?? performance.now();
  }
}
