import { existsSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerHarness, OpenBooks } from '../ledger-harness.ts';

/** Books of batch files as the folder itself shows them; `folder` is where the files go. */
export function booksOf(folder: string, config: unknown, names: OpenBooks['names']): OpenBooks {
  const register = (...parts: string[]) => join(folder, '.tickmark', ...parts);
  const fileOf = (key: string) => `${key.replaceAll(':', '.')}.json`;
  const listed = (path: string) => (existsSync(path) ? readdirSync(path) : []);
  const manifests = () =>
    listed(register('batches'))
      .filter((name) => /^\d+\.json$/.test(name))
      .map(
        (name) => JSON.parse(readFileSync(register('batches', name), 'utf8')) as { copy: string; rows: { key: string; kind: string }[] },
      );
  return {
    config,
    names,
    count: async (key) => {
      if (existsSync(register('withdrawn', fileOf(key)))) return 0;
      const inFiles = manifests().flatMap(({ rows }) => rows.filter((row) => row.key === key && row.kind === 'entry')).length;
      return Math.max(inFiles, existsSync(register('entries', fileOf(key))) ? 1 : 0);
    },
    attachmentCount: async () => -1,
    orphans: async () => {
      const copies = new Set(manifests().map(({ copy }) => copy));
      const stray = listed(register('batches')).filter((name) => name.endsWith('.csv') && !copies.has(name));
      const unfinished = [folder, register('entries'), register('withdrawn'), register('batches')]
        .flatMap(listed)
        .filter((name) => name.startsWith('.tmp-'));
      return stray.length + unfinished.length;
    },
    tamper: async (key) => {
      const path = register('entries', fileOf(key));
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('12000', '13000').replaceAll('10000', '11000'));
    },
    remove: async (key) => unlinkSync(register('entries', fileOf(key))),
    close: async () => undefined,
  };
}

const names = { expense: 'food purchases', tax: 'input tax', payable: 'suppliers', paid: 'bank', taxCode: 'T1' };

export const lines: LedgerHarness = {
  id: 'csv',
  variant: 'a row a line',
  open: async (folder) => booksOf(join(folder, 'out'), { folder: join(folder, 'out') }, names),
};
export const journal: LedgerHarness = {
  id: 'csv',
  variant: 'a row a leg, in Windows-1252',
  open: async (folder) => {
    const config = {
      folder: join(folder, 'out'),
      columns: 'journal',
      separator: 'semicolon',
      encoding: 'windows-1252',
      misfits: 'spell-out',
    };
    return booksOf(join(folder, 'out'), config, names);
  },
};
