import { jsonLines } from '../../../src-main/connectors/ledgers/json-lines/index.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';
import { bill } from '../../unit/connectors/batch-entries.ts';

// Posts entries until it is done or killed. Arguments: file, last number of the entries.
const [, , file = '', last = '0'] = process.argv;
const vault = { read: async () => ({}), write: async () => undefined };
const ledger = jsonLines.connect({ file }, { clock: systemClock, log: memoryLog(), vault, folder: '' });
process.stdout.write('ready\n');
for (let number = 1; number <= Number(last); number += 1) await ledger.create(bill(`doc-${number}`, { description: 'x'.repeat(20_000) }));
