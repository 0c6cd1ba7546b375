/**
 * Writes `docs/errors.md` from the table of errors in the contract.
 *
 *   node scripts/make-errors-doc.ts [--check]    with --check it only says whether the file is up to date
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ERRORS } from '../src-main/contract/errors.ts';

const FILE = join(import.meta.dirname, '..', 'docs', 'errors.md');

/** The whole text of `docs/errors.md`. */
export function errorsDocument(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { what, todo, retryable }]) => `| \`${code}\` | ${cell(what)} | ${cell(todo)} | ${retryable ? 'yes' : 'no'} |`,
  );
  return [
    '# Errors',
    '',
    'Every expected failure has a code, says what happened, and says what to do. This page is made from `src-main/contract/errors.ts` by',
    '`npm run docs:errors`; change it there. "Again" says whether Tickmark tries again by itself.',
    '',
    '| Code | What happened | What to do | Again |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

if (import.meta.main) {
  const wanted = errorsDocument();
  if (process.argv.includes('--check')) {
    const isCurrent = readFileSync(FILE, 'utf8') === wanted;
    console.log(isCurrent ? 'docs/errors.md is up to date' : 'docs/errors.md is out of date: npm run docs:errors');
    process.exitCode = isCurrent ? 0 : 1;
  } else {
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, wanted);
  }
}
