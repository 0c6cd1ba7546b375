import { describe, expect, test } from 'vitest';
import { type TaggedRun, taggedBlocks, taggedRuns } from '../../../../src-main/engine/extraction/tagging/tagged-runs.ts';
import { type Tagged, tagged } from './fake-tags.ts';

const LEAST = 0.35;
const runs = ({ facts, tags }: Tagged): TaggedRun[] => taggedRuns(facts, tags, 'supplier', LEAST);
const text = ({ facts }: Tagged, { span }: TaggedRun) => facts.rows[span.row]?.row.text.slice(span.start, span.end);
const texts = (page: Tagged) => runs(page).map((run) => text(page, run));
const blocks = (page: Tagged, most: number) =>
  taggedBlocks(page.facts, runs(page), most).map((block) => block.map((run) => text(page, run)));

describe('a run of words with a tag', () => {
  test('is as long as they are neighbours, and as probable as they are on average', () => {
    const page = tagged(['from Green{supplier:.9} Grocer{supplier:.7} Leeds']);
    expect(texts(page)).toEqual(['Green Grocer']);
    expect(runs(page)[0]?.p).toBeCloseTo(0.8);
  });

  test('goes over one less probable word between two others, which lowers what it is worth', () => {
    const page = tagged(['Smith{supplier:.9} &{supplier:.2} Sons{supplier:.9}']);
    expect(texts(page)).toEqual(['Smith & Sons']);
    expect(runs(page)[0]?.p).toBeCloseTo(0.6);
  });

  test('ends at a word that has nothing of the tag, and at two less probable ones', () => {
    expect(texts(tagged(['Smith{supplier} to Sons{supplier}']))).toEqual(['Smith', 'Sons']);
    expect(texts(tagged(['Smith{supplier} &{supplier:.2} the{supplier:.2} Sons{supplier}']))).toEqual(['Smith', 'Sons']);
  });

  test('does not begin or end with a less probable word', () => {
    expect(texts(tagged(['the{supplier:.2} Green{supplier} Grocer{supplier} Ltd{supplier:.3}']))).toEqual(['Green Grocer']);
  });

  test('ends at a gap between cells', () => {
    expect(texts(tagged(['Green{supplier} Grocer{supplier} | Leeds{supplier}']))).toEqual(['Green Grocer', 'Leeds']);
  });

  test('ends with its row', () => {
    expect(texts(tagged(['Green{supplier}', 'Grocer{supplier}']))).toEqual(['Green', 'Grocer']);
  });

  test('is told from top to bottom with its edges', () => {
    const page = tagged(['Total', '', 'Green{supplier} Grocer{supplier} | x']);
    const [run] = runs(page);
    const words = page.facts.rows[1]?.row.words ?? [];
    expect(run?.left).toBe(words[0]?.box[0]);
    expect(run?.right).toBeCloseTo((words[1]?.box[0] ?? 0) + (words[1]?.box[2] ?? 0));
  });

  test('there is none where no word has the tag', () => expect(texts(tagged(['Green Grocer'], ['Leeds']))).toEqual([]));
});

describe('a block of runs', () => {
  test('is what stands below each other on consecutive rows', () => {
    expect(blocks(tagged(['Green{supplier}', 'Grocer{supplier}', 'Ltd{supplier}']), 3)).toEqual([['Green', 'Grocer', 'Ltd']]);
  });

  test('may leave one row out and no more', () => {
    expect(blocks(tagged(['Green{supplier}', 'since 1890', 'Grocer{supplier}']), 3)).toEqual([['Green', 'Grocer']]);
    expect(blocks(tagged(['Green{supplier}', 'since', '1890', 'Grocer{supplier}']), 3)).toEqual([['Green'], ['Grocer']]);
  });

  test('has no more rows than are wanted', () => {
    expect(blocks(tagged(['Green{supplier}', 'Grocer{supplier}', 'Ltd{supplier}']), 2)).toEqual([['Green', 'Grocer'], ['Ltd']]);
  });

  test('is one for each of two columns, and one of both, since a word that was not read leaves a gap', () => {
    const page = tagged(['Green{supplier} | Brown{supplier}', 'Grocer{supplier} | Baker{supplier}']);
    expect(blocks(page, 3)).toEqual([
      ['Green', 'Grocer'],
      ['Brown', 'Baker'],
      ['Green', 'Brown', 'Grocer', 'Baker'],
    ]);
  });

  test('counts rows, not runs', () => {
    expect(blocks(tagged(['Green{supplier} | Grocer{supplier}', 'of Leeds{supplier}', 'Ltd{supplier}']), 2)).toEqual([
      ['Green', 'Leeds'],
      ['Grocer'],
      ['Ltd'],
      ['Green', 'Grocer', 'Leeds'],
    ]);
  });

  test('ends with its page', () => {
    expect(blocks(tagged(['Green{supplier}'], ['Grocer{supplier}']), 3)).toEqual([['Green'], ['Grocer']]);
  });
});
