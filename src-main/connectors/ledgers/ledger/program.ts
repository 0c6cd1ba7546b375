import type { Tool } from '../plain-text/dialect.ts';
import { KEY_TAG, REVERSAL_TAG } from '../plain-text/dialect.ts';
import type { SeenEntry } from '../plain-text/differences.ts';
import type { Answer } from '../plain-text/program.ts';
import { runKnownProgram, runProgram } from '../plain-text/program.ts';

/** One line a posting; account names hold no tab. */
const COLUMNS = [
  `tag("${KEY_TAG}")`,
  `tag("${REVERSAL_TAG}")`,
  'filename',
  'xact.beg_line',
  'format_date(date, "%Y-%m-%d")',
  'account',
  'commodity(amount)',
  'quantity(amount)',
];
const FORMAT = `${COLUMNS.map((column) => `%(${column})`).join('\\t')}\\n`;

/** The user's own Ledger, run without their settings. */
export class Ledger implements Tool {
  readonly version: string;
  readonly #program: string;

  private constructor(program: string, version: string) {
    this.#program = program;
    this.version = `Ledger ${version}`;
  }

  /** Undefined where Ledger is not installed. `program` is a path from the settings; without it the search path decides. */
  static async find(program = 'ledger'): Promise<Ledger | undefined> {
    const answer = await runProgram(program, ['--args-only', '--version']);
    const version = /Ledger (\d+(?:\.\d+)+)/.exec(answer?.out ?? '')?.[1];
    return version === undefined ? undefined : new Ledger(program, version);
  }

  /** `--strict` only warns; `--pedantic` refuses accounts, currencies and tags that nobody declared. */
  check(file: string, strict: boolean): Promise<Answer> {
    return this.#run(file, strict, ['accounts', '--limit', 'false']);
  }

  /** `--actual` leaves out what the user's automatic transactions add to an entry; `--empty` keeps lines of zero. */
  async entries(
    file: string,
    keys: readonly string[],
    { strict }: { readonly strict: boolean },
  ): Promise<Answer & { readonly seen: readonly SeenEntry[] }> {
    const pattern = `/^(${keys.join('|')})$/`;
    const limit = `(has_tag("${KEY_TAG}") & tag("${KEY_TAG}") =~ ${pattern}) | (has_tag("${REVERSAL_TAG}") & tag("${REVERSAL_TAG}") =~ ${pattern})`;
    const answer = await this.#run(file, strict, ['register', '--empty', '--actual', '--limit', limit, '--format', FORMAT]);
    return { ...answer, seen: answer.ok ? parseRegister(answer.out) : [] };
  }

  #run(file: string, strict: boolean, args: readonly string[]): Promise<Answer> {
    return runKnownProgram(this.#program, ['--args-only', ...(strict ? ['--pedantic'] : []), '--file', file, ...args]);
  }
}

function parseRegister(out: string): SeenEntry[] {
  const found = new Map<string, SeenEntry & { legs: SeenEntry['legs'][number][] }>();
  for (const line of out.split('\n')) {
    const [key = '', reversed = '', file = '', number = '', date = '', account = '', currency = '', quantity] = line.split('\t');
    if (quantity === undefined) continue;
    const place = `${file}:${number}`;
    const entry = found.get(place) ?? { key: key || reversed, reverses: key === '', place, date, legs: [] };
    entry.legs.push({ account, currency: currency.replaceAll('"', ''), quantity });
    found.set(place, entry);
  }
  return [...found.values()];
}
