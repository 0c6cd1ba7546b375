import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerHarness, OpenBooks } from '../../conformance/ledgers/ledger-harness.ts';
import type { PlainTextCase } from './plain-text-books.ts';

const list = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Books in plain text as files, seen without the connector. `settings` are those beside the journal. */
function openBooks(kind: PlainTextCase, folder: string, settings: Readonly<Record<string, string>>): OpenBooks {
  const ours = join(folder, 'books.tickmark');
  const [posted, voided, documents] = ['posted', 'voided', 'documents'].map((name) => join(ours, name)) as [string, string, string];
  const fileOf = (key: string) => join(posted, `${key.replaceAll(':', '.')}${kind.extension}`);
  const textsIn = (place: string) =>
    list(place)
      .filter((name) => name.endsWith(kind.extension))
      .map((name) => readFileSync(join(place, name), 'utf8'));
  const journal = join(folder, `books${kind.extension}`);
  const carrying = (tag: string, key: string) => {
    const pattern = new RegExp(`${tag}: ?"?${key}(?![a-z0-9:_-])`, 'g');
    const texts = [
      ...textsIn(posted),
      ...list(folder)
        .filter((name) => name === `books${kind.extension}`)
        .map(() => readFileSync(journal, 'utf8')),
    ];
    return texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
  };
  const count = (key: string) => (carrying('tickmark-reverses', key) > 0 ? 0 : carrying('tickmark-key', key));
  return {
    config: { journal, ...settings },
    names: { expense: 'expenses:food purchases', tax: 'assets:vat input', payable: 'liabilities:payable', paid: 'assets:bank' },
    count: async (key) => count(key),
    attachmentCount: async (key) =>
      count(key) === 0 ? 0 : list(documents).filter((name) => name.startsWith(`${key.replaceAll(':', '.')}.`)).length,
    orphans: async () => {
      const unfinished = [folder, ours, posted, voided, documents].flatMap(list).filter((name) => name.startsWith('.tmp-'));
      const texts = [...textsIn(posted), ...textsIn(voided)].join('\n');
      const loose = list(documents).filter((name) => !name.startsWith('.tmp-') && !texts.includes(`documents/${name}`));
      return unfinished.length + loose.length;
    },
    // Both sides are changed, so that the entry still balances and the ledger itself has no complaint.
    tamper: async (key) =>
      writeFileSync(fileOf(key), readFileSync(fileOf(key), 'utf8').replaceAll('120.00', '130.00').replaceAll('100.00', '110.00')),
    remove: async (key) => rmSync(fileOf(key)),
    lock: async (day) => {
      mkdirSync(ours, { recursive: true });
      writeFileSync(join(ours, 'locked-through'), `${day}\n`);
    },
    close: async () => undefined,
  };
}

/** With the real program, and as where it is not installed. `setting` names the program's place, `install` says what to install. */
export function plainTextHarnesses(kind: PlainTextCase, setting: string, install: string): LedgerHarness[] {
  return [
    {
      id: kind.id,
      variant: `with ${kind.id}`,
      ...(kind.installed ? {} : { missing: install }),
      open: async (folder) => openBooks(kind, folder, {}),
    },
    {
      id: kind.id,
      variant: `without ${kind.id}`,
      open: async (folder) => openBooks(kind, folder, { [setting]: join(folder, 'not-installed') }),
    },
  ];
}
