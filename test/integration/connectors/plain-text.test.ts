import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LocalDate } from '../../../src-main/contract/index.ts';
import type { LedgerConnection, LedgerEntry, LedgerReference } from '../../../src-main/engine/ports.ts';
import type { PlainTextCase } from './plain-text-books.ts';
import { bill, CASES, original, today } from './plain-text-books.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-books-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inBooks = (...names: string[]) => join(folder, 'books.tickmark', ...names);
const postedText = (kind: PlainTextCase, name: string) => readFileSync(inBooks('posted', name + kind.extension), 'utf8');
const journalOf = (kind: PlainTextCase) => join(folder, `books${kind.extension}`);
const note = { reason: 'posted twice', today };

async function posted(ledger: LedgerConnection, entry: LedgerEntry): Promise<LedgerReference> {
  const reference = await ledger.create(entry);
  await ledger.attachments?.attach(reference, original(), entry.key);
  return reference;
}

const VARIANTS = CASES.flatMap((kind) => [
  ...(kind.installed ? [{ ...kind, name: `${kind.id}, with its program` }] : []),
  { ...kind, name: `${kind.id}, without`, open: (at: string, settings = {}) => kind.open(at, { ...settings, without: true }) },
]);

describe.each(VARIANTS)('$name', (kind) => {
  test('the document lies beside the books under the name that the entry tells, once, and a change to it is reported', async () => {
    const ledger = kind.open(folder);
    const entry = bill('linked', { document: { ...bill('x').document, name: 'Rechnung 7; "rot".pdf' } });
    const reference = await posted(ledger, entry);
    await ledger.attachments?.attach(reference, original(), entry.key);
    expect(readdirSync(inBooks('documents'))).toEqual(['linked.g1.Rechnung-7-rot.pdf']);
    expect(postedText(kind, 'linked.g1')).toContain('../documents/linked.g1.Rechnung-7-rot.pdf');
    const [attached, ...others] = (await ledger.attachments?.list(reference)) ?? [];
    expect([attached?.key, attached?.size, others]).toEqual([entry.key, 8, []]);
    expect(attached && String(Buffer.from((await ledger.attachments?.read?.(reference, attached)) ?? []))).toBe('original');
    expect(await ledger.verify(reference, entry)).toEqual([]);
    writeFileSync(inBooks('documents', 'linked.g1.Rechnung-7-rot.pdf'), 'other');
    expect((await ledger.verify(reference, entry))[0]).toContain('was changed');
    await expect(ledger.attachments?.attach(reference, original(), entry.key)).rejects.toMatchObject({ code: 'ledger_rejected' });
  });

  test('an entry of an open period is moved out of the books; asking again changes nothing', async () => {
    const ledger = kind.open(folder);
    const [first, second] = [bill('a'), bill('b')];
    const reference = await posted(ledger, first);
    await posted(ledger, second);
    expect(await ledger.undo?.(reference, first, note)).toBe('voided');
    expect(await ledger.undo?.(reference, first, note)).toBe('voided');
    expect(readdirSync(inBooks('voided'))).toEqual([`a.g1${kind.extension}`]);
    expect(await ledger.findByKey(first.key)).toEqual([]);
    expect(await ledger.findByKey(second.key)).toHaveLength(1);
    expect(await ledger.undo?.(reference, bill('never'), note)).toBe('already-gone');
    expect(kind.installed ? kind.complaint(journalOf(kind)) : '').toBe('');
  });

  test('an entry of a reported period is taken back by one of today, and both stay', async () => {
    const before = bill('old');
    await posted(kind.open(folder), before);
    const ledger = kind.open(folder, { lockedThrough: '2026-11-30' });
    const reference = { reference: '' };
    expect(await ledger.undo?.(reference, before, note)).toBe('reversed');
    expect(await ledger.undo?.(reference, before, { ...note, today: '2026-12-02' as LocalDate })).toBe('reversed');
    const reversal = postedText(kind, 'old.g1~reversal');
    for (const part of ['2026-12-01', 'posted twice', '-100.00 GBP', ' 120.00 GBP']) expect(reversal).toContain(part);
    expect(postedText(kind, 'old.g1')).toContain(' 100.00 GBP');
    expect(await ledger.findByKey(before.key)).toEqual([]);
    expect(kind.installed ? kind.complaint(journalOf(kind)) : '').toBe('');
    await expect(ledger.undo?.(reference, bill('x'), note)).resolves.toBe('already-gone');
  });

  test('what a person has changed is taken back as it stands, or left to them', async () => {
    const [changed, torn] = [bill('changed'), bill('torn')];
    for (const entry of [changed, torn]) await posted(kind.open(folder), entry);
    const path = (name: string) => inBooks('posted', name + kind.extension);
    writeFileSync(path('changed.g1'), postedText(kind, 'changed.g1').replace('120.00', '130.00').replace('100.00', '110.00'));
    writeFileSync(path('torn.g1'), postedText(kind, 'torn.g1').replace('120.00', '999.00'));
    const ledger = kind.open(folder, { lockedThrough: '2026-11-30', without: true });
    expect(await ledger.undo?.({ reference: '' }, changed, note)).toBe('reversed');
    expect(postedText(kind, 'changed.g1~reversal')).toContain('-110.00 GBP');
    await expect(ledger.undo?.({ reference: '' }, torn, note)).rejects.toMatchObject({ code: 'ledger_rejected' });
  });

  test('nothing is written on or before the day that the books are reported up to, whoever says so', async () => {
    const open = kind.open(folder, { lockedThrough: '2026-11-11' });
    const there = bill('there');
    await open.create(there);
    expect(await open.preflight?.(there)).toEqual([]);
    writeFileSync(inBooks('locked-through'), '2026-11-12\n');
    expect((await open.lists?.())?.lockedThrough).toBe('2026-11-12');
    expect(await open.preflight?.(bill('late'))).toMatchObject([{ code: 'period_locked' }]);
    await expect(open.create(bill('late'))).rejects.toMatchObject({ code: 'ledger_period_locked' });
    expect(await open.create(there)).toEqual((await open.findByKey(there.key))[0]);
    await open.create(bill('later', { date: '2026-11-13' as LocalDate }));
    writeFileSync(inBooks('locked-through'), 'March');
    await expect(open.create(bill('never'))).rejects.toMatchObject({ code: 'ledger_broken' });
  });

  test('a dry run names every file that would change, and writes none', async () => {
    const ledger = kind.open(folder);
    const entry = bill('plan');
    const plan = await ledger.plan?.(entry);
    const targets = [
      `books${kind.extension}`,
      `books.tickmark/accounts${kind.extension}`,
      `books.tickmark/posted/plan.g1${kind.extension}`,
    ];
    expect(plan?.changes.map(({ target }) => target)).toEqual(targets);
    expect(readdirSync(folder)).toEqual([]);
    await ledger.create(entry);
    for (const { target, after } of plan?.changes ?? []) expect(readFileSync(join(folder, target), 'utf8')).toBe(after);
    expect((await ledger.plan?.(entry))?.changes).toEqual([]);
    const more = await ledger.plan?.(bill('more', { accounts: [...entry.accounts, { account: 'assets:bank', kind: 'asset' }] }));
    expect(more?.changes.map(({ before }) => before === undefined)).toEqual([false, true]);
  });

  test('forty at once are forty entries; one that is refused harms no other', async () => {
    const ledger = kind.open(folder);
    const entries = Array.from({ length: 40 }, (_, index) => bill(`n${index}`));
    const bad = bill('bad', {
      legs: [
        { account: 'assets:vat input', minor: 1 },
        { account: 'liabilities:payable', minor: 1 },
      ],
    });
    const outcomes = await Promise.allSettled([...entries.slice(0, 20), bad, ...entries.slice(20)].map((entry) => ledger.create(entry)));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(outcomes[20]).toMatchObject({ reason: { code: 'ledger_rejected' } });
    const verified = await Promise.all(entries.map((entry) => ledger.verify({ reference: '' }, entry)));
    expect(verified.flat()).toEqual([]);
    // Asked again, the program is really asked again.
    expect((await Promise.all(entries.map((entry) => ledger.verify({ reference: '' }, entry)))).flat()).toEqual([]);
    expect((await Promise.all(entries.map(({ key }) => ledger.findByKey(key)))).flat()).toHaveLength(40);
    expect(readdirSync(inBooks('posted')).filter((name) => name.startsWith('.tmp-'))).toEqual([]);
  });

  test('the journal, its accounts and its past entries are told to the coding', async () => {
    writeFileSync(join(folder, `more${kind.extension}`), PAST[kind.id].included);
    writeFileSync(journalOf(kind), PAST[kind.id].main);
    const ledger = kind.open(folder);
    await ledger.create(bill('ours', { currency: 'EUR' as LedgerEntry['currency'] }));
    const lists = await ledger.lists?.();
    expect(lists?.currency).toBe('EUR');
    expect(lists?.suppliers.map(({ name }) => name)).toEqual(['Bahn', 'Café "Zoo"', 'Papier & Co']);
    const names = kind.id === 'beancount' ? ['Expenses:Reise', 'Assets:Bank'] : ['expenses:reise', 'assets:bank'];
    expect(lists?.accounts).toEqual(expect.arrayContaining([expect.objectContaining({ ref: names[0], kind: 'expense' })]));
    expect(lists?.accounts).toEqual(expect.arrayContaining([expect.objectContaining({ ref: names[1], kind: 'asset' })]));
    const history = (await ledger.history?.()) ?? [];
    expect(history.map(({ date, payee, description }) => [date, payee, description])).toEqual([
      ['2026-03-05', 'Papier & Co', 'paper'],
      ['2026-02-01', 'Bahn', 'ticket'],
      ['2026-01-31', 'Café "Zoo"', ''],
    ]);
    expect(history[1]?.account).toBe(names[0]);
  });
});

const PAST = {
  hledger: {
    main: 'include more.journal\naccount expenses:reise  ; type:X\naccount büro  ; type:X\naccount assets:bank\naccount expenses:food\ncommodity 1000.00 EUR\n\n2026-02-01 * (12) Bahn | ticket  ; x\n    expenses:reise     40.00 EUR\n    assets:bank\n',
    included:
      '2026/03/05 ! Papier & Co | paper\n    (budget)  1\n    büro  7.00 EUR\n    assets:bank  -7.00 EUR\naccount budget\n\n2026-01-31 Café "Zoo"\n    expenses:food  3.00 EUR\n    assets:bank\n'.replace(
        '    (budget)  1\n',
        '',
      ),
  },
  ledger: {
    main: 'include more.ledger\naccount expenses:reise\naccount expenses:büro\naccount assets:bank\naccount expenses:food\ncommodity EUR\n\n2026-02-01 * (12) Bahn | ticket  ; x\n    expenses:reise     40.00 EUR\n    assets:bank\n',
    included:
      '2026/03/05 ! Papier & Co | paper\n    expenses:büro  7.00 EUR\n    assets:bank  -7.00 EUR\n\n2026-01-31 Café "Zoo"\n    expenses:food  3.00 EUR\n    assets:bank\n',
  },
  beancount: {
    main: 'include "more.beancount"\n2020-01-01 open Expenses:Reise\n2020-01-01 open Expenses:Büro EUR\n2020-01-01 open Assets:Bank\n2020-01-01 open Expenses:Food\n\n2026-02-01 * "Bahn" "ticket" #tag\n  Expenses:Reise     40.00 EUR\n  Assets:Bank\n',
    included:
      '2026-03-05 ! "Papier & Co" "paper"\n  Expenses:Büro  7.00 EUR\n  Assets:Bank  -7.00 EUR\n\n2026-01-31 txn "Café \\"Zoo\\"" ""\n  Expenses:Food  3.00 EUR\n  Assets:Bank\n',
  },
} as const;

/** What a user may write below our include lines that one of several entries breaks, though our own rules see nothing wrong with it. */
const STATEMENTS = {
  hledger: '\naccount assets:special\n\n2026-12-31 * statement\n    assets:special  0 GBP = 0 GBP\n',
  ledger: '\naccount assets:special\n\n2026-12-31 * statement\n    assets:special  0 GBP = 0 GBP\n    assets:special  0 GBP\n',
  beancount: '\n2026-12-31 balance Assets:Special 0 GBP\n',
} as const;

describe.each(CASES.filter(({ installed }) => installed))('$id', (kind) => {
  test('a balance that the user asserts below our lines refuses the entry that breaks it, and no other', async () => {
    const ledger = kind.open(folder);
    const special = (id: string, minor: number) =>
      bill(id, {
        legs: [
          { account: 'assets:special', minor },
          { account: 'liabilities:payable', minor: 0 - minor },
        ],
        accounts: [
          { account: 'assets:special', kind: 'asset' },
          { account: 'liabilities:payable', kind: 'liability' },
        ],
      });
    await ledger.create(special('zero', 0));
    const text = readFileSync(journalOf(kind), 'utf8');
    writeFileSync(journalOf(kind), text + STATEMENTS[kind.id]);
    const entries = [bill('a'), special('one', 1_00), bill('b'), special('less', -1_00), bill('c')];
    const outcomes = await Promise.allSettled(entries.map((entry) => ledger.create(entry)));
    // Together the two would be right; each alone is not, and one could be left alone by a crash.
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'ledger_rejected' } });
    expect(kind.complaint(journalOf(kind))).toBe('');
    const asserted = special('zero', 0);
    expect(await ledger.undo?.({ reference: '' }, asserted, note)).toBe('voided');
  });

  test.skipIf(process.platform === 'win32')('a group is one start of the program, not one an entry', async () => {
    const ledger = kind.open(folder, { program: countingPrograms(kind) });
    await ledger.create(bill('first'));
    const before = starts();
    const entries = Array.from({ length: 60 }, (_, index) => bill(`n${index}`));
    await Promise.all(entries.map((entry) => ledger.create(entry)));
    const written = starts();
    expect(written - before).toBeLessThanOrEqual(3);
    // What was written a moment ago has been read by the program; a later look asks it again, for all at once.
    for (const most of [0, 3]) {
      const asked = starts();
      expect((await Promise.all(entries.map((entry) => ledger.verify({ reference: '' }, entry)))).flat()).toEqual([]);
      expect(starts() - asked).toBeLessThanOrEqual(most);
    }
    expect(starts()).toBeGreaterThan(written);
  });

  test('an entry that only the program can refuse is refused in its words, and a path of this machine is not in them', async () => {
    writeFileSync(journalOf(kind), REFUSING[kind.id]);
    const ledger = kind.open(folder);
    const outcomes = await Promise.allSettled([bill('a'), bill('b')].map((entry) => ledger.create(entry)));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: { code: 'ledger_rejected' } });
      expect(String((outcome as PromiseRejectedResult).reason)).not.toContain(folder);
    }
    expect(readdirSync(inBooks('posted'))).toEqual([`_about${kind.extension}`]);
  });

  test('an entry that the user moved into the journal is found there, compared there and taken back by an entry', async () => {
    const ledger = kind.open(folder);
    const entry = bill('moved');
    await posted(ledger, entry);
    writeFileSync(journalOf(kind), `${readFileSync(journalOf(kind), 'utf8')}\n${postedText(kind, 'moved.g1')}`);
    rmSync(inBooks('posted', `moved.g1${kind.extension}`));
    const [found, ...others] = await ledger.findByKey(entry.key);
    expect(found?.reference).toMatch(new RegExp(`^books\\${kind.extension}:\\d+$`));
    expect(others).toEqual([]);
    expect(await ledger.create(entry)).toEqual(found);
    expect(await ledger.verify(found ?? { reference: '' }, entry)).toEqual([]);
    expect(await ledger.attachments?.list(found ?? { reference: '' })).toHaveLength(1);
    expect(await ledger.undo?.(found ?? { reference: '' }, entry, note)).toBe('reversed');
    expect(await ledger.findByKey(entry.key)).toEqual([]);
    expect(kind.complaint(journalOf(kind))).toBe('');
  });

  test('books in a folder with a space and other letters are as good as any', async () => {
    const place = join(folder, 'Büro & Söhne');
    mkdirSync(place);
    const entry = bill('a');
    const ledger = kind.open(place);
    expect(await ledger.verify(await ledger.create(entry), entry)).toEqual([]);
    expect(kind.complaint(join(place, `books${kind.extension}`))).toBe('');
  });
});

/** The real programs behind scripts that note each start. Resolves to what the connector's setting names. */
function countingPrograms(kind: PlainTextCase): string {
  const names = kind.id === 'beancount' ? ['bean-check', 'bean-query'] : [kind.id];
  const place = join(folder, 'programs');
  mkdirSync(place);
  for (const name of names) {
    const script = `#!/bin/sh\necho start >> '${join(place, 'starts')}'\nexec ${name} "$@"\n`;
    writeFileSync(join(place, name), script, { mode: 0o755 });
  }
  return kind.id === 'beancount' ? place : join(place, kind.id);
}
const starts = () => readFileSync(join(folder, 'programs', 'starts'), 'utf8').split('\n').length - 1;

/** A rule of the user's that refuses what we write: an account in another currency, closed or never to be used so. */
const REFUSING = {
  hledger:
    'account liabilities:payable\n\n2026-01-01 * nothing owed, ever\n    liabilities:payable  0 GBP = 0 GBP\n\n2027-01-01 * still\n    liabilities:payable  0 GBP = 0 GBP\n',
  ledger: 'account liabilities:payable\n    assert commodity == "EUR"\n',
  beancount: '2020-01-01 open Liabilities:Payable EUR\n',
} as const;
