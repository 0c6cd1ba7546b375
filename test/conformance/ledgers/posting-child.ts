/**
 * The posting room in a process of its own, for tests that kill it. Arguments: harness id, folder, the books as JSON, the number of entries
 * that there are to be in all. Prints `ready`, the stages as they are committed, and `done`.
 */
import { flushCompileCache } from 'node:module';
import { systemClock } from '../../../src-main/adapters/clock.ts';
import { openRig, type RigBooks } from '../../support/posting/posting-rig.ts';
import { connectorNamed } from './ledger-harness.ts';

// What was compiled is else kept at the end, which one that is killed has not: the next one starts in half of the time.
flushCompileCache();
const [, , id = '', folder = '', json = '{}', wanted = '0'] = process.argv;
const books = JSON.parse(json) as RigBooks;
const rig = await openRig({ folder, connector: connectorNamed(id), books, clock: systemClock });
rig.context.store.onEvent((event) => {
  if (event.kind === 'posting') process.stdout.write(`${event.state}\n`);
});
process.stdout.write('ready\n');
for (let there = (await rig.keys()).length; there < Number(wanted); there++) await rig.post({ number: `KILL-${there + 1}` });
await rig.settle(120_000);
process.stdout.write('done\n');
await rig.close();
