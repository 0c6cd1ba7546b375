import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentState } from '../../../src-main/contract/index.ts';
import { assertNever, canonicalJson, IN_PROGRESS, mayFollow, supplierKey } from '../../../src-main/engine/domain/index.ts';

describe('canonicalJson', () => {
  const shuffled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shuffled)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, member]) => [key, shuffled(member)]),
          )
        : value;

  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('says what JSON says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('tells different values apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(shuffled(shuffled(a))) === JSON.stringify(shuffled(shuffled(b)));
        if (same) expect(canonicalJson(a)).toBe(canonicalJson(b));
        if (canonicalJson(a) === canonicalJson(b)) expect(JSON.parse(canonicalJson(a))).toEqual(JSON.parse(canonicalJson(b)));
      }),
    );
    expect(canonicalJson(['a', 'b'])).not.toBe(canonicalJson(['ab']));
    expect(canonicalJson({ a: '1' })).not.toBe(canonicalJson({ a: 1 }));
  });

  it('leaves undefined members out', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}');
  });
});

describe('supplierKey', () => {
  it.each([
    ['Northern Dairy Supplies Ltd.', 'NORTHERN DAIRY SUPPLIES'],
    ['Café Müller GmbH', 'CAFE MULLER'],
    ['The Bright Bean Co', 'bright bean'],
    ['ＡＢＣ Ｔｒａｄｉｎｇ', 'ABC Trading'],
    ['Anchor  Hardware,  (Holdings)', 'anchor hardware holdings'],
  ])('of "%s" and "%s" is the same', (a, b) => {
    expect(supplierKey(a)).toBe(supplierKey(b));
  });

  it.each([
    ['Dock Street Bakery', 'Duck Street Bakery'],
    ['Fuels 24', 'Fuels 42'],
    ['Аnchor Hardware', 'Anchor Hardware'],
  ])('of "%s" and "%s" differs', (a, b) => {
    expect(supplierKey(a)).not.toBe(supplierKey(b));
  });

  it('is the key of itself, has only letters, digits and single spaces, and is short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (name) => {
        const key = supplierKey(name);
        expect(key.length).toBeLessThanOrEqual(120);
        expect(key).toMatch(/^([\p{L}\p{N}]+( [\p{L}\p{N}]+)*)? ?$/u);
      }),
    );
    for (const name of ['Northern Dairy Supplies Ltd.', 'Café Müller GmbH', 'AS Co', '株式会社山田'])
      expect(supplierKey(supplierKey(name))).toBe(supplierKey(name));
  });

  it('keeps a name that is made of fillers only', () => {
    expect(supplierKey('AS Co')).toBe('as co');
    expect(supplierKey('*** --')).toBe('');
  });
});

describe('life cycle', () => {
  const states = DocumentState.options;
  const reachable = (from: DocumentState): Set<DocumentState> => {
    const seen = new Set<DocumentState>();
    const open = [from];
    for (let state = open.pop(); state !== undefined; state = open.pop())
      for (const next of states) if (mayFollow(state, next) && !seen.has(next)) open.push(next) && seen.add(next);
    return seen;
  };

  it('lets nothing leave the ledger but to a person who had it taken out', () => {
    expect(states.filter((state) => mayFollow('posted', state))).toEqual(['review']);
  });

  it('reaches every state from the first', () => {
    expect(reachable('queued')).toEqual(new Set(states));
  });

  it('keeps every other state on a way to the ledger: nothing is a dead end', () => {
    for (const state of states.filter((candidate) => candidate !== 'posted')) expect(reachable(state)).toContain('posted');
  });

  it('puts nothing into the ledger that was not approved', () => {
    expect(states.filter((state) => mayFollow(state, 'posted'))).toEqual(['posting']);
    expect(new Set(states.filter((state) => mayFollow(state, 'posting')))).toEqual(new Set(['checking', 'review']));
  });

  it('lets a failure of any step end before a person', () => {
    for (const state of [...IN_PROGRESS, 'posting'] as const) expect(mayFollow(state, 'review')).toBe(true);
  });

  it('never goes from ledger to ledger without a person in between, however long the walk', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { maxLength: 60 }), (attempts) => {
        let state: DocumentState = 'queued';
        let mayPost = true;
        for (const next of attempts) {
          if (!mayFollow(state, next)) continue;
          if (next === 'posted') expect(mayPost).toBe(true);
          if (next === 'posted') mayPost = false;
          if (next === 'review') mayPost = true;
          state = next;
        }
      }),
    );
  });
});

describe('assertNever', () => {
  it('throws what the compiler should have refused', () => {
    expect(() => assertNever('new' as never)).toThrow('unexpected "new"');
  });
});
