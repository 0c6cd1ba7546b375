import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, expect, test } from 'vitest';
import { forkMailParser, MailParserProcess } from '../../../src-main/connectors/sources/mailbox/mail-parser-process.ts';
import { mailMessage, pdf } from '../../support/mail-message.ts';

const folder = mkdtempSync(join(tmpdir(), 'tickmark-mail-parser-'));
let parser: MailParserProcess | undefined;
let started = 0;
afterEach(() => parser?.stop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const real = (): MailParserProcess => {
  started = 0;
  parser = new MailParserProcess(() => {
    started += 1;
    return forkMailParser();
  });
  return parser;
};

/** A process that answers the first message in the given way and the next ones as it should. */
function misbehaving(name: string, body: string, deadlineMs = 20_000): MailParserProcess {
  const script = join(folder, `${name}.mjs`);
  writeFileSync(script, `process.on('message', ({ id }) => { ${body} });`);
  let first = true;
  parser = new MailParserProcess(() => {
    const child = first ? fork(script, { serialization: 'advanced' }) : forkMailParser();
    first = false;
    return child;
  }, deadlineMs);
  return parser;
}

const good = Buffer.from(mailMessage('Good', [{ name: 'a.pdf', bytes: pdf('a') }]));

test.each([
  ['crashes', 'process.kill(process.pid, "SIGSEGV")', 'reader_crashed', 20_000],
  ['ends without an answer', 'process.exit(0)', 'reader_crashed', 20_000],
  ['answers nonsense', 'process.send({ type: "parsed", id, content: { parts: 1 } })', 'reader_crashed', 20_000],
  ['answers another message', 'process.send({ type: "failed", id: id + 1, reason: "" })', 'reader_crashed', 20_000],
  ['never answers', 'for (;;);', 'reader_timeout', 500],
])('a process that %s costs one message, the next is read by a fresh one', async (name, body, code, deadlineMs) => {
  const subject = misbehaving(name, body, deadlineMs);
  await expect(subject.parse(good)).rejects.toMatchObject({ code });
  // The deadline of half a second is for the hanging process alone: a fresh start may take longer on a busy machine.
  if (deadlineMs === 20_000) expect(await subject.parse(good)).toMatchObject({ subject: 'Good', parts: [{ name: 'a.pdf' }] });
});

test('stopping answers the message in hand', async () => {
  const subject = misbehaving('stopped', 'void id;');
  const waiting = expect(subject.parse(good)).rejects.toMatchObject({ code: 'reader_crashed' });
  setTimeout(() => subject.stop(), 200);
  await waiting;
});

test('60 MB of attachments come through whole', async () => {
  const bytes = randomBytes(60 * 1024 * 1024);
  const content = await real().parse(Buffer.from(mailMessage('Large', [{ name: 'large.pdf', bytes }])));
  expect(typeof content !== 'string' && Buffer.from(content.parts[0]?.bytes ?? []).equals(bytes)).toBe(true);
});

test('600 changed bytes at a time end in an answer, and the process survives', async () => {
  const subject = real();
  const change = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { minLength: 1, maxLength: 600 });
  await fc.assert(
    fc.asyncProperty(change, async (changes) => {
      const mutated = Buffer.from(good);
      for (const { at, byte } of changes) mutated[at % mutated.length] = byte;
      expect(['string', 'object']).toContain(typeof (await subject.parse(mutated)));
    }),
    { numRuns: 80 },
  );
  expect(started).toBe(1);
});

test('the process is replaced after a hundred messages', async () => {
  const subject = real();
  for (let count = 0; count < 101; count++) await subject.parse(good);
  expect(started).toBe(2);
});
