/**
 * A whole engine in a process of its own, for tests that kill it: watches FOLDER/arriving, approves whatever waits (so that approvals are
 * under fire too), and ends when nothing is left to do. Prints `started` and `idle`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Currency } from '../../src-main/contract/index.ts';
import { startEngine } from './start-engine.ts';

const [folder = ''] = process.argv.slice(2);
const { engine, client, close } = await startEngine({ folder, watch: true });
const clients = await client.clients.list();
if (clients.length === 0) {
  await client.clients.create({
    name: 'Crash Test Ltd',
    currency: Currency.parse('GBP'),
    watch: join(folder, 'arriving'),
    ledger: `hledger:${join(folder, 'books', 'crash.journal')}`,
  });
}
process.stdout.write('started\n');
for (let round = 0; round < 20; round += 1) {
  for (const source of await client.sources.list({})) await client.sources.rescan({ id: source.id });
  await engine.untilIdle();
  const { groups } = await client.review.queue({});
  const read = groups
    .flatMap((group) => group.documents)
    .filter(({ supplier, total, date }) => supplier !== undefined && total !== undefined && date !== undefined);
  if (read.length === 0) break;
  // Three kills in the same step put a document before a person, who then says what the step would have said.
  const uncoded = read.filter(({ account }) => account === undefined);
  for (const { id, version } of uncoded) await client.review.correct({ document: { id, version }, changes: { account: '6900' } });
  const documents = read.filter(({ account }) => account !== undefined);
  if (documents.length === 0) continue;
  await client.review.approve({ documents: documents.map(({ id, version }) => ({ id, version })), undoSeconds: 0 });
}
await engine.untilIdle();
process.stdout.write('idle\n');
if (!existsSync(join(folder, 'stay'))) await close();
