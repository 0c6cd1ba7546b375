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
  const { left, groups } = await client.review.queue({});
  const documents = groups
    .flatMap((group) => group.documents)
    .filter((document) => document.total !== undefined && document.date !== undefined);
  if (left === 0 || documents.length === 0) break;
  await client.review.approve({ documents: documents.map(({ id, version }) => ({ id, version })), undoSeconds: 0 });
}
await engine.untilIdle();
process.stdout.write('idle\n');
if (!existsSync(join(folder, 'stay'))) await close();
