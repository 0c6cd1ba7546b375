import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { EngineError } from '../../../contract/index.ts';

/** A journal of 100,000 entries takes the programs a few seconds; beyond this they hang. */
const DEADLINE_MS = 30_000;

/** Programs started from a desktop do not inherit the terminal's PATH, so the usual places are looked at as well. */
const USUAL_PLACES = ['/usr/local/bin', '/usr/bin', '/opt/homebrew/bin', join(homedir(), '.local/bin'), join(homedir(), '.cabal/bin')];

/** What a program answered: `ok` is exit code 0, `words` is what it said on stderr. */
export type Answer = { readonly ok: boolean; readonly out: string; readonly words: string };

/**
 * Runs a ledger's program without a shell, without the user's settings and with a deadline. Undefined where the program does not exist.
 * Throws `ledger_unreachable` where the deadline passed.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Answer | undefined> {
  const { LANG = '', HOME, SystemRoot, PATH = '' } = process.env;
  const env: Record<string, string> = {
    PATH: [PATH, ...USUAL_PLACES].join(delimiter),
    // Without a UTF-8 locale some refuse any journal with other letters than ASCII.
    LANG: /utf-?8/i.test(LANG) ? LANG : 'C.UTF-8',
    ...(HOME === undefined ? {} : { HOME }),
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    ...settings,
  };
  return new Promise((resolve, reject) => {
    const options = { env, timeout: DEADLINE_MS, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 * 1024, windowsHide: true } as const;
    const child = execFile(program, args, options, (error, out, words) => {
      if (error === null) return resolve({ ok: true, out, words });
      if (error.code === 'ENOENT' || error.code === 'EACCES') return resolve(undefined);
      if (error.killed) return reject(new EngineError('ledger_unreachable', { note: 'The ledger program did not answer in time.' }));
      return resolve({ ok: false, out, words });
    });
    child.stdin?.end();
  });
}

/** As `runProgram`, for a program that has been found before. */
export async function runKnownProgram(
  program: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await runProgram(program, args, settings);
  if (answer === undefined) throw new EngineError('ledger_unreachable', { note: 'The ledger program could not be started.' });
  return answer;
}

/** The program's words, at most 600 characters: it quotes the place, then says what is wrong. */
export function shortWords(text: string): string {
  const words = text.trim();
  return words.length > 600 ? `${words.slice(0, 600)}…` : words;
}
