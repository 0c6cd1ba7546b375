/** Methods of models that the fake has: `search_read`, `create`, `write`, `unlink`, `fields_get`, and the buttons of bills. */
import type { FakeDb } from '../fake-store.ts';
import { fits, type Row } from './domain.ts';
import { MODELS, type Model } from './models.ts';
import { cancelMove, createMove, deleteMove, postMove, resetMove, versionOf, writeMove } from './moves.ts';
import { OdooError } from './odoo-error.ts';

export type Call = {
  readonly model: string;
  readonly method: string;
  readonly ids: readonly number[];
  readonly args: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
};
type Columns = Readonly<Record<string, string | number | null>>;

const RELATIONS: Readonly<Record<string, string>> = {
  currency_id: 'currency',
  partner_id: 'partner',
  account_id: 'account',
  move_id: 'move',
  tax_line_id: 'tax',
};

export function carryOut(db: FakeDb, call: Call): unknown {
  const model = MODELS[call.model];
  if (model === undefined) throw new OdooError('werkzeug.exceptions.NotFound', `the model '${call.model}' does not exist`);
  switch (call.method) {
    case 'search_read':
      return searchRead(db, call, model);
    case 'fields_get': {
      const names = call.args['allfields'] as string[];
      return Object.fromEntries(names.filter((name) => hasField(db, call.model, model, name)).map((name) => [name, { type: 'char' }]));
    }
    case 'create':
      return (call.args['vals_list'] as Record<string, unknown>[]).map((values) => create(db, call, model, values));
    case 'write':
      return write(db, call, model);
    case 'unlink':
      for (const id of call.ids) {
        if (call.model === 'account.move') deleteMove(db, id);
        else if (call.model === 'ir.attachment') db.prepare('DELETE FROM attachment WHERE id = ?').run(id);
        else throw new OdooError('AccessError', 'You are not allowed to delete this.');
      }
      return true;
    default:
      return button(db, call);
  }
}

function button(db: FakeDb, { model, method, ids }: Call): unknown {
  const run = { action_post: postMove, button_draft: resetMove, button_cancel: cancelMove }[method];
  if (model !== 'account.move' || run === undefined)
    throw new OdooError('werkzeug.exceptions.NotFound', `The method '${model}.${method}' does not exist`);
  for (const id of ids) run(db, id);
  return method === 'action_post' ? false : null;
}

/** Fields that came or went: `deprecated` is gone in 19; lock dates of purchases and for all came with 18. */
function hasField(db: FakeDb, name: string, model: Model, field: string): boolean {
  if (field === 'deprecated' && name === 'account.account' && versionOf(db) >= 19) return false;
  if (['purchase_lock_date', 'hard_lock_date'].includes(field) && versionOf(db) < 18) return false;
  return Object.hasOwn(model.fields, field);
}

function searchRead(db: FakeDb, { model: name, args, context }: Call, model: Model): unknown[] {
  for (const given of Object.keys(args)) {
    if (!['domain', 'fields', 'offset', 'limit', 'order'].includes(given))
      throw new OdooError('TypeError', `unexpected keyword argument '${given}'`);
  }
  const fields = args['fields'] as string[];
  for (const field of fields)
    if (field !== 'id' && !hasField(db, name, model, field))
      throw new OdooError('ValueError', `Invalid field '${field}' on model '${name}'`);
  if (!['res.company', 'res.currency'].includes(name) && JSON.stringify(context['allowed_company_ids']) !== '[1]') {
    throw new OdooError('AccessError', 'Access to unauthorized or invalid companies.');
  }
  const order = String(args['order'] ?? 'id');
  if (!/^(date desc, )?id( desc)?$/.test(order)) throw new OdooError('ValueError', `Invalid order ${order}`);
  const raw = db.prepare(`SELECT * FROM ${model.table} ORDER BY ${order.endsWith('desc') ? 'id DESC' : 'id'}`).all() as Columns[];
  const domain = args['domain'];
  // Archived records are left out unless the domain asks for them.
  const shown = raw.filter((row) => row['active'] !== 0 && (name !== 'account.account' || row['deprecated'] !== 1 || versionOf(db) < 19));
  const searched = shown.map((row) => ({ ...row, ...virtual(db, name, row) }));
  const found = searched.filter((row) => fits(searchable(row, model), domain, (field) => hasField(db, name, model, field)));
  return found
    .slice(0, Number(args['limit'] ?? 5000))
    .map((row) => Object.fromEntries(['id', ...fields].map((field) => [field, told(db, field, row, model)])));
}

function searchable(row: Readonly<Record<string, unknown>>, model: Model): Row {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, model.fields[field] === 'bool' ? value === 1 : (value ?? false)]),
  );
}

/** A value as the API tells it: nothing is `false`, a relation is `[id, name]`. */
function told(db: FakeDb, field: string, row: Readonly<Record<string, unknown>>, model: Model): unknown {
  const value = row[field] ?? false;
  if (model.fields[field] === 'bool') return value === 1;
  const table = RELATIONS[field];
  if (table === undefined || value === false) return value;
  const display = table === 'account' ? "code || ' ' || name" : 'name';
  return [value, db.prepare(`SELECT ${display} FROM ${table} WHERE id = ?`).pluck().get(value) ?? ''];
}

function virtual(db: FakeDb, name: string, row: Columns): Record<string, unknown> {
  if (name === 'account.move') {
    return { invoice_line_ids: db.prepare('SELECT id FROM move_line WHERE move_id = ? AND tax_line_id IS NULL').pluck().all(row['id']) };
  }
  if (name === 'res.partner') {
    const numbers = db.prepare('SELECT acc_number FROM bank WHERE partner_id = ?').pluck().all(row['id']) as string[];
    return { 'bank_ids.sanitized_acc_number': numbers.map((number) => number.replace(/\W/g, '').toUpperCase()) };
  }
  if (name === 'account.move.line') {
    const move = db.prepare('SELECT date, partner_id, move_type, state FROM move WHERE id = ?').get(row['move_id']) as Columns;
    const group = db.prepare('SELECT internal_group FROM account WHERE id = ?').pluck().get(row['account_id']);
    const parts = {
      date: move['date'],
      partner_id: move['partner_id'],
      'move_id.move_type': move['move_type'],
      parent_state: move['state'],
    };
    return { ...parts, 'account_id.internal_group': group };
  }
  return {};
}

function create(db: FakeDb, call: Call, model: Model, values: Readonly<Record<string, unknown>>): number {
  if (call.model === 'account.move') return createMove(db, values);
  const names = Object.keys(values);
  for (const name of names)
    if (model.fields[name] === undefined || model.fields[name] === 'virtual')
      throw new OdooError('ValueError', `Invalid field '${name}' on model '${call.model}'`);
  for (const name of model.required)
    if (values[name] === undefined || values[name] === '') throw new OdooError('ValidationError', `Missing required value ${name}`);
  const row = call.model === 'ir.attachment' ? attachmentRow(db, call, values) : values;
  if (
    call.model === 'res.partner' &&
    typeof row['vat'] === 'string' &&
    !/^[A-Z]{2}[0-9A-Z]{5,14}$/.test(row['vat'].replace(/[ .-]/g, ''))
  ) {
    throw new OdooError('ValidationError', 'The VAT number does not seem to be valid.');
  }
  const columns = Object.entries(row).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value] as const);
  const { lastInsertRowid } = db
    .prepare(`INSERT INTO ${model.table} (${columns.map(([name]) => name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    .run(...columns.map(([, value]) => value));
  return Number(lastInsertRowid);
}

/** Pictures lose what is above 1920 pixels unless the context says otherwise; here they lose their last byte. */
function attachmentRow(db: FakeDb, { context }: Call, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const bytes = Buffer.from(String(values['datas'] ?? ''), 'base64');
  if (bytes.toString('base64') !== values['datas']) throw new OdooError('UserError', 'datas is no base64');
  if (db.prepare('SELECT 1 FROM move WHERE id = ?').get(Number(values['res_id'])) === undefined || values['res_model'] !== 'account.move') {
    throw new OdooError('MissingError', 'Record does not exist or has been deleted.');
  }
  const kept = String(values['mimetype']).startsWith('image/') && context['image_no_postprocess'] !== true ? bytes.subarray(0, -1) : bytes;
  return { ...values, datas: kept.toString('base64'), file_size: kept.byteLength };
}

function write(db: FakeDb, { model: name, ids, args }: Call, model: Model): unknown {
  const values = args['vals'] as Record<string, unknown>;
  if (name === 'account.move') for (const id of ids) writeMove(db, id, values);
  else if (name === 'res.partner' && Object.keys(values).join() === 'active') {
    for (const id of ids) db.prepare(`UPDATE ${model.table} SET active = ? WHERE id = ?`).run(Number(values['active']), id);
  } else throw new OdooError('ValueError', 'Invalid field');
  return true;
}
