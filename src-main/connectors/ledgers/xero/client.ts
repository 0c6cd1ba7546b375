/**
 * Requests to Xero's Accounting API: the limits, the token, the organisation, idempotency keys, and what an answer means. An answer below
 * 500 other than 429 is definite; everything else may have been carried out.
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerPorts } from '../../../engine/ports.ts';
import { askForToken, type TokenSource, tokenSource } from '../../oauth/tokens.ts';
import { oneLine } from '../../one-line.ts';
import { isJson, jsonOf, pauseOf, sendRequest, type WebAnswer } from '../../web-ledger/web-request.ts';
import { Limiter } from './limiter.ts';
import { Refusal } from './schemas.ts';
import { type Config, serversOf, tenantOf } from './settings.ts';

/** Xero takes five requests at once from one app for one organisation. */
const AT_ONCE = 5;
const API = '/api.xro/2.0';

type Query = Readonly<Record<string, string | number | boolean>>;
export type Read = { readonly path: string; readonly query?: Query };
export type Write = {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body: unknown;
  /** What the write is for; makes the idempotency key together with the body. */
  readonly purpose: string;
};

export class XeroClient {
  readonly #config: Config;
  readonly #tokens: TokenSource;
  readonly #limiter: Limiter;
  readonly #closing = new AbortController();
  /** How often a write was refused for good: the next try must not meet the remembered refusal. */
  readonly #refusals = new Map<string, number>();

  constructor(config: Config, ports: LedgerPorts) {
    this.#config = config;
    const patienceMs = config.timeoutSeconds * 1000;
    this.#limiter = new Limiter({ perMinute: config.requestsPerMinute, atOnce: AT_ONCE, patienceMs }, () => ports.clock.monotonicMs());
    const endpoint = new URL('/connect/token', serversOf(config).identity);
    this.#tokens = tokenSource(ports, (refreshToken) =>
      askForToken(
        endpoint,
        { grant_type: 'refresh_token', client_id: config.clientId, refresh_token: refreshToken },
        { clock: ports.clock, signal: this.#closing.signal },
      ),
    );
  }

  /**
   * Reads something; undefined where there is no such thing.
   * @throws EngineError `ledger_unreachable`, `ledger_busy`, `ledger_login_failed`
   */
  async read<Schema extends z.ZodType>(schema: Schema, { path, query = {} }: Read): Promise<z.infer<Schema> | undefined> {
    const answer = await this.#send({ method: 'GET', path, query });
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw new EngineError('ledger_unreachable', { note: `It answered with ${answer.status}.` });
    return parsed(schema, answer, 'ledger_unreachable');
  }

  /** As `read`, but tells a query that Xero does not take (400) from an answer. */
  async readIfAllowed<Schema extends z.ZodType>(schema: Schema, read: Read): Promise<z.infer<Schema> | 'not-allowed'> {
    const answer = await this.#send({ method: 'GET', path: read.path, query: read.query ?? {} });
    if (answer.status === 400) return 'not-allowed';
    if (answer.status !== 200) throw new EngineError('ledger_unreachable', { note: `It answered with ${answer.status}.` });
    return parsed(schema, answer, 'ledger_unreachable');
  }

  async readBytes(path: string, mediaType: string): Promise<Uint8Array> {
    const answer = await this.#send({ method: 'GET', path, query: {}, headers: { accept: '*/*', contentType: mediaType } });
    if (answer.status !== 200) throw new EngineError('ledger_unreachable', { note: `It answered with ${answer.status}.` });
    return answer.bytes;
  }

  /** Writes JSON. @throws EngineError `ledger_rejected` with Xero's words, and as `read` */
  async write<Schema extends z.ZodType>(schema: Schema, write: Write): Promise<z.infer<Schema>> {
    const text = JSON.stringify(write.body);
    return await this.#idempotently(`${write.purpose}\n${write.method} ${write.path}\n${text}`, schema, (key) =>
      this.#send({
        method: write.method,
        path: write.path,
        query: {},
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: text,
      }),
    );
  }

  /** Stores a file. The name is part of the path. */
  async upload<Schema extends z.ZodType>(schema: Schema, path: string, bytes: Uint8Array, purpose: string): Promise<z.infer<Schema>> {
    return await this.#idempotently(`${purpose}\nPUT ${path}`, schema, (key) =>
      this.#send({
        method: 'PUT',
        path,
        query: {},
        headers: { 'content-type': 'application/octet-stream', 'idempotency-key': key },
        body: new Uint8Array(bytes),
      }),
    );
  }

  close(): void {
    this.#closing.abort();
  }

  /** Tells that what was written last for this purpose was refused inside an answer with status 200. */
  refused(write: Write): void {
    this.#count(`${write.purpose}\n${write.method} ${write.path}\n${JSON.stringify(write.body)}`);
  }

  async #idempotently<Schema extends z.ZodType>(
    what: string,
    schema: Schema,
    send: (key: string) => Promise<WebAnswer>,
  ): Promise<z.infer<Schema>> {
    const answer = await send(idempotencyKey(what, this.#refusals.get(digest(what)) ?? 0));
    try {
      if (answer.status === 200) return parsed(schema, answer, 'ledger_rejected');
      throw new EngineError('ledger_rejected', { note: wordsOf(answer), details: { status: String(answer.status) } });
    } catch (cause) {
      if (cause instanceof EngineError && cause.code === 'ledger_rejected') this.#count(what);
      throw cause;
    }
  }

  #count(what: string): void {
    this.#refusals.set(digest(what), (this.#refusals.get(digest(what)) ?? 0) + 1);
  }

  async #send(request: Sending): Promise<WebAnswer> {
    const token = await this.#tokens.token();
    const first = await this.#sendOnce(request, token);
    if (first.status !== 401) return definite(first);
    // Refused at the door, so nothing was carried out: one more try with a new token.
    const second = await this.#sendOnce(request, await this.#tokens.tokenAfter(token));
    if (second.status === 401) throw new EngineError('ledger_login_failed');
    return definite(second);
  }

  #sendOnce(request: Sending, token: string): Promise<WebAnswer> {
    const { signal } = this.#closing;
    const url = new URL(`${API}${request.path}`, serversOf(this.#config).api);
    for (const [name, value] of Object.entries(request.query)) url.searchParams.set(name, String(value));
    const headers = { ...request.headers, authorization: `Bearer ${token}`, 'xero-tenant-id': tenantOf(this.#config) };
    const body = request.body === undefined ? {} : { body: request.body };
    const timeoutMs = this.#config.timeoutSeconds * 1000;
    return this.#limiter.run(signal, () => sendRequest({ method: request.method, url, headers, ...body, timeoutMs, signal }));
  }
}

type Sending = {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly query: Query;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
};

/** At most 128 characters; another body makes another key, as Xero demands. */
function idempotencyKey(what: string, refusals: number): string {
  return refusals === 0 ? digest(what) : `${digest(what)}-${refusals}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What speaks of no single document: the server in trouble, or a login that may not do this. */
function definite(answer: WebAnswer): WebAnswer {
  if (answer.status === 403)
    throw new EngineError('ledger_login_failed', { note: 'Xero does not allow this app to use the organisation.' });
  if (answer.status >= 500) {
    throw new EngineError('ledger_unreachable', { note: `It answered with ${answer.status}.`, retryAfterMs: pauseOf(answer.headers) });
  }
  return answer;
}

/** `code` is what an error in the clothes of a success means: of a write that it was not done, of a question that it has to be asked again. */
function parsed<Schema extends z.ZodType>(
  schema: Schema,
  answer: WebAnswer,
  code: 'ledger_rejected' | 'ledger_unreachable',
): z.infer<Schema> {
  const json = jsonOf(answer);
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const refusal = Refusal.safeParse(json);
  if (refusal.success && typeof refusal.data.ErrorNumber === 'number') throw new EngineError(code, { note: refusalWords(refusal.data) });
  throw new EngineError('ledger_unreachable', { note: 'Its answer could not be read.' });
}

function wordsOf(answer: WebAnswer): string {
  if (!isJson(answer.headers)) return `It answered with ${answer.status}.`;
  try {
    const refusal = Refusal.safeParse(jsonOf(answer));
    return (refusal.success && refusalWords(refusal.data)) || `It answered with ${answer.status}.`;
  } catch {
    return `It answered with ${answer.status}.`;
  }
}

/** The vendor's own words: those about the fields before the general ones. */
function refusalWords({ Elements, Message, Detail, Title }: z.infer<typeof Refusal>): string {
  const special = (Elements ?? []).flatMap(({ ValidationErrors }) => messages(ValidationErrors));
  const general = [Message, Detail, Title].filter((text) => typeof text === 'string' && text !== '').slice(0, 1);
  return oneLine((special.length > 0 ? special : general).join(' '), 500);
}

/** Texts of `ValidationErrors`. */
export function messages(errors: readonly { readonly Message?: string | null | undefined }[] | null | undefined): string[] {
  return (errors ?? []).flatMap(({ Message }) => (Message ? [Message] : []));
}
