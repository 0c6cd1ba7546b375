/**
 * What `Bill`, `VendorCredit` and `Purchase` take and do: after developer.intuit.com "Bill", "VendorCredit", "Purchase" and "Manage sales tax for
 * non-US locales". Tax is reckoned per tax code on the net unless `TxnTaxDetail` says it; nothing may be dated in closed books.
 */
import type { FakeDb } from '../fake-store.ts';
import { readSwitch } from '../fake-store.ts';
import { allEntities, type Entity, getEntity, newEntity } from './entities.ts';
import { QbFault } from './qb-fault.ts';

type Values = Record<string, unknown>;
type Ref = { value: string; name?: string };

const COMMON = ['TxnDate', 'CurrencyRef', 'PrivateNote', 'Line', 'GlobalTaxCalculation', 'TxnTaxDetail', 'DocNumber'];
const FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  Bill: new Set([...COMMON, 'VendorRef', 'APAccountRef', 'DueDate']),
  VendorCredit: new Set([...COMMON, 'VendorRef', 'APAccountRef']),
  Purchase: new Set([...COMMON, 'PaymentType', 'AccountRef', 'EntityRef']),
};

export function createTxn(db: FakeDb, type: string, values: Values, allowDuplicates: boolean): Entity {
  for (const name of Object.keys(values)) if (FIELDS[type]?.has(name) !== true) throw new QbFault('2010', `${type}.${name}`);
  const vendor = vendorOf(db, type, values);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(values['TxnDate']))) throw new QbFault('2020', 'TxnDate');
  assertOpen(db, String(values['TxnDate']));
  if ((values['CurrencyRef'] as Ref | undefined)?.value !== 'GBP') throw new QbFault('6000', 'Multicurrency must be enabled');
  if (String(values['PrivateNote'] ?? '').length > 4000) throw new QbFault('6000', 'PrivateNote is too long');
  assertNumber(db, type, values, allowDuplicates);
  assertAccounts(db, type, values);
  const totals = totalsOf(db, values);
  const named =
    type === 'Purchase'
      ? { EntityRef: { ...(values['EntityRef'] as Ref), name: vendor['DisplayName'] } }
      : { VendorRef: { value: vendor.Id, name: vendor['DisplayName'] } };
  return newEntity(db, type, { ...values, ...named, ...totals });
}

function vendorOf(db: FakeDb, type: string, values: Values): Entity {
  const ref = (type === 'Purchase' ? values['EntityRef'] : values['VendorRef']) as Ref | undefined;
  if (ref === undefined) throw new QbFault('2020', 'VendorRef');
  const vendor = getEntity(db, 'Vendor', ref.value);
  if (vendor['Active'] === false) throw new QbFault('610', 'vendor');
  return vendor;
}

export function assertOpen(db: FakeDb, day: string): void {
  const closed = readSwitch(db, 'closed');
  if (closed !== undefined && day <= closed) throw new QbFault(readSwitch(db, 'closed-code') ?? '6210', 'The account period has closed');
}

function assertNumber(db: FakeDb, type: string, values: Values, allowDuplicates: boolean): void {
  const number = values['DocNumber'];
  if (number === undefined) return;
  if (String(number).length > 21) throw new QbFault('6000', 'DocNumber is too long');
  const same = allEntities(db, type).find((entity) => entity['DocNumber'] === number);
  if (same !== undefined && !allowDuplicates)
    throw new QbFault('6140', `DocNumber=${String(number)} is assigned to TxnType=${type} with TxnId=${same.Id}`);
}

function assertAccounts(db: FakeDb, type: string, values: Values): void {
  if (values['APAccountRef'] !== undefined) {
    const account = getEntity(db, 'Account', (values['APAccountRef'] as Ref).value);
    if (account['AccountType'] !== 'Accounts Payable') throw new QbFault('6000', 'APAccountRef is no payable account');
  }
  if (type !== 'Purchase') return;
  const account = getEntity(db, 'Account', String((values['AccountRef'] as Ref | undefined)?.value));
  const wanted = account['AccountType'] === 'Credit Card' ? 'CreditCard' : 'Cash';
  if (values['PaymentType'] !== wanted) throw new QbFault('6000', 'PaymentType does not fit the account');
}

const round = (amount: number) => Number((Math.sign(amount) * Math.round(Math.abs(amount) * 100 + 1e-9)) / 100);

function totalsOf(db: FakeDb, values: Values): Values {
  const lines = values['Line'] as Values[] | undefined;
  if (!Array.isArray(lines) || lines.length === 0) throw new QbFault('2020', 'Line');
  const nets = new Map<string, number>();
  let net = 0;
  for (const line of lines) {
    const code = readLine(db, line);
    const amount = line['Amount'] as number;
    net += amount;
    if (code !== undefined) nets.set(code, (nets.get(code) ?? 0) + amount);
  }
  if (nets.size > 0 && values['GlobalTaxCalculation'] !== 'TaxExcluded') throw new QbFault('6000', 'GlobalTaxCalculation');
  const tax = round(values['TxnTaxDetail'] === undefined ? reckoned(db, nets) : overridden(values['TxnTaxDetail'] as Values));
  return { TotalAmt: round(net + tax), Balance: round(net + tax), TxnTaxDetail: { TotalTax: tax } };
}

function reckoned(db: FakeDb, nets: ReadonlyMap<string, number>): number {
  return [...nets].reduce((sum, [code, net]) => sum + round((net * rateOf(db, code)) / 100), 0);
}

function rateOf(db: FakeDb, code: string): number {
  const list = getEntity(db, 'TaxCode', code)['PurchaseTaxRateList'] as { TaxRateDetail: { TaxRateRef: Ref }[] } | undefined;
  if (list === undefined) throw new QbFault('6000', 'The tax code is none of purchases');
  return list.TaxRateDetail.reduce((sum, { TaxRateRef }) => sum + Number(getEntity(db, 'TaxRate', TaxRateRef.value)['RateValue']), 0);
}

function overridden(detail: Values): number {
  const lines = detail['TaxLine'] as Values[];
  for (const line of lines) {
    const { TaxRateRef, PercentBased, TaxPercent, NetAmountTaxable } = line['TaxLineDetail'] as Values;
    if (line['DetailType'] !== 'TaxLineDetail' || TaxRateRef === undefined || PercentBased !== true) throw new QbFault('2020', 'TaxLine');
    if (typeof TaxPercent !== 'number' || typeof NetAmountTaxable !== 'number') throw new QbFault('2020', 'TaxLineDetail');
  }
  const sum = round(lines.reduce((total, line) => total + Number(line['Amount']), 0));
  if (sum !== detail['TotalTax']) throw new QbFault('6000', 'TotalTax');
  return sum;
}

/** Checks one line; its tax code, where it has one. */
function readLine(db: FakeDb, line: Values): string | undefined {
  for (const name of Object.keys(line)) {
    if (!['DetailType', 'Amount', 'Description', 'AccountBasedExpenseLineDetail'].includes(name)) throw new QbFault('2010', `Line.${name}`);
  }
  if (line['DetailType'] !== 'AccountBasedExpenseLineDetail' || typeof line['Amount'] !== 'number') throw new QbFault('2020', 'Line');
  if (String(line['Description'] ?? '').length > 4000) throw new QbFault('6000', 'Description is too long');
  const detail = line['AccountBasedExpenseLineDetail'] as { AccountRef?: Ref; TaxCodeRef?: Ref };
  for (const name of Object.keys(detail)) if (!['AccountRef', 'TaxCodeRef'].includes(name)) throw new QbFault('2010', name);
  const account = getEntity(db, 'Account', String(detail.AccountRef?.value));
  if (account['Active'] === false) throw new QbFault('2500', 'account');
  return detail.TaxCodeRef?.value;
}
