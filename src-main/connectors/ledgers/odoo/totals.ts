/**
 * Odoo reckons the tax of a bill itself, once per tax or per line as the company has set it, and may come to a cent more or less than the
 * supplier did. Such a difference is put into the first tax line, as a person does under "Tax" in Odoo 16 and later: its own
 * `_inverse_tax_totals` writes `amount_currency` of that line. Anything larger is refused.
 */
import { type Currency, EngineError } from '../../../contract/index.ts';
import { jsonAmount, minorOf } from '../../web-ledger/amounts.ts';
import { totalsDiffer } from './map.ts';
import type { OdooRecords } from './records.ts';
import { type MoveRow, TaxLineRow } from './rows.ts';

/** Rounding makes at most half a minor unit a line; two are always believed. */
const ALWAYS = 2;

export type Wanted = { readonly total: number; readonly tax: number };

/** Makes a draft come to what the bill says. @throws EngineError `ledger_rejected` where rounding cannot be the reason */
export async function settleTotals(records: OdooRecords, row: MoveRow, want: Wanted, currency: Currency): Promise<void> {
  const found = totalsDiffer(row, want, currency);
  if (found.length === 0) return;
  const { major } = await records.client.server();
  const [total, tax] = [minorOf(row.amount_total, currency), minorOf(row.amount_tax, currency)];
  const delta = tax === undefined || total === undefined ? undefined : want.tax - tax;
  const onlyTax = delta !== undefined && total !== undefined && want.total - total === delta;
  if (!onlyTax || major < 16 || Math.abs(delta) > Math.max(ALWAYS, row.invoice_line_ids.length)) throw refused(found);
  await moveTax(records, row, row.move_type === 'in_refund' ? -delta : delta, currency);
  const after = await records.move(String(row.id));
  const left = after === undefined ? ['it is gone'] : totalsDiffer(after, want, currency);
  if (left.length > 0) throw refused(left);
}

async function moveTax(records: OdooRecords, row: MoveRow, delta: number, currency: Currency): Promise<void> {
  const domain = [
    ['move_id', '=', row.id],
    ['tax_line_id', '!=', false],
  ];
  const [line] = await records.search('account.move.line', TaxLineRow, domain, ['amount_currency']);
  const now = line === undefined ? undefined : minorOf(line.amount_currency, currency);
  if (line === undefined || now === undefined) return;
  const vals = { line_ids: [[1, line.id, { amount_currency: jsonAmount(now + delta, currency) }]] };
  await records.act('account.move', 'write', [row.id], { vals });
}

function refused(found: readonly string[]): EngineError {
  return new EngineError('ledger_rejected', {
    note: `Odoo reckons otherwise than the bill (${found.join('; ')}). Check the tax code and the tax.`,
  });
}
