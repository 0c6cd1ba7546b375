import { csv } from '../../../src-main/connectors/ledgers/csv/index.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';
import { bill } from '../../unit/connectors/batch-entries.ts';

// Posts entries and exports every third time, until it is done or killed. Arguments: folder, last number of the entries.
const [, , folder = '', last = '0'] = process.argv;
const ports = { clock: systemClock, log: memoryLog(), vault: { read: async () => ({}), write: async () => undefined }, folder };
const ledger = csv.connect(csv.config.parse({ folder, encoding: 'utf-8' }), ports);
process.stdout.write('ready\n');
for (let number = 1; number <= Number(last); number += 1) {
  await ledger.create(bill(`doc-${number}`));
  if (number % 3 === 0) await ledger.batches?.export();
}
