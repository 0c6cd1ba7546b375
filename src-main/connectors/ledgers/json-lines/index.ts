import { resolve } from 'node:path';
import { z } from 'zod';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { JsonLines } from './client.ts';

const Config = z.object({
  file: z.string().min(1).max(4096).meta({ title: 'File', description: 'It is made with the first entry.', kind: 'path' }),
});

/** A file with one line of JSON an entry. `--ledger json-lines:PATH`. */
export const jsonLines: LedgerConnector<z.infer<typeof Config>> = {
  id: 'json-lines',
  title: 'JSON lines',
  about: 'Appends each entry as a line of JSON to a file, for scripts of your own. An entry that is taken back gets a line that says so.',
  config: Config,
  finish: 'final',
  address: ({ file }) => resolve(file),
  parse: (rest) => Config.parse({ file: resolve(rest) }),
  connect: ({ file }) => new JsonLines(resolve(file)),
};
