/**
 * The whole way of an entry, from approval to "read back right", through the durable pipeline with every commit synced to the disk: a pile of
 * entries into plain-text books, and single approvals. `node test/bench/ledgers/whole-way.ts [entries] [connector …]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src-main/adapters/clock.ts';
import { allHarnesses, connectorNamed } from '../../conformance/ledgers/ledger-harness.ts';
import { openRig } from '../../support/posting/posting-rig.ts';
import { load, machine, percentile } from '../machine.ts';

const [entries = '1000', ...wanted] = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : ['hledger', 'ledger', 'beancount', 'csv', 'json-lines'];
/** Approved one by one, each once the one before has been read back. */
const SINGLE = 40;

console.log(`${machine()}\nload ${load()}\n`);
const harnesses = await allHarnesses();
for (const name of names) {
  const harness = harnesses.find(({ id, missing }) => id === name && missing === undefined);
  if (harness === undefined) {
    console.log(`${name}: not installed`);
    continue;
  }
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-bench-'));
  const books = await harness.open(folder);
  const rig = await openRig({ folder, connector: connectorNamed(name), books, clock: systemClock, start: false });
  for (let count = 0; count < Number(entries); count++) await rig.post({ supplier: `Supplier ${count % 50} Ltd` });
  await rig.close();
  const began = performance.now();
  const working = await openRig({ folder, connector: connectorNamed(name), books, clock: systemClock });
  await working.settle(600_000);
  const seconds = (performance.now() - began) / 1_000;
  const waits: number[] = [];
  for (let count = 0; count < SINGLE; count++) {
    const approved = performance.now();
    const key = await working.post();
    for (;;) {
      const row = await working.context.store.db.selectFrom('postings').select('state').where('key', '=', key).executeTakeFirstOrThrow();
      if (row.state === 'posted' || row.state === 'verified') break;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    waits.push(performance.now() - approved);
  }
  await working.settle(60_000);
  const states = await working.context.store.db
    .selectFrom('postings')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  console.log(
    `${name} (${harness.variant}): ${entries} entries in ${seconds.toFixed(1)} s, ${(Number(entries) / seconds).toFixed(0)} a second; ` +
      `approval to posted p50 / p95 ${percentile(waits, 0.5).toFixed(0)} / ${percentile(waits, 0.95).toFixed(0)} ms (n ${SINGLE}); ` +
      `${states.map(({ state, count }) => `${count} ${state}`).join(', ')}; load ${load()}`,
  );
  await working.close();
  await books.close();
  rmSync(folder, { recursive: true, force: true });
}
