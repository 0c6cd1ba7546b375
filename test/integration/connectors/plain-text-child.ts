import { bill, CASES, original } from './plain-text-books.ts';

// Posts a run of entries, several at once, until it is done or killed. Arguments: kind, with or without its program, folder, number of entries.
const [, , id = '', how = '', folder = '', count = '0'] = process.argv;
const kind = CASES.find((candidate) => candidate.id === id);
if (!kind) throw new Error(`no kind ${id}`);
const ledger = kind.open(folder, { without: how === 'without' });
process.stdout.write('ready\n');
let next = 0;
const worker = async () => {
  while (next < Number(count)) {
    next += 1;
    const entry = bill(`doc-${next}`, { description: 'x'.repeat(20_000) });
    await ledger.attachments?.attach(await ledger.create(entry), original('y'.repeat(50_000)), entry.key);
  }
};
await Promise.all(Array.from({ length: 6 }, worker));
process.stdout.write('done\n');
