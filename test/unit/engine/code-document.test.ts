import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Coding } from '../../../src-main/contract/index.ts';
import { starterAccounts } from '../../../src-main/engine/clients/index.ts';
import { type AccountHistory, codeDocument } from '../../../src-main/engine/coding/index.ts';
import type { CategoryGuess } from '../../../src-main/engine/ports.ts';
import { field, sampleClient, sampleExtraction } from '../../support/samples.ts';

const past = (account: string, count: number, byPerson = 0, last = '2026-03-01T00:00:00.000Z') => ({
  account,
  taxCode: 'in',
  count,
  byPerson,
  last,
});
const GOODS = [{ description: 'Diesel 20 L', amount: '12.00' }];
const code = (history: AccountHistory, guesses: readonly CategoryGuess[] = [], client = sampleClient(), lines = GOODS) =>
  codeDocument(client, sampleExtraction({ lines }), history, guesses, '6900');
const without = (...codes: readonly string[]) =>
  sampleClient({ accounts: starterAccounts().map((account) => ({ ...account, active: !codes.includes(account.code) })) });

describe('codeDocument', () => {
  it("follows the supplier's history before the classifier", () => {
    const coding = code([past('6300', 7)], [{ category: 'groceries', p: 0.99 }]);
    expect(coding).toMatchObject({ account: '6300', taxCode: 'in', why: 'The last 7 from this supplier went here.' });
    expect(coding.p).toBeCloseTo(8 / 9);
  });

  it('follows one correction by a person, however often it went elsewhere', () => {
    const coding = code([past('6300', 20), past('6320', 1, 1, '2026-03-02T00:00:00.000Z')]);
    expect(coding.account).toBe('6320');
    expect(coding.p).toBeGreaterThanOrEqual(0.95);
    expect(coding.why).toBe('1 of the last 21 from this supplier went here, by your latest correction.');
    expect(coding.alternatives[0]).toMatchObject({ account: '6300' });
  });

  it('follows the latest of two corrections', () => {
    const [early, late] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'];
    expect(code([past('6300', 1, 1, late), past('6320', 1, 1, early)]).account).toBe('6300');
    expect(code([past('6300', 1, 1, early), past('6320', 1, 1, late)]).account).toBe('6320');
  });

  it('speaks of one document in the singular', () => {
    expect(code([past('6300', 1)]).why).toBe('The last document from this supplier went here.');
  });

  it('takes the account of the likeliest category without history', () => {
    const coding = code(
      [],
      [
        { category: 'fuel', p: 0.7 },
        { category: 'groceries', p: 0.2 },
      ],
    );
    expect(coding).toMatchObject({ account: '6300', p: 0.7, why: 'The text looks like fuel.' });
    expect(coding.alternatives).toEqual([{ account: '5010', p: 0.2 }]);
  });

  it('adds up two categories that lead to the same account', () => {
    expect(
      code(
        [],
        [
          { category: 'rent', p: 0.3 },
          { category: 'household', p: 0.3 },
        ],
      ),
    ).toMatchObject({ account: '6100', p: 0.6 });
  });

  it('believes a guess from the name alone only where it is very sure', () => {
    expect(code([], [{ category: 'fuel', p: 0.7 }], sampleClient(), []).account).toBe('6900');
    expect(code([], [{ category: 'fuel', p: 0.9 }], sampleClient(), []).account).toBe('6300');
  });

  it('does not believe in a meal, which is what the classifier says of unknown words, unless the goods say so clearly', () => {
    expect(code([], [{ category: 'meals', p: 1 }], sampleClient(), []).account).toBe('6900');
    expect(code([], [{ category: 'meals', p: 0.83 }]).account).toBe('6900');
    expect(code([], [{ category: 'meals', p: 0.95 }]).account).toBe('6400');
  });

  it('is never as sure of a category as of history', () => {
    expect(code([], [{ category: 'fuel', p: 1 }]).p).toBeLessThanOrEqual(0.85);
  });

  it('abstains below the threshold, with the guess among the alternatives', () => {
    const coding = code([], [{ category: 'fuel', p: 0.34 }]);
    expect(coding).toMatchObject({ account: '6900', p: 0 });
    expect(coding.why).toBe('No document of this supplier was coded yet; the text looks like fuel, but not clearly.');
    expect(coding.alternatives[0]).toEqual({ account: '6300', p: 0.34 });
  });

  it('abstains without any sign', () => {
    expect(code([])).toMatchObject({
      account: '6900',
      p: 0,
      why: 'No document of this supplier was coded yet, and its text fits no account.',
    });
  });

  it('never suggests an inactive account: not from history, not from a category, not as the last resort', () => {
    expect(code([past('6300', 9, 9)], [{ category: 'groceries', p: 0.8 }], without('6300')).account).toBe('5010');
    expect(code([], [{ category: 'fuel', p: 0.8 }], without('6300')).account).not.toBe('6300');
    expect(code([], [], without('6900')).account).not.toBe('6900');
    const accounts = starterAccounts().map(({ code: each }) => each);
    fc.assert(
      fc.property(
        fc.subarray(accounts),
        fc.array(fc.constantFrom(...accounts), { maxLength: 5 }),
        fc.boolean(),
        (inactive, used, person) => {
          const client = without(...inactive);
          const active = client.accounts.filter((account) => account.active && account.kind === 'expense');
          fc.pre(active.length > 0);
          const history = [...new Set(used)].map((account) => past(account, 2, person ? 1 : 0));
          const coding = Coding.parse(
            code(
              history,
              [
                { category: 'fuel', p: 0.6 },
                { category: 'meals', p: 0.3 },
              ],
              client,
            ),
          );
          for (const account of [coding.account, ...coding.alternatives.map((other) => other.account)])
            expect(inactive).not.toContain(account);
        },
      ),
    );
  });

  it.each([
    [true, '2.00', 'in'],
    [true, '0.00', 'none'],
    [true, undefined, 'none'],
    [false, '2.00', 'none'],
  ])('with registration %s and tax %s takes the tax code "%s"', (taxRegistered, tax, expected) => {
    const extraction = sampleExtraction({ fields: { tax: tax === undefined ? undefined : field(tax) } });
    expect(codeDocument(sampleClient({ taxRegistered }), extraction, [], [], '6900').taxCode).toBe(expected);
  });
});
