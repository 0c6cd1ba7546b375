import type { DrawnWord } from './rendered-words.ts';

type Count = { all: number; found: number };
type Hit = { readonly word: DrawnWord; readonly isFound: boolean };

/** Tags whose words make up a value of the truth; all of the value's words have to be found. */
const VALUES = ['supplier', 'supplierTaxId', 'number', 'date', 'dueDate', 'net', 'tax', 'total', 'iban'];

/** Counts what of the drawn words was read, by how the picture was damaged and by tag. */
export class Found {
  readonly #words = new Map<string, Count>();
  readonly #values = new Map<string, Count>();

  add(variant: string, hits: readonly Hit[]): void {
    for (const { isFound } of hits) for (const name of ['all', variant]) count(this.#words, name, isFound);
    for (const [tag, own] of Map.groupBy(hits, ({ word }) => word.tag)) {
      // A value that is printed several times is found if one of its lines was read whole.
      const lines = [...Map.groupBy(own, ({ word }) => word.line).values()];
      if (VALUES.includes(tag)) {
        const isFound = lines.some((line) => line.every((hit) => hit.isFound));
        for (const name of ['all', variant, tag]) count(this.#values, name, isFound);
      }
    }
    for (const cell of Map.groupBy(
      hits.filter(({ word }) => word.tag === 'itemAmount'),
      ({ word }) => word.item,
    ).values()) {
      count(
        this.#values,
        'itemAmount',
        cell.every(({ isFound }) => isFound),
      );
    }
  }

  report(): string {
    return `drawn words found: ${told(this.#words)}\nvalues found: ${told(this.#values)}\n`;
  }
}

function count(counts: Map<string, Count>, name: string, isFound: boolean): void {
  const one = counts.get(name) ?? { all: 0, found: 0 };
  counts.set(name, { all: one.all + 1, found: one.found + (isFound ? 1 : 0) });
}

function told(counts: ReadonlyMap<string, Count>): string {
  return [...counts].map(([name, { all, found }]) => `${name} ${((100 * found) / all).toFixed(1)} % of ${all}`).join(', ');
}
