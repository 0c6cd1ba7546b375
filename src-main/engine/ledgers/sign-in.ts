import { EngineError, type SettingValues, type SignInState } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import { connectorOf } from './connections.ts';
import { checkSettings } from './setting-fields.ts';

/** A person has so long to sign in before the listener on the loopback address is closed. */
const LONGEST_MS = 10 * 60_000;

type Running = {
  state: SignInState;
  readonly stop: AbortController;
  answer?: { settings: SettingValues; secrets: Readonly<Record<string, string>> };
};

/** Sign-ins with the browser that are under way. They live in memory: one that was not finished is simply begun again. */
export class SignIns {
  readonly #context: EngineContext;
  readonly #running = new Map<string, Running>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** @throws EngineError `invalid_input` where the kind has no sign-in, or of the ledger */
  async begin(kind: string, settings: SettingValues): Promise<SignInState> {
    const { connector } = connectorOf(this.#context, `${kind}:`);
    if (connector.signIn === undefined)
      throw new EngineError('invalid_input', { note: `${connector.title} needs no sign-in with the browser.` });
    const { config, settings: shown } = checkSettings(connector, settings);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), LONGEST_MS);
    timer.unref();
    const begun = await connector.signIn(config, { clock: this.#context.clock, log: this.#context.log, signal: stop.signal });
    const id = this.#context.ids.next();
    const running: Running = { state: { id, url: begun.url, state: 'waiting' }, stop };
    this.#running.set(id, running);
    begun.done
      .then(({ settings: learned, secrets }) => {
        running.answer = { settings: { ...shown, ...learned }, secrets };
        running.state = { ...running.state, state: 'done' };
      })
      .catch((error: unknown) => {
        const words = error instanceof EngineError ? error.message : 'The sign-in was broken off.';
        running.state = { ...running.state, state: 'failed', words };
      })
      .finally(() => clearTimeout(timer));
    return running.state;
  }

  /** @throws EngineError `not_found` */
  state(id: string): SignInState {
    return this.#of(id).state;
  }

  /** What a finished sign-in taught, once. @throws EngineError `not_found`, `ledger_login_failed` where it is not finished */
  take(id: string): { readonly settings: SettingValues; readonly secrets: Readonly<Record<string, string>> } {
    const { answer } = this.#of(id);
    if (answer === undefined) throw new EngineError('ledger_login_failed', { note: 'The sign-in is not finished.' });
    this.#running.delete(id);
    return answer;
  }

  stop(): void {
    for (const { stop } of this.#running.values()) stop.abort();
    this.#running.clear();
  }

  #of(id: string): Running {
    const running = this.#running.get(id);
    if (running === undefined) throw new EngineError('not_found', { details: { signIn: id } });
    return running;
  }
}
