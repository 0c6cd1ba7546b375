/**
 * What `account.move` does with a bill, after odoo/odoo `addons/account/models/account_move.py` (17): taxes reckoned on the net of each tax
 * (`round_globally`) or of each line, numbers given when posted, the accounting date moved out of a locked period without a word, drafts
 * deleted, posted bills cancelled. From 16 on the first tax line's amount can be written.
 */
import type { FakeDb } from '../fake-store.ts';
import { readSwitch } from '../fake-store.ts';
import { OdooError } from './odoo-error.ts';

export type Move = {
  id: number;
  name: string | null;
  state: string;
  move_type: string;
  ref: string | null;
  date: string | null;
  invoice_date: string | null;
  partner_id: number | null;
  currency_id: number;
  amount_total: number;
  amount_tax: number;
  posted_before: number;
};
type Tax = { id: number; amount: number; amount_type: string; price_include: number; type_tax_use: string };

const LINE_FIELDS = new Set(['name', 'account_id', 'quantity', 'price_unit', 'tax_ids']);
const MOVE_VALUES = new Set(
  'move_type partner_id currency_id invoice_date invoice_date_due invoice_payment_term_id date ref invoice_origin invoice_line_ids'.split(
    ' ',
  ),
);
const TYPES = new Set(['in_invoice', 'in_refund', 'in_receipt']);

export const versionOf = (db: FakeDb): number => Number(readSwitch(db, 'version') ?? '19');

export function moveById(db: FakeDb, id: number): Move {
  const move = db.prepare('SELECT * FROM move WHERE id = ?').get(id) as Move | undefined;
  if (move === undefined) throw new OdooError('MissingError', 'Record does not exist or has been deleted.');
  return move;
}

/** Digits of the currency, by its name. */
function digitsOf(db: FakeDb, currency: number): number {
  const name = db.prepare('SELECT name FROM currency WHERE id = ? AND active = 1').pluck().get(currency) as string | undefined;
  if (name === undefined) throw new OdooError('ValidationError', 'The currency is not active.');
  return name === 'JPY' ? 0 : name === 'KWD' ? 3 : 2;
}

const round = (value: number, digits: number) =>
  Number((Math.sign(value) * Math.round(Math.abs(value) * 10 ** digits + 1e-9)) / 10 ** digits);

export function createMove(db: FakeDb, values: Readonly<Record<string, unknown>>): number {
  for (const name of Object.keys(values))
    if (!MOVE_VALUES.has(name)) throw new OdooError('ValueError', `Invalid field '${name}' on model 'account.move'`);
  if (!TYPES.has(String(values['move_type']))) throw new OdooError('ValueError', `Wrong value for account.move.move_type`);
  const currency = Number(values['currency_id'] ?? 1);
  digitsOf(db, currency);
  if (db.prepare('SELECT 1 FROM partner WHERE id = ?').get(Number(values['partner_id'] ?? 0)) === undefined) {
    throw new OdooError('MissingError', 'Record does not exist or has been deleted. (res.partner)');
  }
  for (const name of ['invoice_date', 'date', 'invoice_date_due']) {
    if (values[name] !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(values[name])))
      throw new OdooError('ValueError', `Invalid date ${name}`);
  }
  const columns = 'move_type, partner_id, currency_id, invoice_date, date, invoice_date_due, ref, invoice_origin';
  const { lastInsertRowid } = db
    .prepare(`INSERT INTO move (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(...columns.split(', ').map((name) => (values[name] === false ? null : (values[name] ?? null))));
  const id = Number(lastInsertRowid);
  for (const command of values['invoice_line_ids'] as unknown[]) addLine(db, id, command);
  reckonTaxes(db, id);
  return id;
}

function addLine(db: FakeDb, move: number, command: unknown): void {
  if (!Array.isArray(command) || command[0] !== 0 || command[1] !== 0) throw new OdooError('ValueError', 'Wrong command');
  const line = command[2] as Record<string, unknown>;
  for (const name of Object.keys(line))
    if (!LINE_FIELDS.has(name)) throw new OdooError('ValueError', `Invalid field '${name}' on model 'account.move.line'`);
  if (typeof line['price_unit'] !== 'number' || line['quantity'] !== 1)
    throw new OdooError('ValueError', 'price_unit and quantity are numbers');
  if (db.prepare('SELECT 1 FROM account WHERE id = ? AND deprecated = 0').get(Number(line['account_id'])) === undefined) {
    throw new OdooError('UserError', 'The account is deprecated or not there.');
  }
  const [[six, zero, ids]] = line['tax_ids'] as [[number, number, number[]]];
  if (six !== 6 || zero !== 0 || ids.length > 1) throw new OdooError('ValueError', 'Wrong command for tax_ids');
  db.prepare('INSERT INTO move_line (move_id, name, account_id, price_unit, tax_id) VALUES (?, ?, ?, ?, ?)').run(
    move,
    String(line['name']),
    Number(line['account_id']),
    line['price_unit'],
    ids[0] ?? null,
  );
}

function reckonTaxes(db: FakeDb, id: number): void {
  const move = moveById(db, id);
  const digits = digitsOf(db, move.currency_id);
  const perLine = readSwitch(db, 'rounding') === 'line';
  const lines = db.prepare('SELECT id, price_unit, tax_id AS tax FROM move_line WHERE move_id = ?').all(id) as {
    id: number;
    price_unit: number;
    tax: number | null;
  }[];
  const taxes = new Map<number, number>();
  let net = 0;
  for (const line of lines) {
    const tax = db.prepare('SELECT * FROM tax WHERE id = ?').get(line.tax) as Tax | undefined;
    if (line.tax !== null && tax?.type_tax_use !== 'purchase') throw new OdooError('ValidationError', 'A tax of sales in a bill.');
    const rate = (tax?.amount ?? 0) / 100;
    const exact = tax?.price_include === 1 ? line.price_unit - line.price_unit / (1 + rate) : line.price_unit * rate;
    const amount = perLine ? round(exact, digits) : exact;
    const base = tax?.price_include === 1 ? round(line.price_unit - exact, digits) : round(line.price_unit, digits);
    net += base;
    if (tax !== undefined) taxes.set(tax.id, (taxes.get(tax.id) ?? 0) + amount);
    db.prepare('UPDATE move_line SET amount_currency = ? WHERE id = ?').run(sign(move) * base, line.id);
  }
  for (const [tax, amount] of taxes) {
    db.prepare('INSERT INTO move_line (move_id, name, tax_line_id, amount_currency) VALUES (?, ?, ?, ?)').run(
      id,
      'tax',
      tax,
      sign(move) * round(amount, digits),
    );
  }
  sumUp(db, id, round(net, digits), digits);
}

const sign = ({ move_type: type }: Move) => (type === 'in_refund' ? -1 : 1);

function sumUp(db: FakeDb, id: number, net: number, digits: number): void {
  const move = moveById(db, id);
  const found = db.prepare('SELECT sum(amount_currency) FROM move_line WHERE move_id = ? AND tax_line_id IS NOT NULL').pluck().get(id) as
    | number
    | null;
  const tax = sign(move) * (found ?? 0);
  db.prepare('UPDATE move SET amount_tax = ?, amount_total = ? WHERE id = ?').run(round(tax, digits), round(net + tax, digits), id);
}

/** `write` with `line_ids: [[1, id, {amount_currency}]]` on a draft. */
export function writeMove(db: FakeDb, id: number, values: Readonly<Record<string, unknown>>): void {
  const move = moveById(db, id);
  const commands = values['line_ids'];
  if (Object.keys(values).length !== 1 || !Array.isArray(commands)) throw new OdooError('ValueError', 'Invalid field');
  if (move.state !== 'draft') throw new OdooError('UserError', 'You cannot modify a posted entry.');
  if (versionOf(db) < 16) throw new OdooError('UserError', 'The entry is not balanced.');
  const digits = digitsOf(db, move.currency_id);
  const net = round(move.amount_total - move.amount_tax, digits);
  for (const command of commands as [number, number, Record<string, unknown>][]) {
    const [one, line, change] = command;
    const amount = change['amount_currency'];
    if (one !== 1 || typeof amount !== 'number' || Object.keys(change).length !== 1) throw new OdooError('ValueError', 'Wrong command');
    const { changes } = db
      .prepare('UPDATE move_line SET amount_currency = ? WHERE id = ? AND move_id = ? AND tax_line_id IS NOT NULL')
      .run(amount, line, id);
    if (changes !== 1) throw new OdooError('UserError', 'The entry is not balanced.');
  }
  sumUp(db, id, net, digits);
}

function lockedThrough(db: FakeDb): string {
  const company = db.prepare('SELECT fiscalyear_lock_date, tax_lock_date, purchase_lock_date, hard_lock_date FROM company').get() as Record<
    string,
    string | null
  >;
  return Object.values(company).reduce<string>((latest, day) => ((day ?? '') > latest ? (day ?? '') : latest), '');
}

export function postMove(db: FakeDb, id: number): void {
  const move = moveById(db, id);
  if (move.state !== 'draft') throw new OdooError('UserError', `The entry ${move.name ?? ''} (id ${id}) must be in draft.`);
  if (move.amount_total < 0) throw new OdooError('UserError', 'You cannot validate an invoice with a negative total amount.');
  if (move.invoice_date === null) throw new OdooError('UserError', 'The Bill/Refund date is required to validate this document.');
  if (versionOf(db) < 16 && move.ref !== null) {
    const other = db
      .prepare("SELECT 1 FROM move WHERE ref = ? AND partner_id = ? AND move_type = ? AND state = 'posted' AND id <> ?")
      .get(move.ref, move.partner_id, move.move_type, id);
    if (other !== undefined) throw new OdooError('ValidationError', 'Duplicated vendor reference detected.');
  }
  const lock = lockedThrough(db);
  const date = (move.date ?? '') <= lock ? new Date(Date.parse(lock) + 86_400_000).toISOString().slice(0, 10) : move.date;
  const prefix = `${move.move_type === 'in_refund' ? 'R' : ''}BILL/${(date ?? '').slice(0, 4)}/`;
  const last = db.prepare('SELECT count(*) FROM move WHERE name LIKE ?').pluck().get(`${prefix}%`) as number;
  const name = move.name ?? `${prefix}${String(last + 1).padStart(5, '0')}`;
  db.prepare("UPDATE move SET state = 'posted', posted_before = 1, date = ?, name = ? WHERE id = ?").run(date, name, id);
}

export function resetMove(db: FakeDb, id: number): void {
  const move = moveById(db, id);
  if (!['posted', 'cancel'].includes(move.state))
    throw new OdooError('UserError', 'Only posted/cancelled journal entries can be reset to draft.');
  if ((move.date ?? '') <= lockedThrough(db))
    throw new OdooError('UserError', 'You cannot modify entries prior to and inclusive of the lock date.');
  db.prepare("UPDATE move SET state = 'draft' WHERE id = ?").run(id);
}

export function cancelMove(db: FakeDb, id: number): void {
  if (moveById(db, id).state !== 'draft') throw new OdooError('UserError', 'Only draft journal entries can be cancelled.');
  db.prepare("UPDATE move SET state = 'cancel' WHERE id = ?").run(id);
}

export function deleteMove(db: FakeDb, id: number): void {
  const move = moveById(db, id);
  if (move.state === 'posted') throw new OdooError('UserError', 'You cannot delete a posted journal entry.');
  if (move.posted_before === 1)
    throw new OdooError('UserError', 'You cannot delete this entry, as it has already consumed a sequence number.');
  db.prepare('DELETE FROM move_line WHERE move_id = ?').run(id);
  db.prepare('DELETE FROM move WHERE id = ?').run(id);
  db.prepare("DELETE FROM attachment WHERE res_model = 'account.move' AND res_id = ?").run(id);
}
