import { cpSync, mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Currency, type StepTimes } from '../../src-main/contract/index.ts';
import { startEngine } from '../support/start-engine.ts';
import { haveSroie, SROIE } from './extraction/corpus.ts';
import { percentile, residentBytes } from './machine.ts';
import { receiptsOf, spread } from './reading/split.ts';
import type { Section } from './report.ts';

/**
 * The fixed test receipts: of companies that neither the reader's networks nor the extraction's weights were made from, of as many of them
 * as there are.
 */
export function testReceipts(count: number): string[] {
  return spread(receiptsOf('test'), count).map(({ id }) => id);
}

/** Files to work through: 40 receipts of the corpus where it is there, else the samples that come along. */
function files(): { paths: string[]; what: string } {
  if (haveSroie())
    return {
      paths: testReceipts(40).map((id) => join(SROIE, 'img', `${id}.jpg`)),
      what: '40 scanned receipts (SROIE, test split of the reader)',
    };
  const folder = join(import.meta.dirname, '..', '..', 'resources', 'demo');
  const paths = readdirSync(folder)
    .filter((name) => name !== 'manifest.json')
    .map((name) => join(folder, name));
  return { paths, what: `${paths.length} sample documents` };
}

/** A pile dropped into a watched folder at once, from the drop until nothing is due. */
export async function bulk(): Promise<Section> {
  const { paths, what } = files();
  const { engine, client, folder, close } = await startEngine({ watch: true });
  try {
    const watch = join(folder, 'arriving');
    mkdirSync(watch);
    const owner = await client.clients.create({
      name: 'Bench Sdn Bhd',
      currency: Currency.parse('MYR'),
      watch,
      ledger: `hledger:${join(folder, 'books.journal')}`,
    });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    let peak = 0;
    const sampler = setInterval(() => {
      peak = Math.max(peak, residentBytes());
    }, 500);
    delay.enable();
    const began = performance.now();
    const past = new Date(Date.now() - 60_000);
    for (const path of paths) {
      const to = join(watch, path.split('/').at(-1) ?? '');
      cpSync(path, to);
      utimesSync(to, past, past);
    }
    for (const source of await client.sources.list({ clientId: owner.id })) await client.sources.rescan({ id: source.id });
    const counts = await engine.untilIdle();
    const seconds = (performance.now() - began) / 1_000;
    delay.disable();
    clearInterval(sampler);
    const steps = await stepTimes(client);
    return {
      title: 'A pile of receipts, folder to ledger',
      note: `${what}, dropped at once; the clock runs from the first copy until nothing is due. Engine-loop delay by \`monitorEventLoopDelay\` (5 ms).`,
      rows: [
        ['documents', String(paths.length)],
        ['posted / waiting for a person', `${counts.posted} / ${counts.review}`],
        ['documents a minute', ((paths.length / seconds) * 60).toFixed(1)],
        ['decode p50 / p95', `${ms(steps.decode, 0.5)} / ${ms(steps.decode, 0.95)}`],
        ['OCR p50 / p95', `${ms(steps.ocr, 0.5)} / ${ms(steps.ocr, 0.95)}`],
        ['extraction p50 / p95', `${ms(steps.extract, 0.5)} / ${ms(steps.extract, 0.95)}`],
        ['peak memory, engine and readers', `${Math.round(peak / 2 ** 20)} MB`],
        [
          'engine-loop delay p50 / p99 / max',
          `${[delay.percentile(50), delay.percentile(99), delay.max].map((value) => (value / 1e6).toFixed(1)).join(' / ')} ms`,
        ],
      ],
    };
  } finally {
    await close();
  }
}

type Client = Awaited<ReturnType<typeof startEngine>>['client'];

async function stepTimes(client: Client): Promise<{ decode: number[]; ocr: number[]; extract: number[] }> {
  const { rows } = await client.documents.list({ limit: 500 });
  const times: (StepTimes | undefined)[] = [];
  for (const { id } of rows) times.push((await client.documents.get({ id })).times);
  const of = (step: 'decode' | 'ocr' | 'extract') => times.flatMap((time) => (time ? [time[step]] : []));
  return { decode: of('decode'), ocr: of('ocr'), extract: of('extract') };
}

function ms(values: readonly number[], share: number): string {
  return `${Math.round(percentile(values, share))} ms`;
}
