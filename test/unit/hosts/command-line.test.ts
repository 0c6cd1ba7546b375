import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../../src-main/adapters/log.ts';
import { COMMANDS } from '../../../src-main/hosts/cli/commands/index.ts';
import { runCommandLine } from '../../../src-main/hosts/cli/run-command.ts';

const UNUSED = join(tmpdir(), 'tickmark-never-made');

async function type(args: readonly string[]) {
  const outcome = { out: '', err: '' };
  const io = {
    log: createLog({ level: 'silent' }),
    out: (text: string) => {
      outcome.out += text;
    },
    err: (text: string) => {
      outcome.err += text;
    },
    readSecret: async () => '',
  };
  const code = await runCommandLine(args, io, join(import.meta.dirname, '..', '..', '..'));
  return { ...outcome, code };
}

test.each([
  ['no command', []],
  ['an unknown command', ['frobnicate']],
  ['the data before an unknown command', ['--data', UNUSED, 'frobnicate']],
  ['half a command', ['queue']],
  ['a name of the language, not of a command', ['constructor']],
  ['an unknown option', ['client', 'list', '--frobnicate']],
  ['a missing option', ['client', 'add', 'Ada']],
  ['a currency that is none', ['client', 'add', 'Ada', '--currency', 'pounds', '--ledger', 'hledger:a']],
  ['a ledger without a kind', ['client', 'add', 'Ada', '--currency', 'EUR', '--ledger', 'a.journal']],
  ['a correction of no field', ['queue', 'correct', 'abcd', 'colour=red']],
  ['a rejection without a reason', ['queue', 'reject', 'abcd']],
  ['examples of nobody', ['examples', 'export']],
  ['a reader that is none', ['read', 'a.jpg', '--reader', 'abbyy']],
  ['a reading by nobody', ['read', 'a.jpg', '--reader', 'tesseract', '--no-second-reader']],
  ['languages that are none', ['read', 'a.jpg', '--languages', 'German!']],
  ['a setting that is none', ['settings', 'colour=red']],
  ['a setting of no reader', ['settings', 'reader=abbyy']],
  ['a setting of no language', ['settings', 'languages=']],
  ['a document to be read again by nobody', ['queue', 'read-again', 'abcd', '--reader', 'me']],
  ['a port that is none', ['serve', '--port', '99999']],
  ['a mail port that is none', ['mailbox', 'test', '--host', 'a', '--user', 'b', '--port', 'abc']],
  ['a security that is none', ['mailbox', 'test', '--host', 'a', '--user', 'b', '--security', 'none']],
  ['a mailbox without a password', ['mailbox', 'test', '--host', 'a', '--user', 'b']],
])('%s is told on stderr with exit code 2, and nothing is opened', async (_name, args) => {
  const { code, out, err } = await type([...args, '--data', UNUSED]);
  expect([code, out]).toEqual([2, '']);
  expect(err.length).toBeGreaterThan(20);
  expect(err).not.toMatch(/\n\s+at |Invalid|NaN/);
  expect(existsSync(UNUSED)).toBe(false);
});

test('every command has help with an example', async () => {
  const commands = (await Promise.all(Object.values(COMMANDS).map((load) => load()))).flat();
  expect(commands).toHaveLength(27);
  const overall = await type(['--help']);
  expect(overall.code).toBe(0);
  for (const { name, summary, examples } of commands) {
    expect(overall.out).toContain(`${name.padEnd(8)}`.trim());
    expect(overall.out).toContain(summary);
    expect(examples.length, name).toBeGreaterThan(0);
  }
  const one = await type(['queue', 'correct', '--help']);
  expect([one.code, one.err]).toEqual([0, '']);
  expect(one.out).toContain('FIELD=VALUE');
});

test.each(['client', 'queue', 'mailbox', 'audit'])('%s with --help shows the help of each of its commands', async (first) => {
  const { code, out, err } = await type([first, '--help']);
  expect([code, err]).toEqual([0, '']);
  for (const { name } of (await COMMANDS[first]?.()) ?? []) expect(out).toContain(`tickmark -- ${name}`);
});

test('names that would act on the terminal are shown, not obeyed', async () => {
  const { code, out } = await type(['read', 'gone\u001b[2J\u202e\nsecond.jpg']);
  expect(code).toBe(1);
  expect(out.split('\n')[0]).toBe('gone\ufffd[2J\ufffd\ufffdsecond.jpg');
  expect((await type(['evil\u001b[2J'])).err).not.toContain('\u001b');
});

test('a currency that is none is told as one, though it has three letters', async () => {
  const { code, err } = await type(['client', 'add', 'Ada', '--currency', 'XYZ', '--ledger', 'hledger:a']);
  expect(code).toBe(2);
  expect(err).toMatch(/^--currency wants a code of ISO 4217/);
});

test('the options of every command may stand before its name', async () => {
  const { code, out } = await type(['--data', UNUSED, '--help', 'queue', 'show']);
  expect([code, out.split('\n')[0]]).toEqual([0, 'Show everything about one document.']);
  expect((await type(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
