import { join } from 'node:path';
import type { LedgerEntry, LedgerReference, PostingKey } from '../../../engine/ports.ts';
import type { SeenEntry } from './differences.ts';
import { seenDifferences, textDifferences } from './differences.ts';
import { documentDifferences } from './documents.ts';
import { exists, readIfThere } from './durable-file.ts';
import { documentName, fileOfKey, reversalOfKey } from './escape.ts';
import type { Outcome } from './turns.ts';
import type { OpenedBooks } from './write-group.ts';
import { outcomeOf, referenceOf, rendered } from './write-group.ts';

/** Where the entries with the keys are, those left out that were taken back. */
export async function findGroup(books: OpenedBooks, keys: readonly PostingKey[]): Promise<Outcome<readonly LedgerReference[]>[]> {
  const { layout, dialect, gate } = books;
  await books.users.look();
  // Throws for a broken journal: saying "not there" could lead to a second entry.
  const seen = gate && !(await gate.isAlone()) ? await gate.find(keys) : [];
  return Promise.all(
    keys.map((key) =>
      outcomeOf(books, async () => {
        const file = fileOfKey(key, dialect.extension);
        if (await exists(join(layout.posted, reversalOfKey(key, dialect.extension)))) return [];
        const own = (await exists(join(layout.posted, file))) ? [referenceOf(layout, file)] : [];
        const carrying = seen.filter((one) => one.key === key);
        if (carrying.some(({ reverses }) => reverses)) return [];
        return [...own, ...carrying.filter(({ place }) => !isIn(place, file)).map(({ place }) => ({ reference: place }))];
      }),
    ),
  );
}

const isIn = (place: string, file: string) => place.replace(/:\d+$/, '').endsWith(file);

type Comparison = { readonly reference: LedgerReference; readonly entry: LedgerEntry };
/** `text` is undefined where the file is gone; `differences` are those of the text alone. */
type Looked = Comparison & {
  readonly translated: ReturnType<typeof rendered>['translated'];
  readonly text: string | undefined;
  readonly differences: readonly string[];
  readonly file: string;
};

/** Compares entries with what was written: the file's text, what the program reads in it, and the linked document. */
export async function compareGroup(books: OpenedBooks, jobs: readonly Comparison[]): Promise<Outcome<readonly string[]>[]> {
  await books.users.look();
  const looked = await Promise.all(jobs.map((job) => outcomeOf(books, () => look(books, job))));
  const good = looked.flatMap((one) => ('value' in one ? [one.value] : []));
  const seen = books.gate ? await seenOf(books, good) : new Map<Looked, readonly SeenEntry[] | 'read before'>();
  return Promise.all(
    looked.map(async (one) => ('error' in one ? one : outcomeOf(books, async () => compare(books, one.value, seen.get(one.value))))),
  );
}

async function look(books: OpenedBooks, job: Comparison): Promise<Looked> {
  const { entry } = job;
  const { dialect, layout, users } = books;
  const file = fileOfKey(entry.key, dialect.extension);
  const { translated, text: expected } = rendered({ dialect, declared: users.declared }, entry);
  const text = await readIfThere(join(layout.posted, file));
  const isEarlier = text !== undefined && dialect.earlierTexts(translated.entry).includes(text);
  const parse = (written: string) => dialect.parse(written, entry.currency);
  const differences = text === undefined || isEarlier ? [] : textDifferences(text, translated.entry, expected, parse);
  return { ...job, translated, text, differences, file: join(layout.posted, file) };
}

/** What the program sees of each: files that are as written are read alone, several at once; the rest is looked for in the whole journal. */
async function seenOf(books: OpenedBooks, looked: readonly Looked[]): Promise<Map<Looked, readonly SeenEntry[] | 'read before'>> {
  const { gate, dialect } = books;
  const found = new Map<Looked, readonly SeenEntry[] | 'read before'>();
  if (gate === undefined) return found;
  const isAlone = await gate.isAlone();
  const asWritten = looked.filter(({ text, differences }) => isAlone && text !== undefined && differences.length === 0);
  for (const one of asWritten) if (gate.wasRead(one.entry.key, one.text ?? '')) found.set(one, 'read before');
  const toRead = asWritten.filter((one) => !found.has(one));
  if (toRead.length > 0) {
    const declarations = toRead.flatMap(({ translated }) => dialect.declarations(translated));
    const files = [...new Set(toRead.map(({ file }) => file))];
    const seen = await gate.read(
      files,
      toRead.map(({ entry }) => entry.key),
      declarations,
    );
    if (seen !== undefined)
      for (const one of toRead)
        found.set(
          one,
          seen.filter((entry) => isOf(one, entry)),
        );
  }
  const toFind = looked.filter((one) => !found.has(one));
  if (toFind.length > 0) {
    const seen = await gate.find(toFind.map(({ entry }) => entry.key));
    for (const one of toFind)
      found.set(
        one,
        seen.filter((entry) => isOf(one, entry)),
      );
  }
  return found;
}

const isOf = ({ entry }: Looked, seen: SeenEntry) => seen.key === entry.key && !seen.reverses;

async function compare(books: OpenedBooks, one: Looked, seen: readonly SeenEntry[] | 'read before' | undefined): Promise<string[]> {
  const { dialect, layout } = books;
  const { entry, reference, text, differences, translated } = one;
  const documents = await documentDifferences(layout, documentName(entry.key, entry.document), entry.document.sha256);
  if (seen === 'read before') return [...differences, ...documents];
  if (seen === undefined) return text === undefined ? [`The file ${reference.reference} is gone.`] : [...differences, ...documents];
  const [first, second] = seen;
  if (first === undefined) return [`${dialect.program} finds no entry with this key (${reference.reference}).`];
  if (second !== undefined) {
    return [`${dialect.program} finds the entry ${seen.length} times: ${seen.map(({ place }) => place).join(', ')}.`];
  }
  const inText = differences.length > 0 ? differences : seenDifferences(first, translated.entry, dialect.program);
  return [...inText, ...documents];
}
