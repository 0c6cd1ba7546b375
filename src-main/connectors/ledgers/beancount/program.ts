import { join } from 'node:path';
import type { Tool } from '../plain-text/dialect.ts';
import { KEY_TAG, REVERSAL_TAG } from '../plain-text/dialect.ts';
import type { SeenEntry } from '../plain-text/differences.ts';
import type { Answer } from '../plain-text/program.ts';
import { runKnownProgram, runProgram } from '../plain-text/program.ts';

/** No copies of what was read beside the user's files, and no words about Python itself. */
const SETTINGS = { BEANCOUNT_DISABLE_LOAD_CACHE: '1', PYTHONWARNINGS: 'ignore', PYTHONIOENCODING: 'utf-8' };

/** The number itself would be rounded to the digits that most numbers of the table have: 0.024 among pounds becomes 0.02. */
const EXACT = 'str(number)';

/** The user's own `bean-check` and `bean-query`. Both load with the same checks, and both may end with 0 where they found errors. */
export class Beancount implements Tool {
  readonly version: string;
  readonly #check: string;
  readonly #query: string;

  private constructor(folder: string | undefined, version: string) {
    const program = (name: string) => (folder === undefined ? name : join(folder, name));
    this.#check = program('bean-check');
    this.#query = program('bean-query');
    this.version = `beancount ${version}`;
  }

  /** Undefined where one of the two is not installed. `folder` is where they are; without it the search path decides. */
  static async find(folder?: string): Promise<Beancount | undefined> {
    const programs = ['bean-check', 'bean-query'].map((name) => (folder === undefined ? name : join(folder, name)));
    const [check, query] = await Promise.all(programs.map((program) => runProgram(program, ['--version'], SETTINGS)));
    const version = /(\d+(?:\.\d+)+)/.exec(check?.out ?? '')?.[1];
    return version === undefined || query === undefined ? undefined : new Beancount(folder, version);
  }

  async check(file: string): Promise<Answer> {
    return judged(await runKnownProgram(this.#check, [file], SETTINGS));
  }

  /** `bean-check` adds one look at the types of what plugins made, so that it matters for the whole journal only. */
  async entries(
    file: string,
    keys: readonly string[],
    { deep }: { readonly deep: boolean },
  ): Promise<Answer & { readonly seen: readonly SeenEntry[] }> {
    const pattern = `'^(${keys.join('|')})$'`;
    const columns = `entry_meta('${KEY_TAG}') AS own, entry_meta('${REVERSAL_TAG}') AS back, filename, lineno, date, account, currency, ${EXACT}`;
    const query = `SELECT ${columns} WHERE entry_meta('${KEY_TAG}') ~ ${pattern} OR entry_meta('${REVERSAL_TAG}') ~ ${pattern}`;
    const [checked, queried] = await Promise.all([
      deep ? this.check(file) : undefined,
      runKnownProgram(this.#query, ['-f', 'csv', file, query], SETTINGS).then(judged),
    ]);
    if (checked?.ok === false) return { ...checked, seen: [] };
    return { ...queried, seen: queried.ok ? parseTable(queried.out) : [] };
  }
}

function judged(answer: Answer): Answer {
  return { ...answer, ok: answer.ok && answer.words.trim() === '', words: answer.words || answer.out };
}

function parseTable(out: string): SeenEntry[] {
  const found = new Map<string, SeenEntry & { legs: SeenEntry['legs'][number][] }>();
  for (const line of out.split(/\r?\n/).slice(1)) {
    const [key = '', reversed = '', file = '', number = '', date = '', account = '', currency = '', quantity] = cellsOf(line);
    if (quantity === undefined) continue;
    const place = `${file}:${number}`;
    const entry = found.get(place) ?? { key: key || reversed, reverses: key === '', place, date, legs: [] };
    entry.legs.push({ account, currency, quantity: /-?\d+(?:\.\d+)?/.exec(quantity)?.[0] ?? quantity });
    found.set(place, entry);
  }
  return [...found.values()];
}

/** Cells of a line of comma-separated values. None of our columns holds a line break. */
function cellsOf(line: string): string[] {
  const cells = [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)];
  return cells.map(([, quoted, plain = '']) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim());
}
