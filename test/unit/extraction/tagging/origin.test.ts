import { describe, expect, test } from 'vitest';
import type { Field, Fields } from '../../../../src-main/contract/index.ts';
import { extract } from '../../../../src-main/engine/extraction/extract.ts';
import { originOf } from '../../../../src-main/engine/extraction/origin.ts';
import type { TaggedLanguage } from '../../../../src-main/engine/extraction/tagging/tags.ts';
import type { WordTags } from '../../../../src-main/engine/extraction/tagging/word-tags.ts';
import { context, reading } from '../page.ts';
import { tagged } from './fake-tags.ts';

const printed = (value: string, p = 0.95): Field => ({ value, p, page: 1, box: [0.1, 0.1, 0.1, 0.1], alternatives: [] });
const assumed = (value: string, p = 0.95): Field => ({ value, p, alternatives: [] });

/** A network that takes the document for one in this language. */
function speaking(language: TaggedLanguage, p = 0.95): WordTags {
  const { tags } = tagged([]);
  return { ...tags, languages: { ...tags.languages, [language]: p } };
}
const country = (fields: Fields, tags?: WordTags) => originOf(fields, tags).country?.value;

describe('the country of a document', () => {
  test.each([
    ['its tax number', { supplierTaxId: printed('DE129273398') }, 'DE'],
    ['a Greek tax number', { supplierTaxId: printed('EL094019245') }, 'GR'],
    ['a Swiss tax number', { supplierTaxId: printed('CHE116281710') }, 'CH'],
    ['a Spanish tax number', { supplierTaxId: printed('ESB58378431') }, 'ES'],
    ['a French tax number', { supplierTaxId: printed('FR40303265045') }, 'FR'],
    ['a Norwegian tax number', { supplierTaxId: printed('NO974760673MVA') }, 'NO'],
    ['its account', { iban: printed('NL91ABNA0417164300') }, 'NL'],
    ['a printed currency of one country', { currency: printed('CHF') }, 'CH'],
  ])('follows from %s', (_, fields, wanted) => expect(country(fields)).toBe(wanted));

  test('follows from its language where nothing else tells it', () => {
    expect(country({}, speaking('de'))).toBe('DE');
    expect(country({}, speaking('en'))).toBeUndefined();
  });

  test.each(['EUR', 'USD'])('does not follow from %s, which several have', (code) =>
    expect(country({ currency: printed(code) })).toBeUndefined(),
  );

  test('does not follow from a currency that is not printed: it is the client’s own', () => {
    expect(country({ currency: assumed('CHF') })).toBeUndefined();
    expect(country({ currency: assumed('CHF') }, speaking('de'))).toBe('DE');
  });

  test('does not follow from a tax number without letters of a country', () => {
    expect(country({ supplierTaxId: printed('6597232627') })).toBeUndefined();
    expect(country({ supplierTaxId: printed('B12345678') })).toBeUndefined();
  });

  test.each(['XAXX010101000', 'VATNO1234567', 'DEL850101AB1', 'NO12345678'])(
    'does not follow from letters that are no country’s: %s',
    (value) => {
      expect(country({ supplierTaxId: printed(value) })).toBeUndefined();
    },
  );

  test('is that of the tax number where currency and language say otherwise', () => {
    expect(country({ supplierTaxId: printed('ATU13585627'), currency: printed('CHF') }, speaking('de'))).toBe('AT');
  });

  test('is less sure where signs contradict each other', () => {
    const alone = originOf({ supplierTaxId: printed('ATU13585627') }, undefined).country;
    const against = originOf({ supplierTaxId: printed('ATU13585627'), iban: printed('DE89370400440532013000') }, undefined).country;
    expect(against?.value).toBe('AT');
    expect(against?.p).toBeLessThan(alone?.p ?? 0);
  });

  test('is less sure where its sign is', () => {
    const [sure, doubtful] = [0.95, 0.3].map((p) => originOf({ iban: printed('NL91ABNA0417164300', p) }, undefined).country?.p);
    expect(doubtful).toBeLessThan(sure ?? 0);
  });

  test('is never told from the client’s own currency', () => {
    const page = reading(['SHOP LTD', '14/03/2026', 'TOTAL 12.50']);
    for (const currency of ['GBP', 'CHF', 'SEK', 'PLN', 'MYR']) expect(extract(page, context({ currency })).country).toBeUndefined();
  });

  test('is told from a currency that the page shows', () => {
    expect(extract(reading(['SHOP LTD', '14/03/2026', 'TOTAL CHF 12.50']), context({ currency: 'EUR' })).country?.value).toBe('CH');
  });
});

describe('the language of a document', () => {
  test('is what the network takes it for', () => {
    expect(originOf({}, speaking('pl', 0.9)).language).toEqual({ value: 'pl', p: 0.9 });
  });

  test('is not told where the network is not sure, nor without it', () => {
    expect(originOf({}, speaking('pl', 0.39)).language).toBeUndefined();
    expect(originOf({}, undefined).language).toBeUndefined();
  });

  test('is never certain', () => expect(originOf({}, speaking('pl', 1)).language?.p).toBeLessThan(1));
});
