import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { supplierKey } from '../../../src-main/engine/domain/index.ts';
import { comparisonForm, plainForm } from '../../../src-main/engine/suppliers/comparison-form.ts';
import { contradictionsOf } from '../../../src-main/engine/suppliers/contradictions.ts';
import { domainsOf } from '../../../src-main/engine/suppliers/domains.ts';
import { type KnownSupplier, rankMatches, type SeenSupplier } from '../../../src-main/engine/suppliers/match.ts';
import { nameDifference, samePlace } from '../../../src-main/engine/suppliers/similarity.ts';
import { snapSupplier } from '../../../src-main/engine/suppliers/snap.ts';
import { trigramsOf } from '../../../src-main/engine/suppliers/trigrams.ts';
import { field } from '../../support/samples.ts';

const ADDRESS = '12 Dock Street, Bristol BS1 6TY';

function known(name: string, change: Partial<KnownSupplier> = {}): KnownSupplier {
  const times = { firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: '2026-02-01T00:00:00.000Z' };
  const marks = { taxIds: [], ibans: [], domains: [], address: undefined };
  return { id: name, name, key: supplierKey(name), ...marks, ...times, documents: 3, approved: 1, ...change };
}

/** The name that a page is given, and the one that stands on it. */
function snapped(seen: SeenSupplier, suppliers: readonly KnownSupplier[]): string | undefined {
  return snapSupplier(seen.name === undefined ? undefined : field(seen.name, 0.7), rankMatches(seen, suppliers))?.value;
}

describe('the form in which names are compared', () => {
  it.each([
    ['Smith & Sons Ltd', 'SMITH AND SONS LIMITED'],
    ['Müller Metall GmbH & Co. KG', 'Mueller Metall'],
    ['Rapid Rail Sdn. Bhd.', 'RAPID RAIL SLNI BHD'],
    ['99 Speed Mart Sdn Bhd', '99 SPEED MART S/B'],
    ['Boulangerie Durand S.A.R.L.', 'BOULANGERIE DURAND SARL'],
    ['Rossi S.r.l.', 'ROSSI SRL'],
    ['Jansen B.V.', 'JANSEN BV'],
    ['Kowalski Sp. z o.o.', 'KOWALSKI'],
    ['Novák s.r.o.', 'NOVAK, s. r. o.'],
    ['Söderberg AB', 'SODERBERG'],
    ['Jensen ApS', 'JENSEN A/S'],
    ['Virtanen Oy', 'VIRTANEN OYJ'],
    ['Silva & Filhos, Lda.', 'SILVA E FILHOS LDA'],
    ['Schmidt und Söhne', 'Schmidt & Söhne'],
    ['0ffice 5upplies', 'OFFICE SUPPLIES'],
    ['Modem Living', 'MODERN LIVING'],
    ['Watson’s', 'WATSONS'],
  ])('of "%s" and "%s" is the same', (a, b) => {
    expect(comparisonForm(a)).toBe(comparisonForm(b));
  });

  it.each([
    ['ABC Trading', 'ABD Trading'],
    ['Müller Metall', 'Müller Metallbau'],
    ['MR. D.I.Y. (M) SDN BHD', 'MR. D.I.Y. (KUCHAI) SDN BHD'],
    ['BHPetrol Jaya 2', 'BHPetrol Jaya 3'],
    ['Аnchor Hardware', 'Anchor Hardware'],
  ])('of "%s" and "%s" differs', (a, b) => {
    expect(comparisonForm(a)).not.toBe(comparisonForm(b));
  });

  it('folds confused signs only where a recogniser read', () => {
    expect(comparisonForm('8est 0ffice')).toBe(comparisonForm('Best Office'));
    expect(plainForm('8est 0ffice')).not.toBe(plainForm('Best Office'));
  });

  it('is the form of itself, short, and does not depend on case or punctuation between words', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const form = comparisonForm(words.join(' '));
        expect(form.length).toBeGreaterThan(0);
        expect(comparisonForm(words.join(', ').toUpperCase())).toBe(form);
        expect(comparisonForm(form)).toBe(form);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (name) => {
        expect(comparisonForm(name).length).toBeLessThanOrEqual(240);
      }),
    );
  });

  it('keeps a name that is made of legal forms only', () => {
    expect(comparisonForm('AS Co')).not.toBe('');
    expect(comparisonForm('*** --')).toBe('');
  });
});

describe('how names differ', () => {
  it('is the same from both sides, and nothing for a name and itself', () => {
    const name = fc.array(fc.constantFrom('Dock', 'Street', 'Bakery', 'Müller', 'Metall', 'AB1', '24', 'Jaya'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [there, back] = [nameDifference(a.join(' '), b.join(' ')), nameDifference(b.join(' '), a.join(' '))];
        expect(there.similarity).toBeCloseTo(back.similarity);
        expect(nameDifference(a.join(' '), a.join(' ').toUpperCase())).toEqual({ similarity: 1, words: false, numbers: false });
      }),
    );
  });

  it.each([
    ['ONE ONE THREE SEAFOOD', 'CNE ONE THREE SEAFOOD', { words: false, numbers: false }],
    ['LEMON TREE JTJ FOODS', 'LEMON TREF JTJFOODS', { words: false, numbers: false }],
    ['Müller Metall', 'Müller Metallbau', { words: true, numbers: false }],
    ['Anzel Advertising (M)', 'Anzel Advertising (J)', { words: true, numbers: false }],
    ['BHPetrol Jaya 2', 'BHPetrol Jaya 3', { numbers: true }],
  ])('"%s" and "%s"', (a, b, difference) => {
    expect(nameDifference(a, b)).toMatchObject(difference);
  });

  it('a place is the same by its postcode and by its words, and unknown where too little is read', () => {
    expect(samePlace(ADDRESS, '12 DOCK STR., BRISTOL BS1 6TY')).toBe('same');
    expect(samePlace(ADDRESS, '9 Park Row, London W1A 1AA')).toBe('other');
    expect(samePlace(ADDRESS, 'Bristol')).toBe('unknown');
    expect(samePlace(ADDRESS, undefined)).toBe('unknown');
  });
});

describe('a printed name', () => {
  const bakery = known('Dock Street Bakery', { address: ADDRESS, taxIds: ['GB123456782'], ibans: ['GB29NWBK60161331926819'] });

  it('is given as the books write it, where only the form differs', () => {
    const printed = { ...field('D0CK STREET BAKERY LTD', 0.7), alternatives: [{ value: 'Thank you', p: 0.1 }] };
    const given = snapSupplier(printed, rankMatches({ name: printed.value }, [bakery]));
    expect(given).toMatchObject({ value: 'Dock Street Bakery', p: 0.995, page: 1, box: printed.box });
    expect(given?.alternatives.map(({ value }) => value)).toEqual(['D0CK STREET BAKERY LTD', 'Thank you']);
  });

  it('that is misread is given only where address, tax number or account agree', () => {
    expect(snapped({ name: 'DOCK STREEL BAKERY' }, [bakery])).toBe('DOCK STREEL BAKERY');
    expect(snapped({ name: 'DOCK STREEL BAKERY', address: ADDRESS.toUpperCase() }, [bakery])).toBe('Dock Street Bakery');
    expect(snapped({ name: 'DOCK STREEL BAKERY', taxId: 'GB123456782' }, [bakery])).toBe('Dock Street Bakery');
    expect(snapped({ name: 'DOCK STREEL BAKERY', iban: 'GB29NWBK60161331926819' }, [bakery])).toBe('Dock Street Bakery');
  });

  it.each([
    ['ABC Trading', 'ABD Trading'],
    ['Müller Metall', 'Müller Metallbau'],
    ['BHPetrol Jaya 2', 'BHPetrol Jaya 3'],
    ['Northern Dairy Supplies', 'Northern Dairy'],
  ])('"%s" is not merged with "%s", not even at the same address', (printed, other) => {
    const at = other.startsWith('AB') ? undefined : ADDRESS;
    expect(snapped({ name: printed, address: at }, [known(other, { address: at })])).toBe(printed);
  });

  it('of no recogniser is never taken for misread', () => {
    expect(snapped({ name: 'Dock Streel Bakery', address: ADDRESS, recognised: false }, [bakery])).toBe('Dock Streel Bakery');
    expect(snapped({ name: 'DOCK STREET BAKERY LTD', address: ADDRESS, recognised: false }, [bakery])).toBe('Dock Street Bakery');
  });

  it('stays where the page contradicts the supplier, or two suppliers are as sure', () => {
    expect(snapped({ name: 'DOCK STREEL BAKERY', address: ADDRESS, iban: 'GB33BUKB20201555555555' }, [bakery])).toBe('DOCK STREEL BAKERY');
    expect(snapped({ name: 'D0CK-STREET BAKERY' }, [known('Dockstreet Bakery'), known('Dock Streetbakery')])).toBe('D0CK-STREET BAKERY');
  });

  it('is not given as a name that no person approved and only one document bears', () => {
    expect(snapped({ name: 'DOCK STREET BAKERY LTD' }, [{ ...bakery, name: 'Dock Street 8akery', approved: 0, documents: 1 }])).toBe(
      'DOCK STREET BAKERY LTD',
    );
  });

  it('without a supplier near it is left alone, however it looks', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (name) => {
        const field_ = field(name, 0.4);
        expect(snapSupplier(field_, rankMatches({ name }, [known('Zürcher Käsehandel Winterthur')]))).toBe(field_);
      }),
    );
    expect(snapSupplier(undefined, [])).toBeUndefined();
  });
});

describe('what a page says against its supplier', () => {
  const bakery = known('Dock Street Bakery', { taxIds: ['GB123456782'], ibans: ['GB29NWBK60161331926819'] });
  const fish = known('Harbour Fish', { taxIds: ['GB987654321'], ibans: ['DE89370400440532013000'] });
  const told = (seen: SeenSupplier) => contradictionsOf(seen, rankMatches(seen, [bakery, fish]));

  it('is a name nearly a known one with another account or tax number', () => {
    const other = 'GB33BUKB20201555555555';
    expect(told({ name: 'Duck Street Bakery', iban: other })).toMatchObject([
      { kind: 'near-name', by: 'IBAN', supplier: { name: 'Dock Street Bakery' } },
    ]);
    expect(told({ name: 'Dock Street Bakers Ltd', taxId: 'GB555555555' })).toMatchObject([{ kind: 'near-name', by: 'tax number' }]);
    expect(told({ name: 'Dock Street Bakeryhouse', iban: other })).toMatchObject([{ kind: 'near-name' }]);
    expect(told({ name: 'Dock Street Butchers', iban: other })).toEqual([]);
    expect(told({ name: 'Duck Street Bakery' })).toEqual([]);
    expect(told({ name: 'Duck Street Bakery', taxId: 'GB123456783' })).toEqual([]);
  });

  it("is another supplier's account or tax number", () => {
    expect(told({ name: 'Dock Street Bakery', iban: 'DE89370400440532013000' })).toMatchObject([{ kind: 'of-another', by: 'IBAN' }]);
    expect(told({ name: 'Quay Bistro', taxId: 'GB987654321' })).toMatchObject([{ kind: 'of-another', by: 'tax number' }]);
  });

  it('is nothing where a mark is of two suppliers, as the number of the buyer', () => {
    const both = [bakery, { ...fish, taxIds: bakery.taxIds }];
    const seen = { name: 'Quay Bistro', taxId: 'GB123456782' };
    expect(contradictionsOf(seen, rankMatches(seen, both))).toEqual([]);
  });
});

it('domains are those of web and mail addresses, without subdomains and without mail providers', () => {
  const words = 'Web: www.dock-bakery.co.uk Mail: office@shop.harbour.de or fish@gmail.com 12.50 e.g. www.x'.split(' ');
  const page = {
    page: 1,
    width: 10,
    height: 10,
    source: 'text' as const,
    words: words.map((text, line) => ({ text, box: [0, 0, 1, 1] as [number, number, number, number], p: 1, line })),
  };
  expect(domainsOf({ source: 'text', reader: 'test', pages: [page] })).toEqual(['dock-bakery.co.uk', 'harbour.de']);
});

it('names are found by their three-letter parts', () => {
  expect(trigramsOf('ikea')).toEqual([' ik', 'ike', 'kea', 'ea ']);
  expect(trigramsOf('3m')).toEqual([' 3m', '3m ']);
  expect(trigramsOf('')).toEqual([]);
});
