import { z } from 'zod';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { PlainTextBooks } from '../plain-text/books.ts';
import { journalPath, journalSetting, lockedThroughSetting, parsedJournal } from '../plain-text/settings.ts';
import { beancountDialect } from './dialect.ts';

const Config = z.object({
  journal: journalSetting,
  lockedThrough: lockedThroughSetting,
  programs: z.string().max(4096).optional().meta({
    title: 'Folder of the programs',
    description: 'Where bean-check and bean-query are, if not on the search path',
    kind: 'path',
  }),
});
type Config = z.infer<typeof Config>;

/** Plain text books for beancount. `--ledger beancount:PATH`. */
export const beancount = {
  id: 'beancount',
  title: 'Beancount journal (plain text)',
  about:
    'A journal in plain text that beancount and Fava read. Each entry is a file of its own; with beancount installed its own check decides.',
  config: Config,
  finish: 'final',
  address: ({ journal }) => journalPath(journal),
  parse: (rest) => ({ journal: parsedJournal('beancount', rest) }),
  connect({ journal, programs: program, lockedThrough }, { log }) {
    return new PlainTextBooks(beancountDialect, { journal: journalPath(journal), program, lockedThrough }, log);
  },
} satisfies LedgerConnector<Config>;
