import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { Tool } from '../plain-text/dialect.ts';
import { KEY_TAG, REVERSAL_TAG } from '../plain-text/dialect.ts';
import type { SeenEntry } from '../plain-text/differences.ts';
import type { Answer } from '../plain-text/program.ts';
import { runKnownProgram, runProgram } from '../plain-text/program.ts';

const Printed = z.array(
  z.object({
    tdate: z.string(),
    ttags: z.array(z.tuple([z.string(), z.string()])),
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

/** The user's own hledger, run without their settings. */
export class Hledger implements Tool {
  readonly version: string;
  readonly #program: string;
  readonly #plain: readonly string[];

  private constructor(program: string, version: string) {
    this.#program = program;
    this.version = `hledger ${version}`;
    // From 1.40 on hledger reads option files from the folders above; they are the user's taste, not the books.
    const [major = 0, minor = 0] = version.split('.').map(Number);
    this.#plain = major > 1 || minor >= 40 ? ['--no-conf'] : [];
  }

  /** Undefined where hledger is not installed. `program` is a path from the settings; without it the search path decides. */
  static async find(program = 'hledger'): Promise<Hledger | undefined> {
    const answer = await runProgram(program, ['--version']);
    const version = /hledger (\d+(?:\.\d+)+)/.exec(answer?.out ?? '')?.[1];
    return version === undefined ? undefined : new Hledger(program, version);
  }

  check(file: string, strict: boolean): Promise<Answer> {
    return this.#run(['-f', file, 'check', ...(strict ? ['--strict'] : [])]);
  }

  async files(journal: string): Promise<readonly string[]> {
    const answer = await this.#run(['-f', journal, 'files']);
    return answer.ok ? answer.out.split(/\r?\n/).filter((line) => line !== '') : [];
  }

  async entries(
    file: string,
    keys: readonly string[],
    { strict }: { readonly strict: boolean },
  ): Promise<Answer & { readonly seen: readonly SeenEntry[] }> {
    const query = `tag:^(${KEY_TAG}|${REVERSAL_TAG})$=^(${keys.join('|')})$`;
    const answer = await this.#run(['-f', file, ...(strict ? ['--strict'] : []), 'print', query, '-O', 'json']);
    return { ...answer, seen: answer.ok ? parsePrinted(answer.out) : [] };
  }

  async #run(args: readonly string[]): Promise<Answer> {
    const answer = await runKnownProgram(this.#program, [...this.#plain, ...args]);
    return { ...answer, words: answer.words.replace(/^hledger: /, '') };
  }
}

function parsePrinted(out: string): SeenEntry[] {
  const printed = Printed.safeParse(JSON.parse(out));
  if (!printed.success) throw new EngineError('ledger_unreachable', { note: 'hledger answered in a form that is not known.' });
  return printed.data.map(({ tdate, ttags, tsourcepos, tpostings }) => {
    const own = ttags.find(([name]) => name === KEY_TAG) ?? ttags.find(([name]) => name === REVERSAL_TAG);
    return {
      key: own?.[1].trim() ?? '',
      reverses: own?.[0] === REVERSAL_TAG,
      place: tsourcepos?.[0] ? `${tsourcepos[0].sourceName}:${tsourcepos[0].sourceLine}` : '',
      date: tdate,
      legs: tpostings.flatMap(({ paccount, pamount }) =>
        pamount.map(({ acommodity, aquantity }) => ({
          account: paccount,
          currency: acommodity,
          quantity: decimalText(aquantity.decimalMantissa, aquantity.decimalPlaces),
        })),
      ),
    };
  });
}

/** A whole number with so many decimals, as text. One that JSON could not carry exactly reads as no number. */
function decimalText(mantissa: number, places: number): string {
  if (!Number.isSafeInteger(mantissa)) return '?';
  const digits = String(Math.abs(mantissa)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${mantissa < 0 ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(digits.length - places)}`}`;
}
