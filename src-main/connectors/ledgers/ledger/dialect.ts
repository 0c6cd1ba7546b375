import type { Dialect } from '../plain-text/dialect.ts';
import { journalBinds, journalContent, journalDeclarations, journalIncludes, parseJournalEntry } from '../plain-text/journal-text.ts';
import { isJournalAccount } from '../plain-text/rules.ts';
import { declarationsOf, renderEntry } from './map.ts';
import { Ledger } from './program.ts';

export const ledgerDialect: Dialect = {
  program: 'ledger',
  extension: '.ledger',
  journalEndings: /\.(ledger|ldg|journal|dat)$/i,
  headers: {
    journal: '; Books kept with Tickmark. This file is yours: add entries, accounts and includes as you like.\n',
    declarations: '; Accounts, currencies and tags that the entries posted by Tickmark use. Lines are only ever added here.\n',
    seed: '; One file for each entry posted by Tickmark, named by its key. Deleting a file takes its entry out of the books.\n',
  },
  includeLine: (path) => `include ${path}`,
  includesIn: journalIncludes,
  translate: (entry) => ({ entry, names: new Map() }),
  isAccountName: isJournalAccount,
  render: renderEntry,
  earlierTexts: () => [],
  parse: parseJournalEntry,
  declarations: ({ entry }) => declarationsOf(entry),
  declaredIn: journalDeclarations,
  confusion: () => undefined,
  bindsIn: journalBinds,
  contentOf: journalContent,
  findTool: (program) => Ledger.find(program),
};
