import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerConnection, LedgerFile } from '../../../src-main/engine/ports.ts';
import type { PlainTextCase } from '../../integration/connectors/plain-text-books.ts';
import { bill, CASES, sha256 } from '../../integration/connectors/plain-text-books.ts';
import { load, machine, percentile } from '../machine.ts';

// How fast plain-text ledgers take postings: each is written, its document attached, and both read back, with every file synced to the disk.
// Arguments: number of postings with 16 at once (1000), number with one at a time (100).
const DOCUMENT = randomBytes(60_000).toString('base64');
const DOCUMENT_HASH = sha256(DOCUMENT);

type Figures = {
  readonly count: number;
  readonly atOnce: number;
  readonly seconds: number;
  readonly processor: number;
  readonly perPosting: readonly number[];
};

/** Processor seconds of this process and of all that it started and that ended (Linux only; elsewhere 0): they depend less on other work. */
function processorSeconds(): number {
  if (process.platform !== 'linux') return 0;
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) / 100;
}

async function post(ledger: LedgerConnection, id: string): Promise<void> {
  const entry = bill(id, { document: { name: `${id}.pdf`, sha256: DOCUMENT_HASH, mediaType: 'application/pdf', size: DOCUMENT.length } });
  const reference = await ledger.create(entry);
  const file: LedgerFile = {
    ...entry.document,
    mediaType: 'application/pdf',
    size: DOCUMENT.length,
    bytes: async () => Buffer.from(DOCUMENT),
  };
  await ledger.attachments?.attach(reference, file, entry.key);
  const differences = await ledger.verify(reference, entry);
  if (differences.length > 0) throw new Error(differences.join(' '));
}

async function run(kind: PlainTextCase, count: number, atOnce: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-bench-'));
  try {
    const ledger = kind.open(folder);
    await ledger.test();
    const perPosting: number[] = [];
    let next = 0;
    const [began, used] = [performance.now(), processorSeconds()];
    const worker = async () => {
      while (next < count) {
        next += 1;
        const start = performance.now();
        await post(ledger, `p${next}`);
        perPosting.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    const seconds = (performance.now() - began) / 1000;
    const processor = processorSeconds() - used;
    const journal = join(folder, `books${kind.extension}`);
    if (kind.complaint(journal).trim() !== '') throw new Error(`${kind.id} has complaints`);
    return { count, atOnce, seconds, processor, perPosting };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function line(name: string, { count, atOnce, seconds, processor, perPosting }: Figures): string {
  const ms = (share: number) => `${percentile(perPosting, share).toFixed(0)} ms`.padStart(8);
  const perThousand = (value: number) => ((value / count) * 1000).toFixed(1);
  const cells = [
    name.padEnd(10),
    String(count).padStart(5),
    `${atOnce} at once`.padStart(10),
    `${perThousand(seconds)} s/1000`.padStart(14),
  ];
  return `${cells.join(' ')}  p50 ${ms(0.5)}  p95 ${ms(0.95)}  processor ${perThousand(processor)} s/1000`;
}

const [, , many = '1000', few = '100', only] = process.argv;
console.log(`${machine()}\nload ${load()} (1, 5, 15 minutes)\n`);
for (const kind of CASES.filter(({ id, installed }) => installed && (only === undefined || only === id))) {
  const single = await run(kind, Number(few), 1);
  console.log(line(kind.id, single));
  const grouped = await run(kind, Number(many), 16);
  console.log(line(kind.id, grouped));
  const ratio = single.seconds / single.count / (grouped.seconds / grouped.count);
  console.log(`${kind.id}: ${ratio.toFixed(1)} times as fast as one start of the program for each posting\n`);
}
console.log(`load ${load()}`);
