import { z } from 'zod';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { PlainTextBooks } from '../plain-text/books.ts';
import { journalPath, journalSetting, lockedThroughSetting, parsedJournal } from '../plain-text/settings.ts';
import { hledgerDialect } from './dialect.ts';

const Config = z.object({
  journal: journalSetting,
  lockedThrough: lockedThroughSetting,
  hledger: z.string().max(4096).optional().meta({
    title: 'hledger program',
    description: 'Where the hledger program is, if not on the search path',
    kind: 'path',
  }),
});
type Config = z.infer<typeof Config>;

/** Plain text books for hledger. `--ledger hledger:PATH`. */
export const hledger = {
  id: 'hledger',
  title: 'hledger journal (plain text)',
  about: 'A journal in plain text that hledger reads. Each entry is a file of its own; with hledger installed its strict checks decide.',
  config: Config,
  finish: 'final',
  address: ({ journal }) => journalPath(journal),
  parse: (rest) => ({ journal: parsedJournal('hledger', rest) }),
  connect({ journal, hledger: program, lockedThrough }, { log }) {
    return new PlainTextBooks(hledgerDialect, { journal: journalPath(journal), program, lockedThrough }, log);
  },
} satisfies LedgerConnector<Config>;
