/**
 * The accounting API v3 of QuickBooks Online over HTTP: `/v3/company/<realm>/...`, bearer tokens of OAuth 2, JSON both ways. A request that
 * makes something carries `requestid` (at most 50 characters): the same id again gives the first answer again, for a time that Intuit does not
 * tell, so that it only ever saves a search and never replaces it. Refusals are `{Fault: {Error: [{code, Message, Detail}], type}}`, sometimes
 * with status 200; gateways write `fault` and `error` in small letters.
 */
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { TokenSource } from '../../oauth/tokens.ts';
import { isJson, jsonOf, pauseOf, sendRequest, type WebAnswer, type WebRequest } from '../../web-ledger/web-request.ts';
import { codeOfFault, wordsOfFault } from './map.ts';

/** The version of the answers' shape; 75 is the lowest that Intuit still serves since August 2025. */
const MINOR_VERSION = '75';
/** Milliseconds for one request: Intuit's own limit is 120 s. */
const TIMEOUT_MS = 60_000;
/** Rows of one page of a query; Intuit's limit. */
const PAGE = 1000;

const FaultError = z.object({ code: z.string().catch(''), Message: z.string().catch(''), Detail: z.string().catch('') });
const Fault = z.object({ Fault: z.object({ Error: z.array(FaultError).min(1), type: z.string().catch('') }) });
const GatewayFault = z
  .object({
    fault: z.object({
      error: z.array(z.object({ code: z.string().catch(''), message: z.string().catch(''), detail: z.string().catch('') })).min(1),
    }),
  })
  .transform(({ fault }) => ({
    Fault: { Error: fault.error.map(({ code, message, detail }) => ({ code, Message: message, Detail: detail })), type: '' },
  }));

/** A refusal, with Intuit's own code beside ours. */
export class QuickbooksFault extends EngineError {
  /** Intuit's codes (6140 duplicate number, 6240 duplicate name, 610 not found, 5010 stale, 6210 closed period). */
  readonly codes: readonly string[];

  constructor(codes: readonly string[], ...args: ConstructorParameters<typeof EngineError>) {
    super(...args);
    this.codes = codes;
  }
}

type Call = Pick<WebRequest, 'method' | 'body'> & {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly type?: string;
};

export class QuickbooksClient {
  readonly #api: URL;
  readonly #realm: string;
  readonly #tokens: TokenSource;
  readonly #signal: AbortSignal;

  constructor(options: { readonly api: URL; readonly realm: string; readonly tokens: TokenSource; readonly signal: AbortSignal }) {
    this.#api = options.api;
    this.#realm = options.realm;
    this.#tokens = options.tokens;
    this.#signal = options.signal;
  }

  /** All rows of a query, page by page. `where` is made with `quoted`. @throws EngineError */
  async query<Row>(entity: string, row: z.ZodType<Row>, where = '', most = 20_000): Promise<Row[]> {
    const rows: Row[] = [];
    for (let start = 1; start <= most; start += PAGE) {
      const query = `select * from ${entity}${where === '' ? '' : ` where ${where}`} startposition ${start} maxresults ${PAGE}`;
      const reply = z.object({ QueryResponse: z.object({ [entity]: z.array(row).default([]) }) });
      const answer = parsed(reply, await this.#call({ method: 'GET', path: 'query', query: { query } }));
      const page = answer.QueryResponse[entity] ?? [];
      rows.push(...page);
      if (page.length < PAGE) return rows;
    }
    return rows;
  }

  /** One entity by id, or undefined where it was deleted. */
  async read<Row>(entity: string, id: string, row: z.ZodType<Row>): Promise<Row | undefined> {
    try {
      return entityOf(entity, row, await this.#call({ method: 'GET', path: `${entity.toLowerCase()}/${encodeURIComponent(id)}` }));
    } catch (error) {
      if (error instanceof QuickbooksFault && error.codes.includes('610')) return undefined;
      throw error;
    }
  }

  /** What there is one of: `Preferences`, `CompanyInfo`. */
  async only<Row>(entity: string, row: z.ZodType<Row>): Promise<Row> {
    const path = entity === 'CompanyInfo' ? `companyinfo/${this.#realm}` : entity.toLowerCase();
    return entityOf(entity, row, await this.#call({ method: 'GET', path }));
  }

  /** Makes, or changes where `values` carry an `Id`. `requestId` names the making, body and all. */
  async write<Row>(
    entity: string,
    row: z.ZodType<Row>,
    values: Readonly<Record<string, unknown>>,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Row> {
    const body = JSON.stringify(values);
    return entityOf(entity, row, await this.#call({ method: 'POST', path: entity.toLowerCase(), query, body, type: 'application/json' }));
  }

  async remove(entity: string, { Id, SyncToken }: { readonly Id: string; readonly SyncToken: string }): Promise<void> {
    const body = JSON.stringify({ Id, SyncToken });
    await this.#call({ method: 'POST', path: entity.toLowerCase(), query: { operation: 'delete' }, body, type: 'application/json' });
  }

  /** `multipart/form-data` to `/upload`: metadata and bytes as numbered parts. */
  async upload<Row>(row: z.ZodType<Row>, form: FormData, requestId: string): Promise<Row> {
    const reply = z.object({ AttachableResponse: z.array(z.object({ Attachable: row.optional() })).min(1) });
    const answer = await this.#call({ method: 'POST', path: 'upload', query: { requestid: requestId }, body: form });
    // Refusals of single files stand inside the list.
    const inner = z.object({ AttachableResponse: z.array(z.unknown()).min(1) }).safeParse(answer);
    if (inner.success) assertNoFault(inner.data.AttachableResponse[0], 200);
    const attachable = parsed(reply, answer).AttachableResponse[0]?.Attachable;
    if (attachable === undefined) throw new EngineError('ledger_unreachable', { note: 'QuickBooks answered in another form.' });
    return attachable;
  }

  /** Bytes from an address that QuickBooks gave out for a short time. No token goes there. */
  async download(address: string): Promise<Uint8Array> {
    const url = URL.parse(address);
    if (url === null || (url.protocol !== 'https:' && url.host !== this.#api.host)) {
      throw new EngineError('ledger_rejected', { note: 'The attachment has no address that could be read.' });
    }
    const answer = await sendRequest({ method: 'GET', url, timeoutMs: TIMEOUT_MS, maxBytes: 110 * 1024 * 1024, signal: this.#signal });
    if (answer.status !== 200) throw new EngineError('ledger_unreachable', { note: `It answered with ${answer.status}.` });
    return answer.bytes;
  }

  async #call(call: Call): Promise<unknown> {
    const token = await this.#tokens.token();
    const answer = await this.#send(call, token);
    // Refused before it was looked at: a fresh token and the same request again.
    const good = answer.status === 401 ? await this.#send(call, await this.#tokens.tokenAfter(token)) : answer;
    if (good.status === 401) throw new EngineError('ledger_login_failed', { note: 'QuickBooks takes no token any more.' });
    const json = isJson(good.headers) || good.status === 200 ? jsonOf(good) : undefined;
    assertNoFault(json, good.status, pauseOf(good.headers));
    if (good.status !== 200) throw refusedBy(good);
    return json;
  }

  #send({ method, path, query = {}, body, type }: Call, token: string): Promise<WebAnswer> {
    const url = new URL(`v3/company/${encodeURIComponent(this.#realm)}/${path}`, this.#api);
    url.search = new URLSearchParams({ ...query, minorversion: MINOR_VERSION }).toString();
    return sendRequest({
      method,
      url,
      headers: { authorization: `Bearer ${token}`, 'user-agent': 'Tickmark', ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
      timeoutMs: TIMEOUT_MS,
      signal: this.#signal,
    });
  }
}

/** A text inside a query: quotes and backslashes with a backslash before them. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, (sign) => `\\${sign}`)}'`;
}

function entityOf<Row>(entity: string, row: z.ZodType<Row>, value: unknown): Row {
  const reply = parsed(z.object({ [entity]: row }), value)[entity];
  if (reply === undefined) throw new EngineError('ledger_unreachable', { note: 'QuickBooks answered in another form.' });
  return reply;
}

/** What is answered in another form may follow on something carried out. */
function parsed<Row>(row: z.ZodType<Row>, value: unknown): Row {
  const result = row.safeParse(value);
  if (result.success) return result.data;
  throw new EngineError('ledger_unreachable', { note: 'QuickBooks answered in another form.' });
}

function assertNoFault(json: unknown, status: number, retryAfterMs?: number): void {
  const fault = z.union([Fault, GatewayFault]).safeParse(json);
  if (!fault.success) return;
  const errors = fault.data.Fault.Error;
  const codes = errors.map(({ code }) => code);
  throw new QuickbooksFault(codes, codeOfFault(codes, status), { note: wordsOfFault(errors), retryAfterMs });
}

/** Of the gateway before the API: 403 is a right that is missing, everything else is nothing that was carried out for sure. */
function refusedBy({ status }: WebAnswer): EngineError {
  if (status === 403) return new EngineError('ledger_login_failed', { note: 'The sign-in gives no access to this company.' });
  return new EngineError('ledger_unreachable', { note: `It answered with ${status}.` });
}
