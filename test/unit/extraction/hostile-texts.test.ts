import { afterEach, describe, expect, test, vi } from 'vitest';
import { Extraction, type Reading } from '../../../src-main/contract/index.ts';
import { prepare } from '../../../src-main/engine/extraction/candidates/prepare.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { LIMITS } from '../../../src-main/engine/extraction/rows.ts';
import { hostileDocuments } from './hostile-documents.ts';
import { context, reading } from './page.ts';

/** 0.8 is the lowest probability that passes without a person, unless the policy says otherwise. */
const SURE = 0.8;

describe('two hundred hostile documents', () => {
  const documents = hostileDocuments(200, 20260314);

  const extracted = new Map<string, Extraction>();

  test('none makes the extraction throw or break the contract', () => {
    for (const { reading: input, name } of documents) {
      expect(() => extracted.set(name, Extraction.parse(extract(input, context()))), name).not.toThrow();
    }
  });

  test('none is sure of a total that is wrong or that nobody can know', () => {
    const misled = documents.flatMap(({ name, right }) => {
      const total = extracted.get(name)?.fields.total;
      return total === undefined || total.p < SURE || right?.includes(total.value) ? [] : [`${name}: ${total.value} at ${total.p}`];
    });
    expect(misled).toEqual([]);
  });

  test('none gives more rows, candidates and lines than the limits allow', () => {
    for (const { reading: input } of documents.slice(0, 16)) {
      const { facts, total, supplier, items } = prepare(input, context());
      expect(facts.rows.length).toBeLessThanOrEqual(LIMITS.rows);
      expect(total.length).toBeLessThanOrEqual(120);
      expect(supplier.length).toBeLessThanOrEqual(200);
      expect(items.length).toBeLessThanOrEqual(300);
    }
  });
});

/** Characters that are handed to regular expressions while a reading is extracted: the same on every machine, busy or not. */
function charactersMatched(input: Reading): number {
  let characters = 0;
  const exec = RegExp.prototype.exec;
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    characters += text.length - (this.global || this.sticky ? Math.min(this.lastIndex, text.length) : 0);
    return exec.call(this, text);
  });
  extract(input, context());
  vi.restoreAllMocks();
  return characters;
}

describe('the work of an extraction', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each([
    'Widget 12.50',
    'TOTAL 12.50',
    'TOTAL GBP 1,234.50 VAT 20% 03/04/2026 10:21',
    'IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFF',
    'VAT No GB 980 7806 84 Tel +44 113 496 0000 info@shop.co.uk',
    '1 000 000 1 000 000 1 000 000 12. 50',
    '**** **** **** 1234 3 MAY 2018',
  ])('grows with the number of rows and no faster: %s', (line) => {
    const [some, twice] = [60, 120].map((rows) => charactersMatched(reading(Array.from({ length: rows }, () => line))));
    expect(twice).toBeLessThan(2.6 * (some ?? 0));
  });

  test.each(['1', '1.', '1 ', 'O0', 'A.', 'A@', '9-', '*', 'X1', 'DE1', "1'", '(', '1/1/', 'VAT ', 'l1', '1,11,'])(
    'grows with the length of a row and no faster: %j',
    (piece) => {
      const [some, twice] = [190, 380].map((length) =>
        charactersMatched(
          reading([
            piece
              .repeat(length)
              .slice(0, length)
              .match(/.{1,79}/g)
              ?.join(' ') ?? '',
          ]),
        ),
      );
      expect(twice).toBeLessThan(4.5 * (some ?? 0));
    },
  );
});
