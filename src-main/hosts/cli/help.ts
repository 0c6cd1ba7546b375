import type { Command } from './command.ts';

export const PROGRAM = 'npm run -s tickmark --';

const GLOBAL_OPTIONS: readonly (readonly [string, string])[] = [
  ['--data DIR', 'where Tickmark keeps its data (or TICKMARK_DATA)'],
  ['--json', 'data for programs instead of tables for people'],
  ['--help', 'this text, or that of a command'],
  ['--version', 'the version'],
];

/** The help of all commands. */
export function overallHelp(commands: readonly Command[]): string {
  return `Tickmark reads receipts and invoices on this machine and keeps the books of your clients.

Usage: ${PROGRAM} COMMAND [OPTIONS]

${columns(commands.map(({ name, summary }) => [name, summary]))}
Options of every command:
${columns(GLOBAL_OPTIONS)}
Examples:
  ${PROGRAM} client add "Harbour Café" --currency GBP --watch ~/harbour --ledger hledger:~/books/harbour.journal
  ${PROGRAM} ingest ~/scans --client harbour
  ${PROGRAM} run --until-idle
  ${PROGRAM} queue list

Data go to standard output, everything else to standard error. Exit code 0: done; 1: something of it failed; 2: wrong usage.
Beside a running Tickmark commands ask it instead of opening the data themselves. TICKMARK_LOG=debug shows more,
TICKMARK_PASSPHRASE protects the data with a passphrase instead of a key file.
`;
}

export function commandHelp({ name, summary, usage, optionHelp, examples }: Command): string {
  return `${summary}.

Usage: ${PROGRAM} ${name} ${usage}

${columns([...(optionHelp ?? []), ...GLOBAL_OPTIONS])}
Examples:
${examples.map((example) => `  ${example.includes('tickmark') || example.includes('=…') ? example : `${PROGRAM} ${example}`}\n`).join('')}`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}
