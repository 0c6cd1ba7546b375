/**
 * Odoo, as far as bills go. Built from its public sources and documentation (odoo/odoo `addons/rpc`, `addons/account`; "External JSON-2 API"
 * of odoo/documentation), never compared with a running one. Switches: `version` (19; below 19 there is only JSON-RPC), `rounding` (`line`),
 * `key-ended` (the API key has run out).
 */
import type { FakeDb } from '../fake-store.ts';
import { readSwitch } from '../fake-store.ts';
import type { FakeReply, FakeRequest, FakeVendor, RequestKind } from '../fake-vendor.ts';
import { type Call, carryOut } from './calls.ts';
import { TABLES } from './models.ts';
import { versionOf } from './moves.ts';
import { OdooError } from './odoo-error.ts';

export const DATABASE = 'books';
export const LOGIN = 'clerk@example.com';
export const API_KEY = 'f3a9c2d1e0b7465890aa11bb22cc33dd44ee55ff';

export const vendor: FakeVendor = {
  id: 'odoo',
  tables: TABLES,
  seed(db) {
    db.exec(`
      INSERT INTO currency (id, name, active) VALUES (1, 'GBP', 1), (2, 'EUR', 1), (3, 'JPY', 1), (4, 'KWD', 1), (5, 'USD', 0);
      INSERT INTO company (id, name, currency_id) VALUES (1, 'Harbour Stores', 1);
      INSERT INTO account (code, name, internal_group) VALUES ('600000', 'Food purchases', 'expense'), ('610000', 'Travel', 'expense'),
        ('220100', 'VAT input', 'asset'), ('211000', 'Account payable', 'liability'), ('101401', 'Cash', 'asset'), ('400000', 'Sales', 'income');
      INSERT INTO account (code, name, internal_group, deprecated) VALUES ('699999', 'Old costs', 'expense', 1);
      INSERT INTO tax (name, amount, amount_type, price_include, type_tax_use) VALUES ('20%', 20, 'percent', 0, 'purchase'),
        ('5%', 5, 'percent', 0, 'purchase'), ('20% incl', 20, 'percent', 1, 'purchase'), ('0%', 0, 'percent', 0, 'purchase'),
        ('20%', 20, 'percent', 0, 'sale');
      INSERT INTO api_key (key, login) VALUES ('${API_KEY}', '${LOGIN}');`);
  },
  routes: [
    {
      method: 'GET',
      path: '/web/version',
      kind: 'other',
      handle: (_request, db) => (versionOf(db) < 19 ? notFound : { status: 200, json: version(db) }),
    },
    {
      method: 'POST',
      path: '/json/2/:model/:method',
      kind: ({ params, ...rest }) => kindOf(params['model'], params['method'], rest.body),
      handle: json2,
    },
    { method: 'POST', path: '/jsonrpc', kind: rpcKind, handle: jsonRpc },
  ],
  statusBody: (status) => ({
    name: 'werkzeug.exceptions.HTTPException',
    message: `status ${status}`,
    arguments: [],
    context: {},
    debug: '',
  }),
  errorBody(request) {
    const data = new OdooError('psycopg2.errors.SerializationFailure', 'could not serialize access').body();
    return request.path === '/jsonrpc'
      ? { status: 200, json: { jsonrpc: '2.0', id: 1, error: { code: 200, message: 'Odoo Server Error', data } } }
      : { status: 200, json: data };
  },
};

const notFound: FakeReply = { status: 404, type: 'text/html', text: '<h1>Not Found</h1>' };

function version(db: FakeDb): Record<string, unknown> {
  const major = versionOf(db);
  return { version: `${major}.0`, version_info: [major, 0, 0, 'final', 0, ''] };
}

function rpcVersion(db: FakeDb): Record<string, unknown> {
  const { version: words, version_info: info } = version(db);
  return { server_version: words, server_version_info: info, server_serie: words, protocol_version: 1 };
}

function kindOf(model = '', method = '', body: Uint8Array = new Uint8Array()): RequestKind {
  if (method === 'search_read' || method === 'fields_get') return 'find';
  if (model === 'res.partner') return 'supplier';
  if (model === 'ir.attachment') return method === 'create' ? 'attach' : 'undo';
  if (method === 'create') return 'create';
  if (method === 'action_post') return 'finalise';
  return body.byteLength > 0 && method === 'write' ? 'other' : 'undo';
}

function json2(request: FakeRequest, db: FakeDb): FakeReply {
  if (versionOf(db) < 19) return notFound;
  try {
    if (request.headers['authorization'] !== `bearer ${API_KEY}` || readSwitch(db, 'key-ended') !== undefined) {
      throw new OdooError('werkzeug.exceptions.Unauthorized', 'Invalid apikey');
    }
    if (request.headers['x-odoo-database'] !== DATABASE) return notFound;
    const { ids = [], context = {}, ...args } = request.json() as { ids?: number[]; context?: Record<string, unknown> };
    const call: Call = { model: request.params['model'] ?? '', method: request.params['method'] ?? '', ids, args, context };
    if (['create', 'search_read', 'fields_get'].includes(call.method) && ids.length > 0) {
      throw new OdooError('werkzeug.exceptions.UnprocessableEntity', `cannot call ${call.model}.${call.method} with ids`);
    }
    return { status: 200, json: undone(db, call) ?? null };
  } catch (error) {
    if (error instanceof OdooError) return { status: error.status, json: error.body() };
    throw error;
  }
}

/** One call is one transaction, undone as a whole where it is refused. */
function undone(db: FakeDb, call: Call): unknown {
  return db.transaction(() => carryOut(db, call))();
}

type Rpc = { readonly params: { readonly service: string; readonly method: string; readonly args: readonly unknown[] } };

function rpcKind(request: FakeRequest): RequestKind {
  const { service, method, args } = (request.json() as Rpc).params;
  if (service === 'common') return method === 'authenticate' ? 'token' : 'other';
  return kindOf(String(args[3]), String(args[4]), request.body);
}

function jsonRpc(request: FakeRequest, db: FakeDb): FakeReply {
  const reply = (more: Record<string, unknown>): FakeReply => ({ status: 200, json: { jsonrpc: '2.0', id: 1, ...more } });
  try {
    const { service, method, args } = (request.json() as Rpc).params;
    if (service === 'common' && method === 'version') return reply({ result: rpcVersion(db) });
    const right = (user: unknown, key: unknown) => user === LOGIN && key === API_KEY && readSwitch(db, 'key-ended') === undefined;
    if (service === 'common') return reply({ result: args[0] === DATABASE && right(args[1], args[2]) ? 2 : false });
    const [database, uid, key, model, name, positional, named] = args as [
      string,
      number,
      string,
      string,
      string,
      unknown[],
      Record<string, unknown>,
    ];
    if (database !== DATABASE || uid !== 2 || !right(LOGIN, key)) throw new OdooError('AccessDenied', 'Access Denied');
    const { context = {}, ...rest } = named as { context?: Record<string, unknown> };
    const call = positionalCall(model, name, positional, rest, context);
    const result = undone(db, call);
    // What a method leaves out, the envelope leaves out.
    return reply(result === null ? {} : { result });
  } catch (error) {
    if (error instanceof OdooError) return reply({ error: { code: 200, message: 'Odoo Server Error', data: error.body() } });
    throw error;
  }
}

function positionalCall(
  model: string,
  method: string,
  positional: readonly unknown[],
  named: Record<string, unknown>,
  context: Record<string, unknown>,
): Call {
  if (method === 'create') return { model, method, ids: [], args: { vals_list: positional[0] }, context };
  if (['search_read', 'fields_get'].includes(method)) return { model, method, ids: [], args: named, context };
  const [ids, vals] = positional as [number[], unknown];
  return { model, method, ids, args: vals === undefined ? named : { vals }, context };
}
