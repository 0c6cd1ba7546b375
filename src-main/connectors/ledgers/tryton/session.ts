import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { Clock, Log } from '../../../engine/ports.ts';
import type { RpcAnswer } from './json-rpc.ts';
import { callRpc } from './json-rpc.ts';
import type { Wire } from './wire.ts';

export type SessionSettings = {
  readonly url: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly timeoutMs: number;
};

/** Answers without a file in them are far smaller. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * After a refused password this connection asks nobody for so many ms: after five failures within this time the server locks the user out,
 * and the person at the other end would be locked out as well. It is also the pause after such a lock, for which the server names none.
 */
const REFUSED_FOR_MS = 300_000;

const LoggedIn = z.tuple([z.int(), z.string().min(1)]);

type Answer = Exclude<RpcAnswer, { kind: 'unauthorised' }>;
type Login = { readonly userId: number; readonly authorization: string };

/**
 * Calls to one database with a session of its own. A call that was refused for want of a session, or of a fresh one (the server lets a
 * session that was idle for some minutes read but not post), is repeated once after a new login. One whose answer was lost never is.
 * Calls go one after another: a session that is deleted while another request is checked against it makes the server (6.0) tell that a
 * record of "Session" is gone, in the database's language, as if it refused what was asked.
 */
export class TrytonSession {
  readonly #settings: SessionSettings;
  readonly #clock: Clock;
  readonly #log: Log;
  #login: Promise<Login> | undefined;
  #refusedAt: number | undefined;
  #lastCall: Promise<unknown> = Promise.resolve();
  /** The last parameter of every call; the company comes into it when it is known. */
  #context: Wire = { language: 'en' };

  constructor(settings: SessionSettings, clock: Clock, log: Log) {
    this.#settings = settings;
    this.#clock = clock;
    this.#log = log;
  }

  workFor(id: number): void {
    // The language stays English whatever the user's is, since accounts and taxes are told by their names.
    this.#context = { language: 'en', company: id, company_filter: 'one' };
  }

  async userId(): Promise<number> {
    return (await this.#loggedIn()).userId;
  }

  /** Version of the server ("6.0.29"); needs no login. */
  async version(): Promise<string> {
    const answer = await this.#send('', 'common.server.version', [], undefined);
    const version = answer.kind === 'result' ? z.string().safeParse(answer.value) : undefined;
    if (version?.success !== true) throw new EngineError('ledger_unreachable', { note: 'No Tryton server answers at this address.' });
    return version.data;
  }

  /**
   * @param method for example `model.account.invoice.post`
   * @throws EngineError `ledger_rejected` also where the server asks a question that only a person may answer
   */
  async call<T>(schema: z.ZodType<T>, method: string, params: readonly Wire[], maxBytes = MAX_ANSWER_BYTES): Promise<T> {
    return this.#read(schema, unasked(await this.ask(method, params, { maxBytes })));
  }

  /** As `call`, for those who can answer a warning of the server. */
  ask(
    method: string,
    params: readonly Wire[],
    { maxBytes = MAX_ANSWER_BYTES, sendBefore = Number.POSITIVE_INFINITY } = {},
  ): Promise<Answer> {
    const call = this.#lastCall.then(() => this.#askAlone(method, params, maxBytes, sendBefore));
    const done = () => undefined; // An answer may hold a whole file and is not kept until the next call.
    this.#lastCall = call.then(done, done);
    return call;
  }

  async #askAlone(method: string, params: readonly Wire[], maxBytes: number, sendBefore: number): Promise<Answer> {
    const login = await this.#loggedIn();
    inTime(sendBefore);
    const first = await this.#authorised(login, method, params, maxBytes);
    if (first.kind !== 'unauthorised') return first;
    this.#log.info('tryton.session_ended', { method });
    this.#login = undefined;
    const again = await this.#loggedIn();
    inTime(sendBefore);
    const second = await this.#authorised(again, method, params, maxBytes);
    if (second.kind !== 'unauthorised') return second;
    throw new EngineError('ledger_login_failed', { note: 'A new session was refused as well.' });
  }

  /** All records that fit, with the fields of the schema; `fields` are their names as the server takes them (`party.name`). */
  searchRead<T>(
    schema: z.ZodType<T>,
    model: string,
    query: { readonly domain: Wire; readonly fields: readonly string[]; readonly limit?: number; readonly order?: Wire },
  ): Promise<T[]> {
    const { domain, fields, limit = null, order = null } = query;
    return this.call(z.array(schema), `model.${model}.search_read`, [domain, 0, limit, order, fields]);
  }

  /**
   * Until when a request may still be sent that belongs to a step which begins now. The engine counts its settle window from the beginning of
   * the step: a request that waited for slow answers before it would outlive the window. Real time, as that of the requests is.
   */
  sendBefore(): number {
    return performance.now() + this.#settings.timeoutMs / 2;
  }

  /** @throws EngineError `ledger_busy` where it could only be sent after `sendBefore`; nothing was written then */
  async create(model: string, values: Wire, sendBefore?: number): Promise<number> {
    const answer = await this.ask(`model.${model}.create`, [[values]], { ...(sendBefore === undefined ? {} : { sendBefore }) });
    const [id] = this.#read(z.tuple([z.int()]), unasked(answer));
    return id;
  }

  /** Ends the session on the server, if it still hears us. */
  async close(): Promise<void> {
    const login = await this.#login?.catch(() => undefined);
    this.#login = undefined;
    if (login === undefined) return;
    await this.#send(`${this.#settings.database}/`, 'common.db.logout', [], login.authorization, 2_000).catch(() => undefined);
  }

  #read<T>(schema: z.ZodType<T>, value: unknown): T {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    throw new EngineError('ledger_unreachable', { note: 'It answered in a form that is not known.', cause: read.error });
  }

  #authorised(login: Login, method: string, params: readonly Wire[], maxBytes: number): Promise<RpcAnswer> {
    const { timeoutMs, database } = this.#settings;
    return this.#send(`${database}/`, method, [...params, this.#context], login.authorization, timeoutMs, maxBytes);
  }

  #send(path: string, method: string, params: readonly Wire[], authorization?: string, timeoutMs?: number, maxBytes = MAX_ANSWER_BYTES) {
    const address = `${this.#settings.url}/${path}`;
    return callRpc({ address, method, params, authorization, timeoutMs: timeoutMs ?? this.#settings.timeoutMs, maxBytes });
  }

  #loggedIn(): Promise<Login> {
    this.#login ??= this.#logIn().catch((error: unknown) => {
      this.#login = undefined;
      throw error;
    });
    return this.#login;
  }

  async #logIn(): Promise<Login> {
    const { user, password, database } = this.#settings;
    const now = this.#clock.monotonicMs();
    if (this.#refusedAt !== undefined && now - this.#refusedAt < REFUSED_FOR_MS) throw refused();
    const answer = await this.#send(`${database}/`, 'common.db.login', [user, { password }, 'en'], undefined).catch((error: unknown) => {
      throw error instanceof EngineError && error.code === 'ledger_busy' ? lockedOut(error) : error;
    });
    if (answer.kind === 'unauthorised') {
      this.#refusedAt = now;
      throw refused();
    }
    const [userId, session] = this.#read(LoggedIn, answer.kind === 'result' ? answer.value : undefined);
    this.#refusedAt = undefined;
    const token = Buffer.from(`${user}:${userId}:${session}`).toString('base64');
    return { userId, authorization: `Session ${token}` };
  }
}

function refused(): EngineError {
  return new EngineError('ledger_login_failed', { note: 'The user name or the password is wrong.' });
}

function lockedOut(error: EngineError): EngineError {
  return new EngineError('ledger_busy', {
    note: 'It takes no more logins of this user for now.',
    retryAfterMs: error.retryAfterMs ?? REFUSED_FOR_MS,
    cause: error,
  });
}

function inTime(sendBefore: number): void {
  if (performance.now() > sendBefore) throw new EngineError('ledger_busy', { note: 'It answers too slowly to write anything now.' });
}

function unasked(answer: Answer): unknown {
  if (answer.kind === 'warning') throw new EngineError('ledger_rejected', { note: `It asks a person: ${answer.words}` });
  return answer.value;
}
