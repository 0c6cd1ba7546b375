import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, machine } from '../machine.ts';
import { asMarkdown, asText, type Section, withPart } from '../report.ts';
import type { PartResult } from './bench.ts';
import { type Figure, TARGETS, verdictOf, written } from './targets.ts';

const DOCS = join(import.meta.dirname, '..', '..', '..', 'docs');
const DRAWINGS = join(DOCS, 'benchmarks');
const KEPT = join(DRAWINGS, 'reading.json');

/** What a part measured last, and when and where. */
type KeptPart = { readonly date: string; readonly machine: string; readonly load: string; readonly result: PartResult };
type Kept = Record<string, KeptPart>;

/** The figures as a table against their targets; rows that were not measured are left out. */
function table(figures: readonly Figure[]): Section {
  const rows = TARGETS.flatMap((target) => {
    const figure = figures.find(({ id }) => id === target.id);
    if (figure === undefined) return [];
    const { unit, label } = target;
    const values = [figure.tesseract, figure.own, target.atLeast, target.aim].map((one) => written(unit, one));
    return [[label, figure.n, ...values, verdictOf(target, figure.own)]];
  });
  return { title: 'Against the targets', note: '', columns: ['', 'n', 'tesseract.js', 'this reader', 'at least', 'aim', 'reached'], rows };
}

export function printTable(figures: readonly Figure[]): string {
  return asText(table(figures));
}

function kept(): Kept {
  return existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Kept) : {};
}

/** Keeps what a part measured, beside what the others measured before, and its drawings. */
export function keepPart(name: string, result: PartResult, loadBefore: string): void {
  mkdirSync(DRAWINGS, { recursive: true });
  for (const [file, drawing] of Object.entries(result.drawings ?? {})) writeFileSync(join(DRAWINGS, file), drawing);
  const part: KeptPart = {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    load: `${loadBefore} before, ${load()} after`,
    result: { figures: result.figures, sections: result.sections },
  };
  writeFileSync(KEPT, `${JSON.stringify({ ...kept(), [name]: part }, null, 1)}\n`);
}

const NOTE = `Measured with \`npm run bench:read\` on the test split: 79 receipts of the SROIE corpus, of companies that no network, weight or setting saw.
tesseract.js reads the same files in the same run, as the product reads with it alone (best_int data, whole pages, capitals scaled to 22 px).
"At least" and "aim" are the targets; what each row means stands in the sections below. The corpora are not part of the project, so pages are
named by their id and drawn, not shown.`;

/** Writes the reading part of the page from all that is kept. */
export function writePage(): void {
  const parts = kept();
  const { columns = [], rows } = table(Object.values(parts).flatMap(({ result }) => result.figures));
  const head = asMarkdown([{ title: 'Reading', note: NOTE, columns, rows }]);
  const sections = asMarkdown(
    Object.values(parts).flatMap(({ result }) => result.sections),
    3,
  );
  const when = asMarkdown(
    [
      {
        title: 'When and where each part was measured',
        note: 'Load averages of 1, 5 and 15 minutes.',
        columns: ['part', 'date', 'load', 'machine'],
        rows: Object.entries(parts).map(([name, part]) => [name, part.date, part.load, part.machine]),
      },
    ],
    3,
  );
  const file = join(DOCS, 'benchmarks.md');
  writeFileSync(file, withPart(readFileSync(file, 'utf8'), 'bench:read', [head, sections, when].join('\n')));
}
