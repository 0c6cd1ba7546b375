import { describe, expect, test } from 'vitest';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import type { TaggedLanguage } from '../../../src-main/engine/extraction/tagging/tags.ts';
import type { WordTags } from '../../../src-main/engine/extraction/tagging/word-tags.ts';
import { context, reading } from './page.ts';
import { tagged } from './tagging/fake-tags.ts';

/** The currency of a page for a client, with a network that takes it for one in the language. */
function currency(lines: readonly string[], own: string, language?: TaggedLanguage) {
  const { tags } = tagged([]);
  const speaking: WordTags | undefined = language && { ...tags, languages: { ...tags.languages, [language]: 0.95 } };
  return extract(reading(['SHOP LTD', 'Date 14/03/2026', ...lines]), context({ currency: own }), speaking).fields.currency;
}

const TAX = { DE: 'USt-IdNr. DE129273398', DK: 'CVR-nr. DK13585628', CH: 'CHE-116.281.710 MWST', AU: 'ABN 51 824 753 556' };

describe('a currency that nothing on the page names', () => {
  test('is surer to be the client’s own where the supplier’s tax number is of a country that pays with it', () => {
    const [alone, agreed] = [currency(['TOTAL 12.50'], 'EUR'), currency([TAX.DE, 'TOTAL 12.50'], 'EUR')];
    expect([alone?.value, agreed?.value]).toEqual(['EUR', 'EUR']);
    expect(agreed?.p).toBeGreaterThan(alone?.p ?? 1);
  });

  test('is that of the supplier’s country, with the client’s own as the alternative', () => {
    const found = currency([TAX.DE, 'TOTAL 12.50'], 'GBP');
    expect(found).toMatchObject({ value: 'EUR', alternatives: [{ value: 'GBP' }] });
    expect(found?.box).toBeUndefined();
    expect(currency(['IBAN DE89 3704 0044 0532 0130 00', 'TOTAL 12.50'], 'GBP')?.value).toBe('EUR');
  });

  test('asks where the language alone speaks for another country', () => {
    const found = currency(['TOTAL 12.50'], 'GBP', 'da');
    expect(found?.value).toBe('DKK');
    expect(found?.p).toBeLessThan(0.8);
  });

  test.each([
    ['CHF', 'de'],
    ['CAD', 'fr'],
    ['BRL', 'pt'],
    ['EUR', 'sv'],
    ['GBP', 'en'],
  ] as const)('stays %s for a client whose language it is: %s', (own, language) =>
    expect(currency(['TOTAL 12.50'], own, language)?.value).toBe(own),
  );
});

describe('a sign of several currencies', () => {
  test('means that of the supplier’s country, also for a client who has another of them', () => {
    expect(currency([TAX.AU, 'TOTAL $12.50'], 'USD')?.value).toBe('AUD');
    expect(currency([TAX.DK, 'TOTAL 12,50 kr'], 'SEK')?.value).toBe('DKK');
    expect(currency(['TOTAL 12,50 kr'], 'GBP', 'da')?.value).toBe('DKK');
  });

  test('is a question where nothing tells which of them', () => {
    expect(currency(['TOTAL $12.50'], 'GBP')?.p).toBeLessThan(0.8);
    expect(currency(['TOTAL $12.50'], 'CAD')).toMatchObject({ value: 'CAD' });
    expect(currency(['TOTAL $12.50'], 'CAD')?.p).toBeGreaterThan(0.8);
  });

  test('is not asked about the country where it stands for one currency alone', () => {
    expect(currency([TAX.DE, 'TOTAL £12.50', 'CARD £12.50'], 'GBP')?.value).toBe('GBP');
    expect(currency([TAX.CH, 'TOTAL EUR 12.50', 'CARD EUR 12.50'], 'EUR')?.value).toBe('EUR');
  });
});
