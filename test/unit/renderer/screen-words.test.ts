import { describe, expect, test } from 'vitest';
import type { DocumentSummary } from '../../../src-main/contract/document.ts';
import type { Activity, ArrivalRow, HomeNumbers } from '../../../src-main/contract/insight.ts';
import { mergeResults, pileWords, stepWords } from '../../../src-renderer/features/activity/activity-words.ts';
import { eventWords, isAboutDocument, verdictWords } from '../../../src-renderer/features/audit/audit-words.ts';
import { choiceOf, filterFromPlace, placeFromSearch, searchFromPlace } from '../../../src-renderer/features/documents/document-filter.ts';
import { fieldText, sizeWords, timesWords } from '../../../src-renderer/features/documents/fact-words.ts';
import { leadWords, weekWords } from '../../../src-renderer/features/home/home-words.ts';
import { ledgerWords } from '../../../src-renderer/features/postings/posting-filter.ts';
import { drawCurve } from '../../../src-renderer/ui/sparkline.tsx';

describe('home', () => {
  const numbers = (over: Partial<HomeNumbers>, inProgress = 0) =>
    ({ waiting: 0, arrivedThisWeek: 0, touchlessThisWeek: 0, decidedThisWeek: 0, balance: { inProgress }, ...over }) as HomeNumbers;

  test('says how many documents need a person', () => {
    expect(leadWords(numbers({ waiting: 9 }))).toBe('9 documents need you.');
    expect(leadWords(numbers({ waiting: 1 }))).toBe('1 document needs you.');
    expect(leadWords(numbers({}))).toBe('Nothing needs you.');
    expect(leadWords(numbers({}, 3))).toBe('Nothing needs you yet.');
  });

  test('says what happened this week, and leaves out what did not', () => {
    expect(weekWords(numbers({ arrivedThisWeek: 412, touchlessThisWeek: 361, decidedThisWeek: 42 }, 3))).toBe(
      '412 arrived this week; 361 went to their ledgers without a question. You decided 42. 3 are being read now.',
    );
    expect(weekWords(numbers({ arrivedThisWeek: 1, touchlessThisWeek: 1 }))).toBe(
      '1 arrived this week; 1 went to its ledger without a question.',
    );
    expect(weekWords(numbers({}, 1))).toBe('Nothing arrived this week. 1 is being read now.');
  });

  test('a curve ends at its latest value, and one value is no curve', () => {
    expect(drawCurve([{ day: '2026-11-01', value: 0.5 }])).toBeUndefined();
    const drawn = drawCurve([0.2, 0.9, 0.9].map((value, index) => ({ day: `2026-11-0${index + 1}`, value })));
    expect(drawn?.line).toBe('M0.0 36.0L100.0 4.0L200.0 4.0');
    expect(drawn?.last).toEqual({ x: 200, y: 4 });
  });
});

describe('activity', () => {
  const activity = (over: Partial<Activity>): Activity => ({
    pile: { total: 0, done: 0 },
    active: [],
    queued: 0,
    recent: [],
    readers: 2,
    ...over,
  });

  test('says how far the pile is', () => {
    expect(pileWords(activity({})).title).toBe('Nothing is being read.');
    expect(pileWords(activity({ pile: { total: 60, done: 14, secondsLeft: 40 }, queued: 45 }))).toEqual({
      title: '14 of 60 documents done',
      note: '46 to go, about 40 s left.',
    });
    expect(pileWords(activity({ pile: { total: 60, done: 14 }, pausedBecause: 'The disk is full.' })).note).toBe('46 documents left.');
  });

  test('names the page only where there are several', () => {
    expect(stepWords('reading', 3, 12)).toBe('Reading, page 3 of 12');
    expect(stepWords('checking', 1, 1)).toBe('Checking');
  });

  test('documents and duplicates stand in one list, newest first; other arrivals do not', () => {
    const document = { id: 'a', changedAt: '2026-11-22T10:00:00.000Z' } as DocumentSummary;
    const arrival = (at: string, outcome: ArrivalRow['outcome']) => ({ at, outcome, origin: 'x', name: outcome }) as ArrivalRow;
    const merged = mergeResults(
      [document],
      [
        arrival('2026-11-22T11:00:00.000Z', 'duplicate'),
        arrival('2026-11-22T09:00:00.000Z', 'ignored'),
        arrival('2026-11-22T12:00:00.000Z', 'document'),
      ],
    );
    expect(merged.map((result) => ('document' in result ? 'document' : result.arrival.outcome))).toEqual([
      'duplicate',
      'document',
      'ignored',
    ]);
  });
});

describe('the list of documents', () => {
  test('the address keeps the list, and what it cannot mean is left out', () => {
    const place = { text: 'dairy & co', states: ['posted' as const], from: '2026-11-01', to: '' };
    expect(placeFromSearch(new URLSearchParams(searchFromPlace(place)))).toEqual(place);
    expect(placeFromSearch(new URLSearchParams('states=posted,eaten&from=yesterday'))).toEqual({
      text: '',
      states: ['posted'],
      from: '',
      to: '',
    });
  });

  test('asks for nothing that was not chosen', () => {
    expect(filterFromPlace({ text: '  ', states: [], from: '', to: '' })).toEqual({});
    expect(choiceOf([])).toBe('all');
    expect(choiceOf(['posting'])).toBe('progress');
  });
});

describe('facts', () => {
  test('amounts are written by their digits, an IBAN in groups', () => {
    expect(fieldText('total', '12345678901.10', 'GBP')).toMatch(/^12\D345\D678\D901\D10$/);
    expect(fieldText('iban', 'GB29NWBK60161331926819', undefined)).toBe('GB29 NWBK 6016 1331 9268 19');
  });

  test('sizes and times have units', () => {
    expect(sizeWords(999, 'en')).toBe('999 bytes');
    expect(sizeWords(182_331, 'en')).toBe('182 kB');
    expect(sizeWords(4_120_000, 'en')).toBe('4.1 MB');
    expect(timesWords({ decode: 0, ocr: 320, extract: 18, total: 402, tiers: {} })).toBe('402 ms (read in 320 ms, understood in 18 ms)');
  });

  test('a ledger is named without its path', () => {
    expect(ledgerWords('hledger:/books/harbour.journal')).toBe('hledger · harbour.journal');
    expect(ledgerWords('hledger:C:\\books\\harbour.journal')).toBe('hledger · harbour.journal');
  });
});

describe('audit', () => {
  test('the verdict says what is proven, or from where it is not', () => {
    expect(verdictWords(undefined).title).toBe('Not verified yet in this window');
    expect(verdictWords({ intact: true, events: 1200, head: 'ab'.repeat(32) }).title).toBe('The chain is whole');
    const broken = verdictWords({ intact: false, events: 1200, head: 'ab', brokenAt: 812, problem: 'Event 812 was changed' });
    expect(broken.title).toBe('The chain does not fit from event 812 on');
    expect(broken.note).toMatch(/^Event 812 was changed\. /);
  });

  test('only events about documents lead to one', () => {
    expect(isAboutDocument('document.posted')).toBe(true);
    expect(isAboutDocument('policy.changed')).toBe(false);
    expect(eventWords('document.arrived-again')).toBe('Document arrived again');
  });
});
