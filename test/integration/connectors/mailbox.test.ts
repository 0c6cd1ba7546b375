import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MailTiming } from '../../../src-main/connectors/sources/mailbox/client.ts';
import type { MailboxConfig } from '../../../src-main/connectors/sources/mailbox/index.ts';
import { mailboxConnector } from '../../../src-main/connectors/sources/mailbox/index.ts';
import { EngineError } from '../../../src-main/contract/index.ts';
import type { RunningSource } from '../../../src-main/engine/ports.ts';
import type { CuttingProxy } from '../../support/cutting-proxy.ts';
import { startCuttingProxy } from '../../support/cutting-proxy.ts';
import type { Dovecot } from '../../support/dovecot.ts';
import { dovecotInstalled, startDovecot } from '../../support/dovecot.ts';
import { mailMessage, pdf } from '../../support/mail-message.ts';
import { MemorySink } from '../../support/memory-sink.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';

const QUICK: MailTiming = { pollMs: 3_600_000, pauseMs: 20, pauseMaxMs: 100, loginPauseMs: 3_600_000, silenceMs: 20_000 };
const signal = new AbortController().signal;

describe.skipIf(!dovecotInstalled)('a mailbox on a real server', () => {
  let server: Dovecot;
  let proxy: CuttingProxy;
  let sink: MemorySink;
  let log = memoryLog();
  let running: RunningSource | undefined;
  beforeAll(async () => {
    server = await startDovecot();
    proxy = await startCuttingProxy(server.port);
  });
  afterAll(async () => {
    await proxy.close();
    await server.stop();
  });
  beforeEach(() => {
    sink = new MemorySink();
    log = memoryLog();
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    await server.deleteAll();
  });

  const config = (change: Partial<MailboxConfig> = {}): MailboxConfig => ({
    host: '127.0.0.1',
    port: proxy.port,
    security: 'plain-loopback',
    user: server.user,
    password: server.password,
    folder: 'INBOX',
    ...change,
  });
  const start = (change: Partial<MailboxConfig> = {}, timing = QUICK): RunningSource => {
    running = mailboxConnector(timing).start(config(change), sink, { clock: systemClock, log });
    return running;
  };
  const messages = () => sink.arrivals.filter(({ kind }) => kind === 'message');

  test('a message with two PDFs gives the message and two documents, and nothing on the server changes', async () => {
    await server.append(
      mailMessage('Bill 7', [
        { name: 'a.pdf', bytes: pdf('a') },
        { name: 'b.pdf', bytes: pdf('b') },
      ]),
    );
    await server.append(mailMessage('Bill 8', [{ name: 'c.pdf', bytes: pdf('c') }]), ['\\Flagged']);
    const before = await server.flags();
    await start().rescan();
    expect(sink.names).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
    expect(messages().map(({ name }) => name)).toEqual(['Bill 7.eml', 'Bill 8.eml']);
    expect(sink.arrivals[1]?.origin).toBe('Bill 7 · "Northern Dairy" <bills@dairy.test>');
    expect(Buffer.from(sink.arrivals[1]?.bytes ?? []).toString()).toBe(pdf('a'));
    expect(await server.flags()).toEqual(before);
    expect(before.flat()).not.toContain('\\Seen');
    expect(sink.problem).toBeUndefined();
  });

  test('a new message is noticed long before the next poll', async () => {
    await start().rescan();
    await server.append(mailMessage('New', [{ name: 'n.pdf', bytes: pdf('n') }]));
    await sink.until(() => sink.names.length === 1);
  });

  test('a message that no notice announces is found by the poll', async () => {
    start({}, { ...QUICK, pollMs: 100 });
    await sink.until(() => sink.healths.length > 0);
    await server.append(mailMessage('Polled', [{ name: 'p.pdf', bytes: pdf('p') }]));
    await sink.until(() => sink.names.length === 1);
  });

  test('a connection cut at any byte loses nothing and repeats nothing', { timeout: 110_000 }, async () => {
    const names: string[] = [];
    for (let number = 0; number < 4; number++) {
      names.push(`${number}-a.pdf`, `${number}-b.pdf`);
      const parts = ['a', 'b'].map((letter) => ({ name: `${number}-${letter}.pdf`, bytes: pdf(letter.repeat(900 + number)) }));
      await server.append(mailMessage(`Cut ${number}`, parts));
    }
    await start().rescan();
    expect(sink.names).toEqual(names);
    const whole = proxy.said;
    const offsets = Array.from({ length: Math.ceil(whole / 512) }, (_, index) => 1 + index * 512);
    expect(offsets.length).toBeGreaterThan(20);
    let cuts = 0;
    for (const offset of offsets) {
      await running?.stop();
      sink = new MemorySink();
      const before = proxy.connections;
      proxy.cutNextAfter(offset);
      start();
      await sink.until(() => sink.names.length === names.length && sink.problem === undefined && sink.healths.length > 0);
      expect(sink.names).toEqual(names);
      expect(messages()).toHaveLength(4);
      if (proxy.connections - before > 1) cuts += 1;
    }
    // A cut behind the last message may come after everything is there.
    expect(cuts).toBeGreaterThan(offsets.length - 4);
  });

  test('a connection that dies without a word is noticed, and reading goes on over a new one', async () => {
    start({}, { ...QUICK, pollMs: 200, silenceMs: 1_500 });
    await sink.until(() => sink.healths.length > 0);
    proxy.blackHole(true);
    await server.append(mailMessage('Later', [{ name: 'later.pdf', bytes: pdf('later') }]));
    await sink.until(() => sink.problem?.code === 'mail_unreachable');
    proxy.blackHole(false);
    await sink.until(() => sink.names.length === 1 && sink.problem === undefined);
  });

  test('a store that fails once leaves the cursor where it was', async () => {
    await server.append(mailMessage('One', [{ name: '1.pdf', bytes: pdf('1') }]));
    sink.failNext = new EngineError('disk_full');
    start();
    await sink.until(() => sink.names.length === 1);
    expect(sink.healths[0]?.code).toBe('disk_full');
  });

  test('after a restart only what is new is read', async () => {
    await server.append(mailMessage('Old', [{ name: 'old.pdf', bytes: pdf('old') }]));
    await start().rescan();
    await running?.stop();
    const heard = proxy.heard.length;
    await server.append(mailMessage('New', [{ name: 'new.pdf', bytes: pdf('new') }]));
    await start().rescan();
    expect(sink.names).toEqual(['new.pdf', 'old.pdf']);
    expect(proxy.heard.slice(heard).match(/BODY\.PEEK\[\]/g)).toHaveLength(1);
  });

  test('a folder with a new UIDVALIDITY is listed again, without duplicates and without loss', async () => {
    for (let number = 0; number < 12; number++)
      await server.append(mailMessage(`Mail ${number}`, [{ name: `${number}.pdf`, bytes: pdf(`${number}`) }]));
    await start().rescan();
    await running?.stop();
    const [before, cursor] = [await server.uidValidity(), sink.stored];
    await server.resetUidValidity();
    expect(await server.uidValidity()).not.toBe(before);
    await server.append(mailMessage('Mail 12', [{ name: '12.pdf', bytes: pdf('12') }]));
    await start().rescan();
    expect(sink.names).toHaveLength(13);
    expect(messages()).toHaveLength(13);
    expect(sink.stored).not.toBe(cursor);
  });

  test('a wrong password is told, tried once, and never shown', async () => {
    const before = proxy.connections;
    await start({ password: 'wrong-secret' }).rescan();
    for (let times = 0; times < 5; times++) await running?.rescan();
    expect(sink.problem?.code).toBe('mail_login_failed');
    expect(proxy.connections - before).toBe(1);
    expect(JSON.stringify([sink.healths, log.lines])).not.toContain('wrong-secret');
    await expect(mailboxConnector().test(config({ password: 'wrong-secret' }), signal)).rejects.toMatchObject({
      code: 'mail_login_failed',
    });
  });

  test('names of attachments cannot leave their place and cannot lie about their end', async () => {
    const names = ['../../x.pdf', 'C:\\\\temp\\\\y.pdf', '/etc/passwd', '=?utf-8?Q?invoice=E2=80=AEfdp.exe?=', ''];
    await server.append(
      mailMessage(
        'Names',
        names.map((name) => ({ name, bytes: pdf(name) })),
      ),
    );
    await start().rescan();
    expect(sink.arrivals.slice(1).map(({ name }) => name)).toEqual(['x.pdf', 'y.pdf', 'passwd', 'invoicefdp.exe', 'attachment-5.pdf']);
  });

  test('a message without a document is kept with its reason, logos and signatures are no documents', async () => {
    const parts = [
      { type: 'image/png', bytes: Buffer.alloc(3_000), cid: 'logo', disposition: 'inline' as const },
      { type: 'application/pkcs7-signature', name: 'smime.p7s', bytes: 'x' },
    ];
    await server.append(mailMessage('Hello', parts));
    await server.append(mailMessage('Next', [{ name: 'next.pdf', bytes: pdf('next') }]));
    await start().rescan();
    expect(sink.names).toEqual(['next.pdf']);
    expect(messages()).toHaveLength(2);
    expect(sink.ignored.map(({ reason }) => reason)).toEqual(['A signature of the message.']);
    expect(messages().map(({ reason }) => reason)).toEqual(['The message has no attachment that could be a document.', undefined]);
  });

  test('a message that cannot be taken apart is kept whole and never blocks the next', { timeout: 110_000 }, async () => {
    const many = mailMessage(
      'Many parts',
      Array.from({ length: 600 }, () => ({ name: 'x.pdf', bytes: 'x' })),
    );
    await server.append(many);
    let nested = mailMessage('Innermost', [{ name: 'inner.pdf', bytes: pdf('inner') }]);
    for (let level = 0; level < 25; level++)
      nested = mailMessage(`Level ${level}`, [{ type: 'message/rfc822', name: 'f.eml', bytes: nested }]);
    await server.append(nested);
    await server.append(mailMessage('After', [{ name: 'after.pdf', bytes: pdf('after') }]));
    await start().rescan();
    expect(sink.names).toEqual(['after.pdf']);
    expect(messages()).toHaveLength(3);
    expect(Buffer.from(messages()[0]?.bytes ?? []).toString()).toBe(many);
    expect(messages().map(({ name }) => name)).toEqual(['Many parts.eml', 'Level 24.eml', 'After.eml']);
    expect(messages()[0]?.reason).toContain('More than 500 parts');
    expect(messages()[1]?.reason).toContain('more than 20 deep');
  });

  test('documents of a forwarded message are found', async () => {
    const inner = mailMessage('Inner', [{ name: 'inner.pdf', bytes: pdf('inner') }]);
    await server.append(mailMessage('Fwd', [{ type: 'message/rfc822', name: 'inner.eml', bytes: inner }]));
    await start().rescan();
    expect(sink.names).toEqual(['inner.pdf']);
  });

  test('testing the settings tells how many messages there are, or what is wrong', async () => {
    const connector = mailboxConnector();
    await server.append(mailMessage('One', []));
    expect(await connector.test(config(), signal)).toBe('Connected: 1 message in INBOX');
    await expect(connector.test(config({ folder: 'Nowhere' }), signal)).rejects.toMatchObject({ code: 'folder_missing' });
    await expect(connector.test(config({ port: 1 }), signal)).rejects.toMatchObject({ code: 'mail_unreachable' });
    await expect(connector.test(config({ host: 'mail.example.test' }), signal)).rejects.toMatchObject({ code: 'mail_tls_failed' });
  });

  test('a server without STARTTLS never gets to see the password', async () => {
    const heard = proxy.heard.length;
    await expect(mailboxConnector().test(config({ security: 'starttls' }), signal)).rejects.toMatchObject({ code: 'mail_tls_failed' });
    expect(proxy.heard.slice(heard)).not.toMatch(/AUTHENTICATE|LOGIN/);
  });
});

describe.skipIf(!dovecotInstalled)('a mail server with a certificate', () => {
  let server: Dovecot;
  beforeAll(async () => {
    server = await startDovecot({ tls: true });
  });
  afterAll(() => server.stop());
  const test_ = (change: Partial<MailboxConfig>) =>
    mailboxConnector().test(
      {
        host: 'localhost',
        port: server.port,
        security: 'starttls',
        user: server.user,
        password: server.password,
        folder: 'INBOX',
        ...change,
      },
      signal,
    );

  test('a certificate of an authority that the user named is accepted', async () => {
    expect(await test_({ certificateAuthority: server.certificate })).toBe('Connected: 0 messages in INBOX');
  });
  test('an unknown certificate is refused', async () => {
    await expect(test_({})).rejects.toMatchObject({ code: 'mail_tls_failed' });
  });
  test('a certificate for another name is refused', async () => {
    await expect(test_({ host: '127.0.0.1', certificateAuthority: server.certificate })).rejects.toMatchObject({ code: 'mail_tls_failed' });
  });
});
