/** Calls to a Tryton server past the connector, for setting books up and for looking at them as their owner would. */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The server's own no, with the error as it gave it. */
export class AdminRpcError extends Error {
  readonly status: number;
  constructor(status: number, words: string) {
    super(words);
    this.status = status;
  }
}

export const day = (text: string): Json => {
  const [year = 0, month = 0, dayOfMonth = 0] = text.split('-').map(Number);
  return { __class__: 'date', year, month, day: dayOfMonth };
};
export const decimal = (text: string): Json => ({ __class__: 'Decimal', decimal: text });

/** One session. `context` is the last parameter of every call to a model. */
export class AdminRpc {
  context: Json = {};
  userId = 0;
  readonly #url: string;
  #session = '';
  #count = 0;

  constructor(base: string, database: string) {
    this.#url = `${base}/${database}/`;
  }

  async login(user: string, password: string): Promise<this> {
    const [id, session] = (await this.raw('common.db.login', [user, { password }, 'en'])) as [number, string];
    this.userId = id;
    this.#session = Buffer.from(`${user}:${id}:${session}`).toString('base64');
    this.context = (await this.call('model.res.user.get_preferences', true)) as Json;
    return this;
  }

  call(method: string, ...params: Json[]): Promise<unknown> {
    return this.raw(method, [...params, this.context]);
  }

  async create(model: string, values: Json): Promise<number> {
    const [id] = (await this.call(`model.${model}.create`, [values])) as number[];
    if (id === undefined) throw new Error(`${model} was not created`);
    return id;
  }

  /** Ids of the records that fit. */
  async search(model: string, domain: Json): Promise<number[]> {
    return (await this.call(`model.${model}.search`, domain, 0, null, null)) as number[];
  }

  /** The first record that fits; it must be there. */
  async one(model: string, domain: Json): Promise<number> {
    const [id] = await this.search(model, domain);
    if (id === undefined) throw new Error(`no ${model} with ${JSON.stringify(domain)}`);
    return id;
  }

  async read(model: string, ids: readonly number[], fields: readonly string[]): Promise<Record<string, unknown>[]> {
    return (await this.call(`model.${model}.read`, ids, fields)) as Record<string, unknown>[];
  }

  async raw(method: string, params: readonly Json[]): Promise<unknown> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.#session === '' ? {} : { authorization: `Session ${this.#session}` }) },
      body: JSON.stringify({ id: ++this.#count, method, params }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    if (!response.ok) throw new AdminRpcError(response.status, text.slice(0, 300));
    const answer = JSON.parse(text) as { result?: unknown; error?: unknown };
    if (answer.error !== undefined) throw new AdminRpcError(200, `${method}: ${JSON.stringify(answer.error).slice(0, 500)}`);
    return answer.result;
  }
}
