// The command line. Data on stdout, words and logs on stderr; exit code 0 done, 1 something failed, 2 wrong usage.
import { join } from 'node:path';
import { createLog } from '../../adapters/log.ts';
import { readSecret } from './read-secret.ts';
import { runCommandLine } from './run-command.ts';

// Who reads only the first lines (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const io = {
  // Quiet unless asked: a person at a terminal wants the outcome, a host its warnings.
  log: createLog({ level: process.env['TICKMARK_LOG'] ?? 'warn' }),
  out: (words: string) => void process.stdout.write(words),
  err: (words: string) => void process.stderr.write(words),
  readSecret: (question: string) => readSecret(question),
};

// Set, not called: what is still being written to a pipe must get out before the process ends.
process.exitCode = await runCommandLine(process.argv.slice(2), io, join(import.meta.dirname, '..', '..', '..'));
