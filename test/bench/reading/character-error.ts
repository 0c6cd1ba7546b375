import { distance } from 'fastest-levenshtein';

/** Counts over lines: characters wrong (edits) and there, lines and lines read without a mistake. */
export class CharacterError {
  edits = 0;
  characters = 0;
  lines = 0;
  exact = 0;

  /** `fold` makes both texts comparable; white space is collapsed in any case. */
  add(truth: string, read: string, fold: (text: string) => string = (text) => text): void {
    const [want, got] = [truth, read].map((text) => fold(text).replace(/\s+/g, ' ').trim()) as [string, string];
    const edits = distance(want, got);
    this.edits += edits;
    this.characters += want.length;
    this.lines++;
    if (edits === 0) this.exact++;
  }

  get rate(): number {
    return this.edits / Math.max(1, this.characters);
  }

  get exactShare(): number {
    return this.exact / Math.max(1, this.lines);
  }
}
