import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Currency } from '../../../src-main/contract/index.ts';
import { type Dovecot, dovecotInstalled, startDovecot } from '../../support/dovecot.ts';
import { mailMessage } from '../../support/mail-message.ts';
import { drawReceipt, receiptOf } from '../../support/receipts.ts';
import { startEngine, type TestEngine } from '../../support/start-engine.ts';

describe.skipIf(!dovecotInstalled)('a mailbox and a folder of the same client', () => {
  let server: Dovecot;
  let running: TestEngine;

  beforeAll(async () => {
    server = await startDovecot();
    running = await startEngine();
  });
  afterAll(async () => {
    await running.close();
    await server.stop();
  });

  test('the same file by mail and by folder is one document with two sources, posted once', async () => {
    const { client, engine, folder } = running;
    const receipt = await drawReceipt(receiptOf(3));
    const watch = join(folder, 'arriving');
    mkdirSync(watch);
    writeFileSync(join(watch, 'from-the-scanner.jpg'), receipt);
    await server.append(mailMessage('Your receipt', [{ name: 'receipt.jpg', type: 'image/jpeg', bytes: receipt }]));
    const owner = await client.clients.create({
      name: 'Two Ways Ltd',
      currency: Currency.parse('GBP'),
      watch,
      ledger: `hledger:${join(folder, 'books.journal')}`,
    });
    const settings = {
      host: '127.0.0.1',
      port: server.port,
      security: 'plain-loopback' as const,
      user: server.user,
      password: server.password,
      folder: 'INBOX',
    };
    expect((await client.sources.testMailbox(settings)).words).toMatch(/1 message/);
    await client.sources.addMailbox({ clientId: owner.id, settings });

    for (const source of await client.sources.list({ clientId: owner.id })) await client.sources.rescan({ id: source.id });
    await engine.untilIdle();

    const { rows } = await client.documents.list({});
    expect(rows).toHaveLength(1);
    const [row] = rows;
    if (!row) throw new Error('no document');
    const document = await client.documents.get({ id: row.id });
    expect(document.arrivals.map(({ via }) => via).sort()).toEqual(['folder', 'mailbox']);
    const { balance } = await client.insight.home({});
    expect(balance).toMatchObject({ arrived: 2, duplicates: 1, balances: true });
    expect((await client.postings.list({})).rows.length).toBeLessThanOrEqual(1);
    // The message itself is kept too, and stands in the intake ledger.
    expect((await client.insight.arrivals({})).rows.map(({ outcome }) => outcome).sort()).toEqual(['document', 'duplicate', 'message']);
    expect((await server.flags())[0]).not.toContain('\\Seen');
  });

  test('the password of a mailbox is in no answer of the contract', async () => {
    const answers = JSON.stringify([
      await running.client.sources.list({}),
      await running.client.audit.list({}),
      await running.client.system.doctor(),
    ]);
    expect(answers).not.toContain(server.password);
  });
});
