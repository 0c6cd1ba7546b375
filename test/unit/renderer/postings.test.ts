import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PostingState } from '../../../src-main/contract/document.ts';
import {
  abilityWords,
  askedWords,
  booksWords,
  comparisonWords,
  learnedWords,
  undoWords,
} from '../../../src-renderer/features/ledgers/ledger-words.ts';
import { followPile, type Pile, pileProgress } from '../../../src-renderer/features/postings/pile.ts';
import { diffLines, diffParts } from '../../../src-renderer/features/postings/plan-diff.ts';
import { planWords } from '../../../src-renderer/features/postings/plan-words.ts';
import { choiceOf, PERSON_CHOICES, personChoiceOf, STATE_CHOICES } from '../../../src-renderer/features/postings/posting-filter.ts';
import { fitting } from '../../../src-renderer/ui/cell-choice.tsx';
import { stepLook } from '../../../src-renderer/ui/posting-steps.tsx';
import { postingStateWords } from '../../../src-renderer/ui/state-chip.tsx';

describe('states of entries', () => {
  test('each state is in exactly one group, has words, and says what it means', () => {
    for (const state of PostingState.options) {
      expect(STATE_CHOICES.filter((choice) => (choice.states as readonly string[]).includes(state)).length, state).toBe(1);
      const { words, meaning } = postingStateWords({ state, draft: false, stage: 'queued' });
      expect(words.length * meaning.length, state).toBeGreaterThan(0);
    }
    expect(new Set(PostingState.options.map((state) => postingStateWords({ state, draft: false, stage: 'queued' }).words)).size).toBe(
      PostingState.options.length,
    );
  });

  test('a draft is called one only while it stands in the ledger', () => {
    expect(postingStateWords({ state: 'verified', draft: true, stage: 'verified' }).words).toBe('Draft in the ledger');
    expect(postingStateWords({ state: 'undone', draft: true, stage: 'undone' }).words).toBe('Taken out');
  });

  test('what was read back otherwise than approved is there for certain', () => {
    expect(postingStateWords({ state: 'uncertain', draft: false, stage: 'posted' }).meaning).toContain('It is in the ledger');
    expect(postingStateWords({ state: 'uncertain', draft: false, stage: 'create_sent' }).meaning).toContain('may have taken it');
  });

  test('an entry that the ledger could not take yet says that it is tried again', () => {
    const waiting = { state: 'queued', draft: false, stage: 'queued' } as const;
    expect(postingStateWords({ ...waiting, problem: 'The ledger asks for a pause.' }).words).toBe('Tried again');
    expect(postingStateWords(waiting).words).toBe('Queued');
  });

  test('a single state that needs a person is its own choice below the group', () => {
    expect([choiceOf(['drifted']), personChoiceOf(['drifted'])]).toEqual(['person', 'drifted']);
    expect(personChoiceOf(PERSON_CHOICES[0].states)).toBe('any');
    expect(choiceOf([])).toBe('all');
  });
});

test('the last step shows where an entry halted, and a later note under a reached stage is no second success', () => {
  const steps = [{ stage: 'queued' }, { stage: 'posted' }, { stage: 'verified' }, { stage: 'verified' }] as const;
  const looks = (state: PostingState) => steps.map((_, index) => stepLook(steps, index, state));
  expect(looks('verified')).toEqual(['done', 'final', 'final', 'done']);
  expect(looks('drifted').at(-1)).toBe('doubt');
  expect(looks('rejected').at(-1)).toBe('wrong');
});

describe('the progress of a pile', () => {
  const idle = { onWay: 0, inLedger: 50, stopped: 3 };
  const run = (...counts: (typeof idle)[]) => counts.reduce<Pile | undefined>((pile, one) => followPile(pile, one), undefined) ?? idle;

  test('it is counted from where nothing was on its way, also if the first look came late', () => {
    const late = { onWay: 30, inLedger: 59, stopped: 4 };
    expect(pileProgress(run(idle, late), late)).toEqual({ posted: 9, stopped: 1, left: 30, total: 40 });
  });

  test('a stopped entry that is tried again counts once', () => {
    const stopped = { onWay: 10, inLedger: 50, stopped: 3 };
    const again = { onWay: 11, inLedger: 50, stopped: 2 };
    expect(pileProgress(run(idle, stopped, again), again)).toEqual({ posted: 0, stopped: 0, left: 11, total: 11 });
  });

  test('whatever happens, posted, stopped and left are the total, and none is negative', () => {
    const count = fc.record({ onWay: fc.nat(20), inLedger: fc.nat(20), stopped: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(count, { minLength: 1 }), (all) => {
        const last = all.at(-1) ?? idle;
        const { posted, stopped, left, total } = pileProgress(run(...all), last);
        expect(Math.min(posted, stopped, left)).toBeGreaterThanOrEqual(0);
        expect(posted + stopped + left).toBe(total);
        expect(posted).toBeLessThanOrEqual(last.inLedger);
      }),
    );
  });
});

describe('what will be written, line by line', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.map((line) => `${line}\n`).join(''));

  test('the lines without the added ones are the old text, without those taken away the new one', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const kept = (sign: '+' | '-') =>
          lines
            .filter((line) => line.sign !== sign)
            .map((line) => `${line.text}\n`)
            .join('');
        expect(kept('+')).toBe(before);
        expect(kept('-')).toBe(after);
      }),
    );
  });

  test('what is new has only added lines', () => {
    expect(diffLines(undefined, 'a\nb\n').map(({ sign }) => sign)).toEqual(['+', '+']);
  });

  test('lines far from the change are counted, and none is lost', () => {
    const before = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n');
    const parts = diffParts(diffLines(before, `${before}\nnew`));
    expect(parts).toEqual([
      { kind: 'same', count: 37 },
      { kind: 'lines', lines: [...[37, 38, 39].map((index) => ({ sign: ' ', text: `line ${index}` })), { sign: '+', text: 'new' }] },
    ]);
  });

  test('what changes nothing is said so', () => {
    expect(diffParts(diffLines('a\nb\n', 'a\nb\n'))).toEqual([{ kind: 'same', count: 2 }]);
  });

  test('a problem is said before anything else', () => {
    const changes = [{ target: 'books', after: 'x' }];
    expect(planWords({ changes, problems: [{ code: 'x', words: 'y' }], finish: 'draft' })).toContain('Nothing would be written');
    expect(planWords({ changes, problems: [], finish: 'draft' })).toContain('draft');
    expect(planWords({ changes, problems: [], finish: 'final' })).toContain('1 place');
  });
});

describe('words about a ledger', () => {
  const abilities = {
    drafts: true,
    attachments: true,
    suppliers: false,
    lists: true,
    undo: 'void',
    batches: false,
    history: false,
    log: false,
  } as const;

  test('what taking an entry out does is said as the ledger does it', () => {
    expect(undoWords('void', false)).toContain('voided');
    expect(undoWords('reverse', false)).toContain('opposite amounts');
    expect(undoWords('void', true)).toBe('The draft is deleted in the ledger.');
    expect(undoWords(undefined, false)).toContain('as its ledger allows');
    expect(abilityWords(abilities)).toContain('What is taken back is voided');
  });

  test('age and size of what is known', () => {
    const now = new Date('2026-11-27T12:00:00.000Z');
    const at = '2026-11-27T09:00:00.000Z' as never;
    const books = { organisation: 'A', accounts: [], taxCodes: [], suppliers: [], at };
    expect(askedWords({ books, abilities }, now)).toBe('asked 3 h ago');
    expect(askedWords({ abilities }, now)).toBe('not asked yet');
    expect(booksWords({ accounts: [{ ref: 'a', name: 'a' }], taxCodes: [], suppliers: [{ id: '1', name: 'b' }] })).toBe(
      '1 account and 1 supplier',
    );
  });

  test('a comparison says what was found and what could not be asked', () => {
    const at = '2026-11-27T09:00:00.000Z' as never;
    expect(comparisonWords({ at, compared: 3, drifted: [], failed: 0 })).toMatchObject({
      isClean: true,
      title: expect.stringContaining('as posted'),
    });
    expect(comparisonWords({ at, compared: 3, drifted: ['k'], failed: 0 })).toMatchObject({
      isClean: false,
      title: expect.stringContaining('1 changed there'),
    });
    expect(comparisonWords({ at, compared: 3, drifted: [], failed: 2 })).toMatchObject({
      isClean: false,
      text: expect.stringContaining('2 entries'),
    });
    expect(comparisonWords({ at, compared: 0, drifted: [], failed: 0 }).title).toContain('nothing to compare');
  });

  test('learning nothing is no failure', () => {
    expect(learnedWords({ entries: 0, suppliers: 0, accounts: 0 }).title).toContain('no entries');
    expect(learnedWords({ entries: 1, suppliers: 1, accounts: 1 }).text).toContain('1 supplier is known');
  });
});

test('typing in a cell finds by every word, by number or name, the beginning first', () => {
  const options = [
    { id: '6200', label: '6200 Motor fuel' },
    { id: '6110', label: '6110 Fuel' },
    { id: 'fuel', label: 'fuel' },
  ];
  expect(fitting(options, 'fuel').map(({ id }) => id)).toEqual(['fuel', '6200', '6110']);
  expect(fitting(options, 'fuel 62').map(({ id }) => id)).toEqual(['6200']);
  expect(fitting(options, '')).toHaveLength(3);
});
