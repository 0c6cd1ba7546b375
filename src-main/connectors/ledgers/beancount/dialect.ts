import type { Dialect } from '../plain-text/dialect.ts';
import { confusionIn, isBeancountAccount, translateEntry } from './accounts.ts';
import { bindsIn, contentOf, includesIn } from './content.ts';
import { declarationsOf, declaredIn, parseEntry, renderEntry } from './map.ts';
import { Beancount } from './program.ts';

export const beancountDialect: Dialect = {
  program: 'beancount',
  extension: '.beancount',
  journalEndings: /\.(beancount|bean)$/i,
  headers: {
    journal: '; Books kept with Tickmark. This file is yours: add entries, accounts and includes as you like.\n',
    declarations: '; Accounts that the entries posted by Tickmark use. Lines are only ever added here.\n',
    seed: '; One file for each entry posted by Tickmark, named by its key. Deleting a file takes its entry out of the books.\n',
  },
  includeLine: (path) => `include "${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  includesIn,
  translate: translateEntry,
  isAccountName: isBeancountAccount,
  render: renderEntry,
  earlierTexts: () => [],
  parse: parseEntry,
  declarations: declarationsOf,
  declaredIn,
  confusion: confusionIn,
  bindsIn,
  contentOf,
  findTool: (folder) => Beancount.find(folder),
};
