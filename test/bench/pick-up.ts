import { join } from 'node:path';
import { Currency } from '../../src-main/contract/index.ts';
import { preparedReaders } from '../support/prepared-readers.ts';
import { startEngine } from '../support/start-engine.ts';
import { percentile } from './machine.ts';
import type { Section } from './report.ts';

const UPLOADS = 60;

/** From "the file is safe" until a reader has it: wake-up without polling. */
export async function pickUp(): Promise<Section> {
  let taken: (() => void) | undefined;
  const readers = preparedReaders();
  readers.before = () => taken?.();
  const { engine, client, folder, close } = await startEngine({ ports: { readers } });
  try {
    const owner = await client.clients.create({
      name: 'Quick Ltd',
      currency: Currency.parse('GBP'),
      ledger: `hledger:${join(folder, 'books.journal')}`,
    });
    const waits: number[] = [];
    for (let n = 0; n < UPLOADS; n += 1) {
      const picked = new Promise<number>((resolve) => {
        taken = () => resolve(performance.now());
      });
      await client.documents.upload({ clientId: owner.id, file: new File([`receipt ${n}`], `receipt-${n}.jpg`) });
      const safe = performance.now();
      waits.push(Math.max(0, (await picked) - safe));
      await engine.untilIdle();
    }
    return {
      title: 'Pick-up of a new job',
      note: `${UPLOADS} files handed in one by one; from the answer "taken in" until a reader process would be given the bytes.`,
      rows: [['p50 / p95 / max', `${[0.5, 0.95, 1].map((share) => percentile(waits, share).toFixed(1)).join(' / ')} ms`]],
    };
  } finally {
    await close();
  }
}
