import { join } from 'node:path';
import { systemClock } from '../../src-main/adapters/clock.ts';
import { createIds } from '../../src-main/adapters/ids.ts';
import { Currency } from '../../src-main/contract/index.ts';
import { deriveKeys, openDatabase } from '../../src-main/engine/storage/index.ts';
import { preparedReaders } from '../support/prepared-readers.ts';
import { startEngine, TEST_KEY } from '../support/start-engine.ts';
import { percentile } from './machine.ts';
import type { Section } from './report.ts';

const DOCUMENTS = 10_000;
const WAITING = 500;

/** Screens over a store of 10,000 documents: how long the engine takes for what they ask. */
export async function largeStore(): Promise<Section> {
  const first = await startEngine({ ports: { readers: preparedReaders() } });
  const { folder } = first;
  const client = await first.client.clients.create({
    name: 'Large Ltd',
    currency: Currency.parse('GBP'),
    ledger: `hledger:${join(folder, 'books.journal')}`,
  });
  await first.engine.close();
  seed(join(first.data, 'store.db'), client.id);

  const openBegan = performance.now();
  const opened = await startEngine({ folder, ports: { readers: preparedReaders() } });
  const openMs = performance.now() - openBegan;
  try {
    const time = async (run: () => Promise<unknown>) => {
      const values: number[] = [];
      for (let round = 0; round < 30; round += 1) {
        const began = performance.now();
        await run();
        values.push(performance.now() - began);
      }
      return `${percentile(values, 0.5).toFixed(1)} / ${percentile(values, 0.95).toFixed(1)} ms`;
    };
    return {
      title: `Screens at ${DOCUMENTS.toLocaleString('en')} documents`,
      note: `${WAITING} of them waiting. p50 / p95 of 30 calls each, in process, answers checked by the contract.`,
      rows: [
        ['open the store', `${Math.round(openMs)} ms`],
        ['queue page', await time(() => opened.client.review.queue({}))],
        ['documents, first 100', await time(() => opened.client.documents.list({}))],
        ['search "bakery 12"', await time(() => opened.client.documents.list({ text: 'bakery 12' }))],
        ['home numbers', await time(() => opened.client.insight.home({}))],
      ],
    };
  } finally {
    await opened.engine.close();
    await first.close().catch(() => undefined);
  }
}

/** Rows as the engine would have left them, written in one transaction. */
function seed(file: string, clientId: string): void {
  const { raw } = openDatabase(file, deriveKeys(TEST_KEY).database);
  const ids = createIds(systemClock);
  const document =
    raw.prepare(`INSERT INTO documents (id, client_id, version, state, sha256, name, size, media_type, pages, type, supplier, supplier_key, date, number,
    total_minor, currency, account, route, reason, group_name, severity, touchless, priority, search_text, arrived_at, changed_at)
    VALUES (?, ?, 5, ?, ?, ?, 1000, 'image/jpeg', 1, 'receipt', ?, ?, '2026-11-01', ?, ?, 'GBP', '6420', ?, ?, ?, ?, ?, 10, ?, ?, ?)`);
  const arrival = raw.prepare(
    `INSERT INTO arrivals (id, at, client_id, via, name, origin, sha256, outcome, document_id) VALUES (?, ?, ?, 'folder', ?, ?, ?, 'document', ?)`,
  );
  const now = new Date().toISOString();
  raw.transaction(() => {
    for (let n = 0; n < DOCUMENTS; n += 1) {
      const waits = n % (DOCUMENTS / WAITING) === 0;
      const id = ids.next();
      const sha256 = n.toString(16).padStart(64, '0');
      const supplier = `Harbour Bakery ${n % 400}`;
      const name = `receipt-${n}.jpg`;
      document.run(
        id,
        clientId,
        waits ? 'review' : 'posted',
        sha256,
        name,
        supplier,
        supplier.toLowerCase(),
        `R-${n}`,
        1_000 + n,
        waits ? 'review' : 'clear',
        waits ? 'The total is 12.00: 61 % sure.' : null,
        waits ? 'Not sure what it says' : null,
        waits ? 'doubt' : null,
        waits ? 0 : 1,
        `${name} ${supplier} r-${n}`.toLowerCase(),
        now,
        now,
      );
      arrival.run(ids.next(), now, clientId, name, name, sha256, id);
    }
  })();
  raw.close();
}
