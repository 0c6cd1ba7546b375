import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Extraction } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { tagWords } from '../../../src-main/engine/extraction/tagging/tag-words.ts';
import { loadFieldTagger } from '../../../src-main/workers/field-tagger.ts';
import { hostileDocuments } from '../../unit/extraction/hostile-documents.ts';
import { context } from '../../unit/extraction/page.ts';

const MODEL = join(import.meta.dirname, '..', '..', '..', 'models', 'extractor', 'v1');
/** 0.8 is the lowest probability that passes without a person, unless the policy says otherwise. */
const SURE = 0.8;

describe('two hundred hostile documents that the field tagger looked at', () => {
  const documents = hostileDocuments(200, 20260314);
  const extracted = new Map<string, Extraction>();
  const failed: string[] = [];

  beforeAll(async () => {
    const tagger = await loadFieldTagger(MODEL);
    for (const { name, reading } of documents) {
      try {
        const tags = await tagWords({ tag: (input) => tagger.tag(input) }, reading, context());
        extracted.set(name, Extraction.parse(extract(reading, context(), tags)));
      } catch (error) {
        failed.push(`${name}: ${String(error)}`);
      }
    }
  });

  it('none makes the extraction throw or break the contract', () => {
    expect(failed).toEqual([]);
    expect(extracted.size).toBe(documents.length);
  });

  it('none is sure of a total that is wrong or that nobody can know', () => {
    const misled = documents.flatMap(({ name, right }) => {
      const total = extracted.get(name)?.fields.total;
      if (total === undefined || total.p < SURE || right?.includes(total.value)) return [];
      return [`${name}: ${total.value} at ${total.p}`];
    });
    expect(misled).toEqual([]);
  });

  it('all with words were looked at by the network', () => {
    const alone = documents.filter(
      ({ name, reading }) => reading.pages.some(({ words }) => words.length > 0) && !extracted.get(name)?.model,
    );
    expect(alone.map(({ name }) => name)).toEqual([]);
  });

  it('none has a probability of the whole above that of its total', () => {
    for (const [name, { p, fields }] of extracted) expect(p, name).toBeLessThanOrEqual((fields.total?.p ?? 0) + 0.001);
  });
});
