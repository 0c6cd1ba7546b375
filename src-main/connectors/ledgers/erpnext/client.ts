/**
 * Frappe's REST API (v1, there since version 12): `/api/resource/<doctype>` to list, make, read, change and delete documents,
 * `/api/method/<name>` to call what is whitelisted; `Authorization: token <key>:<secret>`. Answers are `{data}` or `{message}`; refusals have
 * a status (417, 403, 404, 409, 401), the class of the exception in `exc_type` and words in `_server_messages`, a JSON list of JSON objects.
 * A request is one transaction, undone as a whole where it is refused. Read in frappe/frappe `frappe/api/v1.py`, `frappe/exceptions.py`,
 * `frappe/utils/response.py`.
 */
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import { jsonOf, pauseOf, sendRequest, type WebAnswer } from '../../web-ledger/web-request.ts';
import { codeOfException, wordsOf } from './map.ts';

export type ErpSettings = { readonly base: URL; readonly apiKey: string; readonly apiSecret: string };
export type Filter = readonly [field: string, operator: string, value: unknown];
export type ListQuery = {
  readonly fields: readonly string[];
  readonly filters?: readonly Filter[];
  /** Any of these is enough. */
  readonly orFilters?: readonly Filter[];
  readonly limit?: number;
  readonly order?: string;
};

/** Milliseconds for one request; the server itself ends one after 120 s (gunicorn's timeout in Frappe's own set-ups). */
const TIMEOUT_MS = 60_000;
const LIMIT = 5000;

const Refusal = z.object({ exc_type: z.string().catch(''), _server_messages: z.string().catch(''), exception: z.string().catch('') });
const Data = z.object({ data: z.unknown() });
const Message = z.object({ message: z.unknown() });

export class ErpClient {
  readonly #settings: ErpSettings;
  readonly #signal: AbortSignal;

  constructor(settings: ErpSettings, signal: AbortSignal) {
    this.#settings = settings;
    this.#signal = signal;
  }

  /** @throws EngineError */
  async list<Row>(doctype: string, row: z.ZodType<Row>, query: ListQuery): Promise<Row[]> {
    const search = new URLSearchParams({
      fields: JSON.stringify(query.fields),
      limit_page_length: String(query.limit ?? LIMIT),
      order_by: query.order ?? 'name asc',
    });
    if (query.filters !== undefined) search.set('filters', JSON.stringify(query.filters));
    if (query.orFilters !== undefined) search.set('or_filters', JSON.stringify(query.orFilters));
    return parsed(z.array(row), await this.#resource('GET', `${resource(doctype)}?${search.toString()}`));
  }

  /** The document, or undefined where there is none of that name. @throws EngineError */
  async get<Row>(doctype: string, name: string, row: z.ZodType<Row>): Promise<Row | undefined> {
    const answer = await this.#send('GET', resource(doctype, name));
    if (answer.status === 404 && refusalOf(answer).exc_type === 'DoesNotExistError') return undefined;
    return parsed(row, dataOf(answer));
  }

  /** The document as it is after it was saved. @throws EngineError */
  async create<Row>(doctype: string, row: z.ZodType<Row>, values: Readonly<Record<string, unknown>>): Promise<Row> {
    return parsed(row, await this.#resource('POST', resource(doctype), values));
  }

  async change<Row>(doctype: string, name: string, row: z.ZodType<Row>, values: Readonly<Record<string, unknown>>): Promise<Row> {
    return parsed(row, await this.#resource('PUT', resource(doctype, name), values));
  }

  async remove(doctype: string, name: string): Promise<void> {
    await this.#send('DELETE', resource(doctype, name)).then(assertDone);
  }

  async method<Row>(name: string, row: z.ZodType<Row>, body?: Readonly<Record<string, unknown>> | FormData): Promise<Row> {
    const answer = await this.#send(body === undefined ? 'GET' : 'POST', `api/method/${name}`, body);
    assertDone(answer);
    return parsed(row, parsed(Message, jsonOf(answer)).message);
  }

  /** Bytes of a file by its path on the site. */
  async bytes(path: string): Promise<Uint8Array> {
    const answer = await this.#send('GET', path.replace(/^\/+/, ''));
    assertDone(answer);
    return answer.bytes;
  }

  async #resource(method: 'GET' | 'POST' | 'PUT', path: string, values?: Readonly<Record<string, unknown>>): Promise<unknown> {
    return dataOf(await this.#send(method, path, values));
  }

  async #send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: Readonly<Record<string, unknown>> | FormData,
  ): Promise<WebAnswer> {
    const { base, apiKey, apiSecret } = this.#settings;
    const json = body !== undefined && !(body instanceof FormData);
    return sendRequest({
      method,
      url: new URL(path, base),
      headers: {
        authorization: `token ${apiKey}:${apiSecret}`,
        'user-agent': 'Tickmark',
        ...(json ? { 'content-type': 'application/json' } : {}),
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      timeoutMs: TIMEOUT_MS,
      signal: this.#signal,
    });
  }
}

function resource(doctype: string, name?: string): string {
  return `api/resource/${encodeURIComponent(doctype)}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}

function dataOf(answer: WebAnswer): unknown {
  assertDone(answer);
  return parsed(Data, jsonOf(answer)).data;
}

/** What is answered in another form may follow on something carried out. */
function parsed<Row>(row: z.ZodType<Row>, value: unknown): Row {
  const result = row.safeParse(value);
  if (result.success) return result.data;
  throw new EngineError('ledger_unreachable', { note: 'ERPNext answered in another form.' });
}

function refusalOf(answer: WebAnswer): z.infer<typeof Refusal> {
  const refusal = Refusal.safeParse(jsonOf(answer));
  return refusal.success ? refusal.data : { exc_type: '', _server_messages: '', exception: '' };
}

function assertDone(answer: WebAnswer): void {
  if (answer.status >= 200 && answer.status < 300) return;
  const refusal = refusalOf(answer);
  const code = codeOfException(refusal.exc_type, answer.status);
  const note =
    code === 'ledger_login_failed'
      ? 'ERPNext does not take this API key with this secret.'
      : wordsOf(refusal._server_messages, refusal.exception);
  throw new EngineError(code, { note, retryAfterMs: pauseOf(answer.headers) });
}
