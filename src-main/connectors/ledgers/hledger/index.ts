import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { HledgerBooks } from './client.ts';

const Config = z.object({
  journal: z.string().min(1).max(4096).describe('Main journal file; it is created where it does not exist'),
  hledger: z.string().max(4096).optional().describe('Where the hledger program is, if not on the search path'),
});
type Config = z.infer<typeof Config>;

/** Plain text books for hledger. `--ledger hledger:PATH`. */
export const hledger: LedgerConnector<Config> = {
  id: 'hledger',
  title: 'hledger journal (plain text)',
  config: Config,
  parse(rest) {
    if (rest.trim() === '') throw new EngineError('invalid_input', { note: 'Write --ledger hledger:PATH with the path of the journal.' });
    return { journal: resolve(rest.replace(/^~(?=$|[/\\])/, () => join(homedir(), '.'))) };
  },
  connect: (config, { log }) => new HledgerBooks({ ...config, journal: resolve(config.journal) }, log),
};
