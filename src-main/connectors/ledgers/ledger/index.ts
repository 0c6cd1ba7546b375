import { z } from 'zod';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { PlainTextBooks } from '../plain-text/books.ts';
import { journalPath, journalSetting, lockedThroughSetting, parsedJournal } from '../plain-text/settings.ts';
import { ledgerDialect } from './dialect.ts';

const Config = z.object({
  journal: journalSetting,
  lockedThrough: lockedThroughSetting,
  ledger: z.string().max(4096).optional().meta({
    title: 'Ledger program',
    description: 'Where the ledger program is, if not on the search path',
    kind: 'path',
  }),
});
type Config = z.infer<typeof Config>;

/** Plain text books for Ledger. `--ledger ledger:PATH`. */
export const ledger = {
  id: 'ledger',
  title: 'Ledger journal (plain text)',
  about:
    'A journal in plain text that Ledger (ledger-cli) reads. Each entry is a file of its own; with Ledger installed its pedantic check decides.',
  config: Config,
  finish: 'final',
  address: ({ journal }) => journalPath(journal),
  parse: (rest) => ({ journal: parsedJournal('ledger', rest) }),
  connect({ journal, ledger: program, lockedThrough }, { log }) {
    return new PlainTextBooks(ledgerDialect, { journal: journalPath(journal), program, lockedThrough }, log);
  },
} satisfies LedgerConnector<Config>;
