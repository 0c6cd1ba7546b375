import { expect } from 'vitest';
import { codeOf, type Desk, doubtful, fresh } from './desk.ts';

/** One use of every procedure about ledgers and postings, on scripted books that keep records. `desk` is the desk of the running test. */
export function ledgerUses(desk: () => Desk): Record<string, () => Promise<void>> {
  const clientId = () => desk().client.id;
  const posted = async () => {
    const detail = await desk().walked(fresh());
    expect(detail.posting?.state).toBe('verified');
    return { id: detail.id, key: detail.posting?.key ?? '' };
  };
  return {
    'postings.chooseSupplier': async () => {
      const { key } = await posted();
      expect(await codeOf(desk().api.postings.chooseSupplier({ key, supplier: '7' }))).toBe('not_allowed_in_state');
    },
    'postings.undo': async () => {
      desk().ledger.takesBack = true;
      const { key, id } = await posted();
      await desk().api.postings.undo({ key, reason: 'the wrong client' });
      await desk().engine.untilIdle();
      expect(await desk().get(id)).toMatchObject({ state: 'review', group: 'Taken out of the ledger', posting: { state: 'undone' } });
      expect(desk().ledger.held).toEqual([]);
    },
    'postings.acceptDrift': async () => {
      const { key } = await posted();
      expect(await codeOf(desk().api.postings.acceptDrift({ key, reason: 'fine' }))).toBe('not_allowed_in_state');
      desk().ledger.differences = ['The total is 13.00, posted was 12.00.'];
      await desk().api.ledgers.compare({ id: clientId() });
      expect(await desk().api.postings.acceptDrift({ key, reason: 'it was corrected there' })).toMatchObject({ state: 'verified' });
    },
    'postings.plan': async () => {
      const { id } = await desk().walked(doubtful());
      const plan = await desk().api.postings.plan({ id });
      expect(plan).toMatchObject({ ledger: 'books:main', finish: 'final', problems: [], changes: [{ target: 'books:main' }] });
      expect(desk().ledger.held).toEqual([]);
      desk().ledger.problems = [{ code: 'period_locked', words: 'Closed through November.' }];
      expect((await desk().api.postings.plan({ id })).problems).toEqual([{ code: 'period_locked', words: 'Closed through November.' }]);
    },
    'ledgers.kinds': async () => {
      expect(await desk().api.ledgers.kinds()).toEqual([
        { id: 'books', title: 'Scripted books', about: 'Books in memory.', fields: [], finish: 'final', signsIn: false },
      ]);
    },
    'ledgers.get': async () => {
      expect(await desk().api.ledgers.get({ id: clientId() })).toMatchObject({
        kind: 'books',
        address: 'main',
        finish: 'final',
        secrets: [],
        abilities: { drafts: false, undo: 'none', batches: false },
      });
    },
    'ledgers.test': async () => {
      expect(await desk().api.ledgers.test({ kind: 'books', settings: {}, clientId: clientId() })).toEqual({ words: 'books in memory' });
      expect(await codeOf(desk().api.ledgers.test({ kind: 'nothing', settings: {} }))).toBe('invalid_input');
      expect(await codeOf(desk().api.ledgers.test({ kind: 'books', settings: {} }))).toBe('invalid_input');
    },
    'ledgers.connect': async () => {
      const info = await desk().api.ledgers.connect({ id: clientId(), kind: 'books', settings: {}, finish: 'draft' });
      expect(info).toMatchObject({ kind: 'books', finish: 'draft' });
      expect(await desk().api.clients.get({ id: clientId() })).toMatchObject({ ledger: 'books:main', finish: 'draft' });
    },
    'ledgers.beginSignIn': async () => {
      expect(await codeOf(desk().api.ledgers.beginSignIn({ kind: 'books', settings: {} }))).toBe('invalid_input');
    },
    'ledgers.signIn': async () => {
      expect(await codeOf(desk().api.ledgers.signIn({ id: 'none' }))).toBe('not_found');
    },
    'ledgers.refresh': async () => {
      expect((await desk().api.ledgers.refresh({ id: clientId() })).books).toBeUndefined();
    },
    'ledgers.compare': async () => {
      const { key } = await posted();
      const compare = () => desk().api.ledgers.compare({ id: clientId() });
      expect(await compare()).toMatchObject({ compared: 1, drifted: [], failed: 0 });
      desk().ledger.held.splice(0);
      expect(await compare()).toMatchObject({ compared: 1, drifted: [key] });
      expect(await desk().api.insight.home({})).toMatchObject({ postingsDrifted: 1 });
    },
    'ledgers.learn': async () => {
      expect(await codeOf(desk().api.ledgers.learn({ id: clientId() }))).toBe('not_allowed_in_state');
    },
    'ledgers.batches': async () => {
      expect(await codeOf(desk().api.ledgers.batches({ id: clientId() }))).toBe('not_allowed_in_state');
    },
    'ledgers.exportBatch': async () => {
      expect(await codeOf(desk().api.ledgers.exportBatch({ id: clientId() }))).toBe('not_allowed_in_state');
    },
    'ledgers.batchFile': async () => {
      expect(await codeOf(desk().api.ledgers.batchFile({ id: clientId(), batch: '1' }))).toBe('not_allowed_in_state');
    },
    'ledgers.log': async () => {
      expect(await desk().api.ledgers.log({ id: clientId() })).toEqual([]);
    },
  };
}
