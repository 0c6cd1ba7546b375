import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, machine } from '../machine.ts';
import type { PartResult } from '../reading/bench.ts';
import { type Figure, verdictOf, written } from '../reading/targets.ts';
import { asMarkdown, asText, type Section, withPart } from '../report.ts';
import { TARGETS } from './targets.ts';

const DOCS = join(import.meta.dirname, '..', '..', '..', 'docs');
const KEPT = join(DOCS, 'benchmarks', 'fields.json');

/** What a part measured last, and when and where. */
export type KeptPart = { readonly date: string; readonly machine: string; readonly load: string; readonly result: PartResult };
export type Kept = Readonly<Record<string, KeptPart>>;

/** The figures as a table against their targets; rows that were not measured are left out. */
function table(figures: readonly Figure[]): Section {
  const rows = TARGETS.flatMap((target) => {
    const figure = figures.find(({ id }) => id === target.id);
    if (figure === undefined) return [];
    const values = [figure.own, target.atLeast, target.aim].map((one) => written(target.unit, one));
    return [[target.label, figure.n, ...values, verdictOf(target, figure.own)]];
  });
  return { title: 'Against the targets', note: '', columns: ['', 'n', 'measured', 'at least', 'aim', 'reached'], rows };
}

export function printTable(figures: readonly Figure[]): string {
  return asText(table(figures));
}

export function measured(result: PartResult, loadBefore: string): KeptPart {
  return { date: new Date().toISOString().slice(0, 10), machine: machine(), load: `${loadBefore} before, ${load()} after`, result };
}

const NOTE = `Measured with \`npm run bench:fields\`: pictures of documents through the reader and the extraction of this release, against what is known of them.
Receipts are the test split of the SROIE corpus, of companies that no network, weight or setting saw; nothing was tuned on the German receipts, nor on the
suppliers of the e-invoices that are measured. "Pictures of invoices" counts rendered pages and damaged ones together. "At least" and "aim" are the targets.`;

/** The part of the page that this bench writes, from all that is kept. */
export function asPage(parts: Kept): string {
  const results = Object.values(parts).map(({ result }) => result);
  const { columns = [], rows } = table(results.flatMap(({ figures }) => figures));
  const when: Section = {
    title: 'When and where each part of it was measured',
    note: 'Load averages of 1, 5 and 15 minutes.',
    columns: ['part', 'date', 'load', 'machine'],
    rows: Object.entries(parts).map(([name, part]) => [name, part.date, part.load, part.machine]),
  };
  const head = asMarkdown([{ title: 'Fields', note: NOTE, columns, rows }]);
  return [head, asMarkdown([...results.flatMap(({ sections }) => sections), when], 3)].join('\n');
}

/** Keeps what was measured beside what other parts measured before, draws its drawings, and writes the page anew. */
export function writePage(measuredNow: Kept): void {
  mkdirSync(join(DOCS, 'benchmarks'), { recursive: true });
  const before = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Kept) : {};
  const parts = Object.entries(measuredNow).map(([name, part]) => {
    const { drawings = {}, ...result } = part.result;
    for (const [file, drawing] of Object.entries(drawings)) writeFileSync(join(DOCS, 'benchmarks', file), drawing);
    return [name, { ...part, result }] as const;
  });
  const all = { ...before, ...Object.fromEntries(parts) };
  writeFileSync(KEPT, `${JSON.stringify(all, null, 1)}\n`);
  const file = join(DOCS, 'benchmarks.md');
  writeFileSync(file, withPart(readFileSync(file, 'utf8'), 'bench:fields', asPage(all)));
}
