/**
 * Calls of Odoo's models over the network, by the way that the server offers:
 *
 * - JSON-2, from 19: `POST /json/2/<model>/<method>`, `Authorization: bearer <key>`, arguments by name, record ids as `ids`; answers are the
 *   bare value, errors have a status of their own (422 `UserError`, 403 `AccessError`, 404 `MissingError`, 409 `LockError`, 401 key) and a
 *   body `{name, message, arguments, context, debug}`. Read in odoo/odoo: `addons/rpc/controllers/json2.py`, `odoo/exceptions.py`,
 *   `Json2Dispatcher` and `serialize_exception` of `odoo/http`.
 * - JSON-RPC, 14 to 21: `POST /jsonrpc` with `common.authenticate` and `object.execute_kw`; errors come with status 200 and
 *   `{error: {code, message, data: {name, message, ...}}}`; a method that returns nothing leaves `result` out (`JsonRPCDispatcher`).
 *
 * Each call is one transaction of the server, which is undone as a whole when it answers with an exception.
 */
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import { jsonOf, pauseOf, sendRequest, type WebAnswer } from '../../web-ledger/web-request.ts';
import { codeOfException } from './map.ts';

export type OdooSettings = {
  readonly base: URL;
  readonly database: string;
  readonly user: string;
  readonly apiKey: string;
  readonly api: 'auto' | 'json-2' | 'json-rpc';
};

export type Context = Readonly<Record<string, unknown>>;
/** A call of a model's method. `args` are named; `ids` are the records it is called on, absent for methods of the model itself. */
export type ModelCall = {
  readonly model: string;
  readonly method: string;
  readonly ids?: readonly number[];
  readonly args?: Readonly<Record<string, unknown>>;
  readonly context?: Context;
};

/** Milliseconds for one request: the server itself ends one after 120 s of real time (`limit_time_real`). */
const TIMEOUT_MS = 60_000;

const VersionReply = z.object({ version: z.string(), version_info: z.array(z.union([z.number(), z.string()])).min(1) });
/** What `common.version` of JSON-RPC says (odoo/odoo `odoo/service/common.py`). */
const RpcVersionReply = z
  .object({ server_version: z.string(), server_version_info: VersionReply.shape.version_info })
  .transform((reply) => ({ version: reply.server_version, version_info: reply.server_version_info }));
const Exception = z.object({ name: z.string(), message: z.string().catch('') });
const RpcReply = z.object({
  result: z.unknown().optional(),
  error: z.object({ code: z.number().optional(), message: z.string().catch(''), data: Exception.optional().catch(undefined) }).optional(),
});

export class OdooClient {
  readonly #settings: OdooSettings;
  readonly #signal: AbortSignal;
  #server: Promise<{ readonly major: number; readonly words: string; readonly json2: boolean }> | undefined;
  #uid: Promise<number> | undefined;

  constructor(settings: OdooSettings, signal: AbortSignal) {
    this.#settings = settings;
    this.#signal = signal;
  }

  /** Which Odoo it is, asked once. A failure is asked again next time. @throws EngineError */
  server(): Promise<{ readonly major: number; readonly words: string; readonly json2: boolean }> {
    this.#server ??= this.#askServer().catch((error: unknown) => {
      this.#server = undefined;
      throw error;
    });
    return this.#server;
  }

  /** Calls a method. What it returns is parsed by `reply`. @throws EngineError */
  async call<Reply>(reply: z.ZodType<Reply>, call: ModelCall): Promise<Reply> {
    const { json2 } = await this.server();
    const value = json2 ? await this.#json2(call) : await this.#execute(call);
    const parsed = reply.safeParse(value);
    // Something else than what the method returns: a proxy's page, an error in disguise. It may have been carried out.
    if (!parsed.success) throw new EngineError('ledger_unreachable', { note: `${call.model}.${call.method} answered in another form.` });
    return parsed.data;
  }

  async #askServer() {
    if (this.#settings.api !== 'json-rpc') {
      const answer = await this.#send('GET', 'web/version');
      const reply = answer.status === 200 ? VersionReply.safeParse(jsonOf(answer)) : undefined;
      if (reply?.success) return serverOf(reply.data, true);
      if (this.#settings.api === 'json-2') throw new EngineError('ledger_unreachable', { note: 'There is no JSON-2 API at this address.' });
    }
    const reply = RpcVersionReply.safeParse(await this.#rpc('common', 'version', []));
    if (!reply.success) throw new EngineError('ledger_unreachable', { note: 'There is no Odoo at this address.' });
    return serverOf(reply.data, false);
  }

  async #json2({ model, method, ids, args, context }: ModelCall): Promise<unknown> {
    const body = { ...(ids === undefined ? {} : { ids }), ...args, context: context ?? {} };
    const answer = await this.#send('POST', `json/2/${model}/${method}`, JSON.stringify(body), {
      authorization: `bearer ${this.#settings.apiKey}`,
      'x-odoo-database': this.#settings.database,
    });
    if (answer.status === 200) return jsonOf(answer);
    const exception = Exception.safeParse(jsonOf(answer));
    if (answer.status === 401)
      throw new EngineError('ledger_login_failed', { note: 'Odoo does not take the API key; they end after three months.' });
    throw refusal(exception.success ? exception.data : { name: '', message: '' }, answer);
  }

  async #execute({ model, method, ids, args, context }: ModelCall): Promise<unknown> {
    const { database, apiKey } = this.#settings;
    const uid = await this.#login();
    // `create` and `write` look at their first argument by position (`_call_kw_model_create`).
    const { vals_list, vals, ...named } = args ?? {};
    const positional = [
      ...(ids === undefined ? [] : [ids]),
      ...(vals_list === undefined ? [] : [vals_list]),
      ...(vals === undefined ? [] : [vals]),
    ];
    return this.#rpc('object', 'execute_kw', [database, uid, apiKey, model, method, positional, { ...named, context: context ?? {} }]);
  }

  #login(): Promise<number> {
    const { database, user, apiKey } = this.#settings;
    this.#uid ??= this.#rpc('common', 'authenticate', [database, user, apiKey, {}]).then((uid) => {
      if (typeof uid === 'number' && uid > 0) return uid;
      throw new EngineError('ledger_login_failed', { note: 'Odoo does not take this user with this API key.' });
    });
    return this.#uid.catch((error: unknown) => {
      this.#uid = undefined;
      throw error;
    });
  }

  async #rpc(service: string, method: string, args: readonly unknown[]): Promise<unknown> {
    const body = JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } });
    const answer = await this.#send('POST', 'jsonrpc', body);
    if (answer.status !== 200) throw refusal({ name: '', message: '' }, answer);
    const reply = RpcReply.safeParse(jsonOf(answer));
    if (!reply.success) throw new EngineError('ledger_unreachable', { note: 'There is no Odoo at this address.' });
    const { error, result } = reply.data;
    if (error !== undefined) throw refusal(error.data ?? { name: '', message: error.message }, answer);
    return result ?? null;
  }

  #send(method: 'GET' | 'POST', path: string, body?: string, headers: Readonly<Record<string, string>> = {}): Promise<WebAnswer> {
    return sendRequest({
      method,
      url: new URL(path, this.#settings.base),
      headers: {
        'user-agent': 'Tickmark',
        ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs: TIMEOUT_MS,
      signal: this.#signal,
    });
  }
}

function serverOf({ version, version_info: [major] }: z.infer<typeof VersionReply>, newer: boolean) {
  // Odoo Online counts "saas~18.2" where others count 18.
  const number = Number(/\d+/.exec(String(major))?.[0] ?? 0);
  return { major: number, words: `Odoo ${version}`, json2: newer && number >= 19 };
}

/** Odoo's own no, by the class of its exception and the status. */
function refusal(exception: { readonly name: string; readonly message: string }, answer: WebAnswer): EngineError {
  const code = codeOfException(exception.name, answer.status);
  const note = code === 'ledger_login_failed' ? 'Odoo does not take this user with this API key.' : exception.message.slice(0, 500);
  return new EngineError(code, { note, retryAfterMs: pauseOf(answer.headers) });
}
