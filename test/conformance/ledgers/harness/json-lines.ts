import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerHarness } from '../ledger-harness.ts';

type Line = { readonly key?: string; readonly withdraws?: string };

export const jsonLines: LedgerHarness = {
  id: 'json-lines',
  variant: 'a file',
  async open(folder) {
    const file = join(folder, 'entries.jsonl');
    const texts = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []);
    const isOf = (key: string) => (text: string) => (JSON.parse(text) as Line).key === key;
    return {
      config: { file },
      names: { expense: 'food purchases', tax: 'input tax', payable: 'suppliers', paid: 'bank', taxCode: 'T1' },
      count: async (key) => {
        const withdrawals = texts().filter((text) => (JSON.parse(text) as Line).withdraws === key).length;
        return texts().filter(isOf(key)).length - withdrawals;
      },
      attachmentCount: async () => -1,
      orphans: async () => (existsSync(file) && !readFileSync(file, 'utf8').endsWith('\n') ? 1 : 0),
      tamper: async (key) =>
        writeFileSync(
          file,
          texts()
            .map((text) => `${isOf(key)(text) ? text.replaceAll('120.00', '130.00').replaceAll('100.00', '110.00') : text}\n`)
            .join(''),
        ),
      remove: async (key) =>
        writeFileSync(
          file,
          texts()
            .filter((text) => !isOf(key)(text))
            .map((text) => `${text}\n`)
            .join(''),
        ),
      close: async () => undefined,
    };
  },
};
