import { afterEach, describe, expect, it } from 'vitest';
import { DocumentId } from '../../../src-main/contract/index.ts';
import { clearDesks, codeOf, doubtful, fresh, openDesk } from './desk.ts';

afterEach(clearDesks);

describe('duplicates', () => {
  const bill = { supplier: 'Northern Dairy Supplies', number: '55012', total: '12.00' };

  it('of two that arrive together only the later one waits', async () => {
    const desk = await openDesk();
    const [first, second] = await Promise.all([
      desk.drop(fresh({ ...bill, extra: ['copy one'] })),
      desk.drop(fresh({ ...bill, extra: ['copy two'] })),
    ]);
    await desk.engine.untilIdle();
    const states = await Promise.all([desk.get(first), desk.get(second)]);
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['posted', 'review']));
    expect(states.find(({ state }) => state === 'review')).toMatchObject({ group: 'Probably a duplicate' });
    expect(desk.ledger.held).toHaveLength(1);
  });

  it('the same picture under other bytes waits', async () => {
    const desk = await openDesk();
    await desk.walked(fresh({ extra: ['picture: one'] }));
    const again = await desk.walked(fresh({ extra: ['picture: one'] }));
    expect(again).toMatchObject({ state: 'review', group: 'Probably a duplicate' });
    expect(again.reason).toMatch(/^This is the same picture as /);
  });

  it('one that waits for another reason learns that its twin was posted meanwhile, and cannot be approved unseen', async () => {
    const desk = await openDesk();
    // The earlier one is slow: its twin is checked first and waits for another reason.
    let open: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      open = resolve;
    });
    desk.readers.before = (name) => (name === 'slow.jpg' ? held : undefined);
    desk.readers.guess = () => [];
    const slow = await desk.drop(fresh({ ...bill, extra: ['copy one'] }), 'slow.jpg');
    const twin = await desk.drop(fresh({ ...bill, extra: ['copy two'] }), 'twin.jpg');
    await expect.poll(async () => (await desk.get(twin)).state).toBe('review');
    const seen = await desk.get(twin);
    expect(seen.group).toBe('Which account?');
    desk.readers.guess = () => [{ category: 'groceries', p: 0.9 }];
    open();
    await desk.engine.untilIdle();
    expect((await desk.get(slow)).state).toBe('posted');
    expect(await desk.get(twin)).toMatchObject({ state: 'review', group: 'Probably a duplicate' });
    expect(await codeOf(desk.approve(seen))).toBe('version_conflict');
    expect(desk.ledger.held).toHaveLength(1);
  });
});

describe('a correction', () => {
  it('decides where the next document of the supplier goes, once it is approved', async () => {
    const desk = await openDesk();
    const supplier = 'Bright Bean Roasters';
    const first = await desk.walked(doubtful({ supplier }));
    expect(first).toMatchObject({ state: 'review', account: '5010' });
    const corrected = await desk.api.review.correct({ document: first, changes: { account: '6400' } });
    expect(corrected).toMatchObject({ state: 'review', account: '6400', coding: { p: 1, why: 'You chose it.' } });
    await desk.approve(corrected);
    const next = await desk.walked(fresh({ supplier: supplier.toUpperCase() }));
    expect(next).toMatchObject({ state: 'posted', account: '6400', touchless: true });
    expect(next.coding?.why).toBe('The last document from this supplier went here.');
  });

  it('of values is checked again, kept canonical and stays through a new reading', async () => {
    const desk = await openDesk();
    const first = await desk.walked(doubtful());
    const corrected = await desk.api.review.correct({
      document: first,
      changes: { total: '1.240,5', net: '1.200,50', tax: '40', date: '3 jan 2026', supplier: 'Quay Bistro' },
    });
    expect(corrected.extraction?.fields).toMatchObject({ total: { value: '1240.50', p: 1 }, date: { value: '2026-01-03' } });
    expect(corrected).toMatchObject({ total: '1240.50', supplier: 'Quay Bistro', version: first.version + 1 });
    await desk.api.documents.readAgain({ id: first.id });
    await desk.engine.untilIdle();
    expect(await desk.get(first.id)).toMatchObject({ state: 'review', total: '1240.50', date: '2026-01-03', supplier: 'Quay Bistro' });
  });

  it.each([
    [{ total: 'twelve' }, 'total'],
    [{ date: '31.4.' }, 'date'],
    [{ currency: 'XXX' }, 'currency'],
    [{ account: '9999' }, 'account'],
    [{ taxCode: 'gone' }, 'taxCode'],
    [{ iban: 'DE00' }, 'iban'],
    [{ type: 'poem' }, 'type'],
  ])('that makes no sense is refused and changes nothing: %j', async (changes, field) => {
    const desk = await openDesk();
    const before = await desk.walked(doubtful());
    const error = await desk.api.review.correct({ document: before, changes }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'invalid_input', data: { details: { field } } });
    expect(await desk.get(before.id)).toEqual(before);
  });

  it('on an older version than the present one is refused', async () => {
    const desk = await openDesk();
    const before = await desk.walked(doubtful());
    await desk.api.review.correct({ document: before, changes: { number: '1' } });
    expect(await codeOf(desk.api.review.correct({ document: before, changes: { number: '2' } }))).toBe('version_conflict');
    expect(await codeOf(desk.approve(before))).toBe('version_conflict');
    expect(await codeOf(desk.api.review.reject({ documents: [before], reason: 'x' }))).toBe('version_conflict');
  });

  it('types in a document that could not be read, which can then be approved', async () => {
    const desk = await openDesk();
    const empty = await desk.walked(new Uint8Array(0));
    expect(await codeOf(desk.approve(empty))).toBe('fields_missing');
    const changes = { supplier: 'Dock Street Bakery', date: '2026-03-01', total: '12.00', type: 'receipt', account: '5010' };
    const typed = await desk.api.review.correct({ document: empty, changes });
    await desk.api.review.approve({ documents: [typed], undoSeconds: 600 });
    const undone = await desk.api.review.undo({ id: empty.id });
    expect(shown(undone)).toEqual(shown(typed));
    await desk.approve(undone);
    await desk.engine.untilIdle();
    const posted = await desk.get(empty.id);
    expect(posted).toMatchObject({ state: 'posted', supplier: 'Dock Street Bakery', total: '12.00' });
    expect(posted.problem).toBeUndefined();
  });
});

describe('an approval', () => {
  it('posts once', async () => {
    const desk = await openDesk();
    const detail = await desk.walked(doubtful());
    const [approved] = await desk.approve(detail);
    expect(approved).toMatchObject({ state: 'posting', touchless: false });
    await desk.engine.untilIdle();
    expect(await desk.get(detail.id)).toMatchObject({ state: 'posted', posting: { state: 'verified', attempts: 1 } });
    expect(desk.ledger.held).toHaveLength(1);
  });

  it('given twice at the same time is one posting', async () => {
    const desk = await openDesk();
    const detail = await desk.walked(doubtful());
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => codeOf(desk.approve(detail))));
    expect(outcomes.filter((code) => code === 'no error')).toHaveLength(1);
    expect(outcomes.filter((code) => code === 'version_conflict')).toHaveLength(7);
    await desk.engine.untilIdle();
    expect(desk.ledger.held).toHaveLength(1);
    expect((await desk.api.postings.list({})).total).toBe(1);
  });

  it('of a pile leaves the one that lacks a value in the queue', async () => {
    const desk = await openDesk();
    const [good, bad] = [await desk.walked(doubtful()), await desk.walked(new Uint8Array(0))];
    const approved = await desk.approve(good, bad);
    expect(approved.map(({ id }) => id)).toEqual([good.id]);
    await desk.engine.untilIdle();
    expect((await desk.get(good.id)).state).toBe('posted');
    expect(await desk.get(bad.id)).toEqual(bad);
  });

  it('can be taken back before it is posted, which restores the document exactly, and not afterwards', async () => {
    const desk = await openDesk();
    const detail = await desk.walked(doubtful());
    await desk.api.review.approve({ documents: [detail], undoSeconds: 600 });
    expect((await desk.get(detail.id)).undoUntil).toBeDefined();
    const undone = await desk.api.review.undo({ id: detail.id });
    expect(shown(undone)).toEqual(shown(detail));
    desk.clock.forward(700_000);
    await desk.engine.untilIdle();
    expect(desk.ledger.held).toHaveLength(0);
    await desk.approve(undone);
    await desk.engine.untilIdle();
    expect(desk.ledger.held.map(({ entry }) => entry.key)).toEqual([`${detail.id}:g2`]);
    expect(await codeOf(desk.api.review.undo({ id: detail.id }))).toBe('not_allowed_in_state');
  });

  it('that is taken back teaches nothing', async () => {
    const desk = await openDesk();
    const supplier = 'Fairway Fuels';
    const first = await desk.walked(doubtful({ supplier }));
    const corrected = await desk.api.review.correct({ document: first, changes: { account: '6300' } });
    await desk.api.review.approve({ documents: [corrected], undoSeconds: 600 });
    await desk.api.review.undo({ id: first.id });
    expect(await desk.walked(fresh({ supplier }))).toMatchObject({ account: '5010' });
  });

  it('is refused for what is on its way, posted, set aside or not there', async () => {
    const desk = await openDesk();
    const posted = await desk.walked(fresh());
    expect(posted.state).toBe('posted');
    expect(await codeOf(desk.approve(posted))).toBe('not_allowed_in_state');
    const waiting = await desk.walked(doubtful());
    const { documents } = await desk.api.review.reject({ documents: [waiting], reason: 'private' });
    const [rejected] = documents;
    if (!rejected) throw new Error('nothing was set aside');
    expect(await codeOf(desk.approve(rejected))).toBe('not_allowed_in_state');
    const nowhere = DocumentId.parse('0195a000-0000-7000-8000-0000000000ff');
    expect(await codeOf(desk.approve({ id: nowhere, version: 1 }))).toBe('not_found');
  });
});

/** What a person sees of a document; version, time of change and history go on. */
function shown({ version: _v, changedAt: _c, history: _h, ...rest }: object & Record<string, unknown>): object {
  return rest;
}

describe('taking back', () => {
  it('a correction restores the values exactly, one after the other', async () => {
    const desk = await openDesk();
    const before = await desk.walked(doubtful());
    const once = await desk.api.review.correct({ document: before, changes: { total: '99.00', account: '6400', supplier: 'Quay Bistro' } });
    const twice = await desk.api.review.correct({ document: once, changes: { date: '2026-01-05' } });
    expect(shown(twice)).not.toEqual(shown(once));
    expect(shown(await desk.api.review.undo({ id: before.id }))).toEqual(shown(once));
    expect(shown(await desk.api.review.undo({ id: before.id }))).toEqual(shown(before));
    expect(await codeOf(desk.api.review.undo({ id: before.id }))).toBe('not_allowed_in_state');
  });

  it('takes the last decision back, also where the clock was put back a day in between', async () => {
    const desk = await openDesk();
    const before = await desk.walked(doubtful());
    const once = await desk.api.review.correct({ document: before, changes: { number: '1' } });
    const later = await desk.restart({ before: () => desk.clock.forward(-86_400_000) });
    await later.api.review.correct({ document: once, changes: { number: '2' } });
    expect(await later.api.review.undo({ id: before.id })).toMatchObject({ number: '1' });
    expect(await later.api.review.undo({ id: before.id })).toMatchObject({ number: before.number });
  });

  it('what was typed into a document that could not be read leaves it as it was', async () => {
    const desk = await openDesk();
    const before = await desk.walked(new Uint8Array(0));
    await desk.api.review.correct({ document: before, changes: { supplier: 'Dock Street Bakery', total: '12.00', account: '5010' } });
    expect(shown(await desk.api.review.undo({ id: before.id }))).toEqual(shown(before));
  });

  it('a rejection restores the document exactly', async () => {
    const desk = await openDesk();
    const before = await desk.walked(doubtful());
    await desk.api.review.reject({ documents: [before], reason: 'private' });
    expect(await desk.get(before.id)).toMatchObject({ state: 'rejected', reason: 'private' });
    expect(await desk.balance()).toMatchObject({ rejected: 1, balances: true });
    expect(shown(await desk.api.review.undo({ id: before.id }))).toEqual(shown(before));
  });

  it("a correction of what the ledger refused leaves the ledger's words", async () => {
    const desk = await openDesk();
    const { EngineError } = await import('../../../src-main/contract/index.ts');
    const { throwing } = await import('../../support/scripted-ledger.ts');
    desk.ledger.beforeCreate = throwing(() => new EngineError('ledger_rejected', { note: 'The period is closed.' }));
    const before = await desk.walked(fresh());
    expect(before).toMatchObject({ state: 'review', group: 'Refused by the ledger' });
    await desk.api.review.correct({ document: before, changes: { date: '2026-02-01' } });
    expect(shown(await desk.api.review.undo({ id: before.id }))).toEqual(shown(before));
  });
});

it('the queue shows what waits, most serious first, and nothing else', async () => {
  const desk = await openDesk();
  const seller = 'Northern Dairy Supplies';
  await desk.walked(fresh({ supplier: seller, number: '70001' }));
  await desk.walked(doubtful());
  const twin = await desk.walked(fresh({ supplier: seller, number: '70001', extra: ['again'] }));
  await desk.walked(new Uint8Array(0));
  const queue = await desk.api.review.queue({});
  expect(queue).toMatchObject({ left: 3, arrivedToday: 4 });
  expect(queue.groups.map(({ group }) => group)).toEqual(['Probably a duplicate', 'New supplier', 'Could not be read']);
  expect(queue.groups[0]?.documents.map(({ id }) => id)).toEqual([twin.id]);
});
