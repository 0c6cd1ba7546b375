/**
 * The fake's models: the fields that Odoo's models have and connectors may name, as far as this fake knows them. A name that is not here is
 * refused as Odoo refuses one that does not exist (`ValueError: Invalid field`). Types and names after odoo/odoo `addons/account/models`,
 * `odoo/addons/base/models` (res.partner, res.partner.bank, res.currency, ir.attachment).
 */
export type FieldKind = 'char' | 'int' | 'float' | 'bool' | 'date' | 'm2o' | 'virtual';
export type Model = { readonly table: string; readonly fields: Readonly<Record<string, FieldKind>>; readonly required: readonly string[] };

export const MODELS: Readonly<Record<string, Model>> = {
  'res.company': {
    table: 'company',
    fields: {
      name: 'char',
      currency_id: 'm2o',
      fiscalyear_lock_date: 'date',
      tax_lock_date: 'date',
      purchase_lock_date: 'date',
      hard_lock_date: 'date',
    },
    required: ['name'],
  },
  'res.currency': { table: 'currency', fields: { name: 'char', active: 'bool' }, required: ['name'] },
  'res.partner': {
    table: 'partner',
    fields: {
      name: 'char',
      vat: 'char',
      ref: 'char',
      street: 'char',
      comment: 'char',
      is_company: 'bool',
      supplier_rank: 'int',
      active: 'bool',
      parent_id: 'm2o',
      'bank_ids.sanitized_acc_number': 'virtual',
    },
    required: ['name'],
  },
  'res.partner.bank': { table: 'bank', fields: { partner_id: 'm2o', acc_number: 'char' }, required: ['partner_id', 'acc_number'] },
  'account.account': {
    table: 'account',
    fields: { code: 'char', name: 'char', internal_group: 'char', deprecated: 'bool' },
    required: ['code', 'name'],
  },
  'account.tax': {
    table: 'tax',
    fields: { name: 'char', amount: 'float', amount_type: 'char', price_include: 'bool', type_tax_use: 'char' },
    required: ['name'],
  },
  'account.move': {
    table: 'move',
    fields: {
      name: 'char',
      state: 'char',
      move_type: 'char',
      ref: 'char',
      invoice_origin: 'char',
      invoice_date: 'date',
      invoice_date_due: 'date',
      date: 'date',
      partner_id: 'm2o',
      currency_id: 'm2o',
      amount_total: 'float',
      amount_tax: 'float',
      payment_state: 'char',
      posted_before: 'bool',
      reversed_entry_id: 'm2o',
      invoice_payment_term_id: 'm2o',
      invoice_line_ids: 'virtual',
    },
    required: [],
  },
  'account.move.line': {
    table: 'move_line',
    fields: {
      move_id: 'm2o',
      name: 'char',
      account_id: 'm2o',
      tax_line_id: 'm2o',
      amount_currency: 'float',
      price_unit: 'float',
      date: 'virtual',
      partner_id: 'virtual',
      'move_id.move_type': 'virtual',
      parent_state: 'virtual',
      'account_id.internal_group': 'virtual',
    },
    required: [],
  },
  'ir.attachment': {
    table: 'attachment',
    fields: {
      name: 'char',
      type: 'char',
      datas: 'char',
      mimetype: 'char',
      res_model: 'char',
      res_id: 'int',
      description: 'char',
      file_size: 'int',
    },
    required: ['name'],
  },
};

export const TABLES = `
  CREATE TABLE company (id INTEGER PRIMARY KEY, name TEXT, currency_id INTEGER, fiscalyear_lock_date TEXT, tax_lock_date TEXT,
    purchase_lock_date TEXT, hard_lock_date TEXT) STRICT;
  CREATE TABLE currency (id INTEGER PRIMARY KEY, name TEXT, active INTEGER NOT NULL DEFAULT 1) STRICT;
  CREATE TABLE partner (id INTEGER PRIMARY KEY, name TEXT NOT NULL, vat TEXT, ref TEXT, street TEXT, comment TEXT, is_company INTEGER,
    supplier_rank INTEGER NOT NULL DEFAULT 0, active INTEGER NOT NULL DEFAULT 1, parent_id INTEGER) STRICT;
  CREATE TABLE bank (id INTEGER PRIMARY KEY, partner_id INTEGER NOT NULL, acc_number TEXT NOT NULL) STRICT;
  CREATE TABLE account (id INTEGER PRIMARY KEY, code TEXT, name TEXT, internal_group TEXT, deprecated INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE tax (id INTEGER PRIMARY KEY, name TEXT, amount REAL, amount_type TEXT, price_include INTEGER NOT NULL DEFAULT 0,
    type_tax_use TEXT) STRICT;
  CREATE TABLE move (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, state TEXT NOT NULL DEFAULT 'draft', move_type TEXT NOT NULL, ref TEXT,
    invoice_origin TEXT, invoice_date TEXT, invoice_date_due TEXT, date TEXT, partner_id INTEGER, currency_id INTEGER,
    amount_total REAL NOT NULL DEFAULT 0, amount_tax REAL NOT NULL DEFAULT 0, payment_state TEXT NOT NULL DEFAULT 'not_paid',
    posted_before INTEGER NOT NULL DEFAULT 0, reversed_entry_id INTEGER, invoice_payment_term_id INTEGER) STRICT;
  CREATE TABLE move_line (id INTEGER PRIMARY KEY AUTOINCREMENT, move_id INTEGER NOT NULL REFERENCES move ON DELETE CASCADE, name TEXT,
    account_id INTEGER, tax_line_id INTEGER, amount_currency REAL NOT NULL DEFAULT 0, price_unit REAL, tax_id INTEGER) STRICT;
  CREATE TABLE attachment (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, type TEXT, datas TEXT, mimetype TEXT, res_model TEXT,
    res_id INTEGER, description TEXT, file_size INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE api_key (key TEXT PRIMARY KEY, login TEXT NOT NULL) STRICT;`;
