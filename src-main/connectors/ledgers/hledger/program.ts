import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { PostingKey } from '../../../engine/ports.ts';
import type { SeenEntry } from './map.ts';
import { KEY_TAG } from './map.ts';

/** A journal of 100,000 entries takes hledger a few seconds; beyond this it hangs. */
const DEADLINE_MS = 30_000;

/** Programs started from a desktop do not inherit the terminal's PATH, so the usual places are looked at as well. */
const USUAL_PLACES = ['/usr/local/bin', '/usr/bin', '/opt/homebrew/bin', join(homedir(), '.local/bin'), join(homedir(), '.cabal/bin')];

/** An answer of hledger: `ok` is exit code 0. `words` is what it said on stderr. */
export type Answer = { readonly ok: boolean; readonly out: string; readonly words: string };

const Printed = z.array(
  z.object({
    tdate: z.string(),
    tsourcepos: z.array(z.object({ sourceName: z.string(), sourceLine: z.number() })).optional(),
    tpostings: z.array(
      z.object({
        paccount: z.string(),
        pamount: z.array(
          z.object({ acommodity: z.string(), aquantity: z.object({ decimalMantissa: z.number(), decimalPlaces: z.number() }) }),
        ),
      }),
    ),
  }),
);

/** The user's own hledger, run without a shell, without their settings and with a deadline. */
export class Hledger {
  readonly version: string;
  readonly #program: string;

  private constructor(program: string, version: string) {
    this.#program = program;
    this.version = version;
  }

  /** Undefined where hledger is not installed. `program` is a path from the settings; without it the search path decides. */
  static async find(program = 'hledger'): Promise<Hledger | undefined> {
    const answer = await execute(program, ['--version']);
    const version = /hledger (\d+(?:\.\d+)+)/.exec(answer?.out ?? '')?.[1];
    return version === undefined ? undefined : new Hledger(program, version);
  }

  check(journal: string, strict: boolean): Promise<Answer> {
    return this.#run(['-f', journal, 'check', ...(strict ? ['--strict'] : [])]);
  }

  /** Absolute paths of all files that the journal consists of. */
  async files(journal: string): Promise<string[]> {
    const answer = await this.#run(['-f', journal, 'files']);
    return answer.ok ? answer.out.split(/\r?\n/).filter((line) => line !== '') : [];
  }

  /** All entries with the key, as hledger reads them. Loading checks the whole journal, strictly on request. */
  async entries(journal: string, key: PostingKey, strict: boolean): Promise<Answer & { readonly seen: readonly SeenEntry[] }> {
    const query = `tag:^${KEY_TAG}$=^${key}$`;
    const answer = await this.#run(['-f', journal, ...(strict ? ['--strict'] : []), 'print', query, '-O', 'json']);
    return { ...answer, seen: answer.ok ? parsePrinted(answer.out) : [] };
  }

  async #run(args: readonly string[]): Promise<Answer> {
    // From 1.40 on hledger reads option files from the folders above; they are the user's taste, not the books.
    const [major = 0, minor = 0] = this.version.split('.').map(Number);
    const plain = major > 1 || minor >= 40 ? ['--no-conf'] : [];
    const answer = await execute(this.#program, [...plain, ...args]);
    if (answer === undefined) throw new EngineError('ledger_unreachable', { note: 'hledger could not be started.' });
    return answer;
  }
}

function parsePrinted(out: string): SeenEntry[] {
  const printed = Printed.safeParse(JSON.parse(out));
  if (!printed.success) throw new EngineError('ledger_unreachable', { note: 'hledger answered in a form that is not known.' });
  return printed.data.map(({ tdate, tsourcepos, tpostings }) => ({
    place: tsourcepos?.[0] ? `${tsourcepos[0].sourceName}:${tsourcepos[0].sourceLine}` : '',
    date: tdate,
    legs: tpostings.flatMap(({ paccount, pamount }) =>
      pamount.map(({ acommodity, aquantity }) => ({
        account: paccount,
        currency: acommodity,
        mantissa: aquantity.decimalMantissa,
        places: aquantity.decimalPlaces,
      })),
    ),
  }));
}

/** Undefined where the program does not exist. Throws `ledger_unreachable` where the deadline passed. */
function execute(program: string, args: readonly string[]): Promise<Answer | undefined> {
  const { LANG = '', HOME, SystemRoot, PATH = '' } = process.env;
  const env: Record<string, string> = {
    PATH: [PATH, ...USUAL_PLACES].join(delimiter),
    // Without a UTF-8 locale hledger refuses any journal with other letters than ASCII.
    LANG: /utf-?8/i.test(LANG) ? LANG : 'C.UTF-8',
    ...(HOME === undefined ? {} : { HOME }),
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
  };
  return new Promise((resolve, reject) => {
    const options = { env, timeout: DEADLINE_MS, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 * 1024, windowsHide: true } as const;
    const child = execFile(program, args, options, (error, out, words) => {
      if (error === null) return resolve({ ok: true, out, words });
      if (error.code === 'ENOENT' || error.code === 'EACCES') return resolve(undefined);
      if (error.killed) return reject(new EngineError('ledger_unreachable', { note: 'hledger did not answer in time.' }));
      return resolve({ ok: false, out, words });
    });
    child.stdin?.end();
  });
}
