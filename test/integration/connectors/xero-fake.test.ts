import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { draftOf } from '../../../src-main/connectors/ledgers/xero/map.ts';
import { openFakeBooks } from '../../support/fake-ledger/fake-books.ts';
import { startFakeProcess } from '../../support/fake-ledger/fake-process.ts';
import { CLIENT_ID, FIRST_REFRESH_TOKEN, TENANT } from '../../support/fake-ledger/xero/tables.ts';
import { openXero, type XeroBooks, xeroBill } from './xero-books.ts';

/** The stand-in must refuse what Xero's specification does not know, or every other test against it proves nothing. */
describe('the stand-in of Xero refuses', () => {
  let xero: XeroBooks;
  let contact: string;
  beforeEach(async () => {
    xero = await openXero();
    contact = (await xero.connection.suppliers?.create({ key: 's', name: 'Northern' }, 'x'))?.id ?? '';
  });
  afterEach(() => xero.close());

  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const token = xero.vault.history.at(-1)?.['accessToken'] ?? '';
    const response = await fetch(`${xero.url}/api.xro/2.0${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'xero-tenant-id': TENANT, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }
  const good = () => draftOf(xeroBill('a'), contact);
  const put = (change: object) => send('PUT', '/Invoices', { Invoices: [{ ...good(), ...change }] });

  test('nothing that is right', async () => {
    expect((await put({})).status).toBe(200);
    expect((await send('GET', '/Invoices?page=1&createdByMyApp=true')).status).toBe(200);
  });

  test.each<[string, object, string]>([
    ['an unknown member', { Invented: 1 }, 'Invented is unknown'],
    ['a read-only member', { Total: 120 }, 'Total is read-only'],
    ['a type of no kind', { Type: 'BOGUS' }, 'none of the allowed'],
    ['a number as text', { LineItems: [{ Description: 'x', LineAmount: '1' }] }, 'is no number'],
    ['a number that is too long', { InvoiceNumber: 'x'.repeat(256) }, 'InvoiceNumber is too long'],
    ['no lines', { LineItems: [] }, 'too few items'],
    ['no contact', { Contact: undefined }, 'Contact is missing'],
    ['an id that is none', { Contact: { ContactID: 'x' } }, 'is no UUID'],
    ['an unknown member in a line', { LineItems: [{ Description: 'x', Amount: 1 }] }, 'Amount is unknown'],
    ['a currency that is not subscribed', { CurrencyCode: 'CHF' }, 'not subscribed'],
    ['a line that does not multiply', { LineItems: [{ ...good0(), Quantity: 2 }] }, 'does not match the expected line total'],
    ['half a penny', { LineItems: [{ ...good0(), UnitAmount: 1.005, LineAmount: 1.005 }] }, 'expected line total'],
    ['a tax rate of sales', { LineItems: [{ ...good0(), TaxType: 'OUTPUT2' }] }, 'OUTPUT2'],
    ['a bank account', { LineItems: [{ ...good0(), AccountCode: '090' }] }, '090'],
  ])('%s', async (_words, change, words) => {
    const answer = await put(change);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(words)]);
    expect(xero.books.count('SELECT count(*) FROM document')).toBe(0);
  });

  test('unknown questions, headers, kinds of body, logins and organisations', async () => {
    expect((await send('GET', '/Invoices?invented=1')).text).toContain('invented is unknown');
    expect((await send('GET', '/Invoices?page=x')).text).toContain('no integer');
    expect((await send('GET', '/Invoices?where=Contact.Name%3D%3D%22x%22')).text).toContain('QueryParseException');
    expect((await send('GET', '/Accounts', undefined, { 'x-invented': '1' })).text).toContain('x-invented is unknown');
    expect((await send('PUT', '/Invoices', '{}', { 'content-type': 'text/plain' })).text).toContain('not allowed');
    expect((await send('PUT', '/Invoices', '{"Invoices"')).status).toBe(400);
    expect((await send('PUT', '/Invoices', { Invoices: [good()] }, { 'idempotency-key': 'x'.repeat(129) })).text).toContain('too long');
    expect((await send('GET', '/Accounts', undefined, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await send('GET', '/Accounts', undefined, { 'xero-tenant-id': 'x' })).status).toBe(403);
  });

  test('an idempotency key with another body, and replays it with the same', async () => {
    const key = { 'idempotency-key': 'k' };
    const first = await send('PUT', '/Invoices', { Invoices: [good()] }, key);
    expect(await send('PUT', '/Invoices', { Invoices: [good()] }, key)).toEqual(first);
    expect((await send('PUT', '/Invoices', { Invoices: [{ ...good(), InvoiceNumber: 'other' }] }, key)).status).toBe(400);
    expect(xero.books.count('SELECT count(*) FROM document')).toBe(1);
  });

  test('a status that may not follow, and files that it does not take', async () => {
    const id = (JSON.parse((await put({})).text) as { Invoices: { InvoiceID: string }[] }).Invoices[0]?.InvoiceID ?? '';
    const become = (Status: string) => send('POST', `/Invoices/${id}`, { Invoices: [{ InvoiceID: id, Status }] });
    expect((await become('VOIDED')).status).toBe(400);
    expect((await become('AUTHORISED')).status).toBe(200);
    expect((await become('DELETED')).status).toBe(400);
    const attach = (name: string, size: number) =>
      send('PUT', `/Invoices/${id}/Attachments/${name}`, 'x'.repeat(size), { 'content-type': 'application/octet-stream' });
    expect((await attach('a.exe', 1)).status).toBe(400);
    expect((await attach('a.pdf', 10_000_001)).status).toBe(400);
    for (let file = 0; file < 10; file += 1) expect((await attach(`${file}.pdf`, 1)).status).toBe(200);
    expect((await attach('0.pdf', 2)).status).toBe(200);
    expect((await attach('eleven.pdf', 1)).status).toBe(400);
  });
});

/** A line as the connector sends it; built before any contact is known. */
function good0(): Record<string, unknown> {
  const [line = {}] = draftOf(xeroBill('a'), 'c')['LineItems'] as Record<string, unknown>[];
  return line;
}

test('in a process of its own it keeps what it did when it is killed, and meets faults that are armed from here', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xero-process-'));
  const first = await startFakeProcess('xero', folder);
  const books = openFakeBooks(folder);
  const token = (port: number) =>
    fetch(`http://127.0.0.1:${port}/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: FIRST_REFRESH_TOKEN }),
    });
  expect((await token(first.port)).status).toBe(200);
  books.arm('token', { kind: 'status', status: 503 });
  expect((await token(first.port)).status).toBe(503);
  await first.kill();
  const second = await startFakeProcess('xero', folder, first.port);
  expect([second.port, (await token(second.port)).status, books.requests('token').length]).toEqual([first.port, 200, 2]);
  await second.close();
  books.close();
  rmSync(folder, { recursive: true });
});
