import { bill, connect, HARNESSES } from './harness.ts';

// Posts a run of entries until it is done or killed. Arguments: variant, folder, first and last number of the entries.
const [, , variant = '', folder = '', first = '0', last = '0'] = process.argv;
const harness = HARNESSES.find((candidate) => candidate.variant === variant);
if (!harness) throw new Error(`no variant ${variant}`);
const ledger = connect(harness, folder);
process.stdout.write('ready\n');
for (let number = Number(first); number <= Number(last); number++)
  await ledger.create(bill(`doc-${number}`, { description: 'x'.repeat(50_000) }));
process.stdout.write('done\n');
