import { describe, expect, test } from 'vitest';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { context, reading } from './page.ts';

const page = (title: string) =>
  extract(reading(['GLOBAL SUPPLIES LTD', title, 'Date 31.10.2018', 'Netto  100.00', 'MwSt 19%  19.00', 'Bruttosumme  119.00']), context());

describe('an invoice that the buyer wrote for the seller', () => {
  test.each(['Gutschrift (Selbst ausgestellte Rechnung) Nr. 4711', 'Self-billing invoice 4711', 'Gutschrift 4711 im Gutschriftsverfahren'])(
    'is a bill with positive amounts: %s',
    (title) => {
      const { type, fields } = page(title);
      expect(type.value).toBe('invoice');
      expect(fields.total?.value).toBe('119.00');
    },
  );

  test('is told by these words alone: a Gutschrift without them takes something back', () => {
    const { type, fields } = page('Gutschrift Nr. 4711');
    expect(type.value).toBe('credit-note');
    expect(fields.total?.value).toBe('-119.00');
  });
});
