import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, doubtful, fresh, openDesk } from './desk.ts';

/** Runs on a file system of its own, fills it in the middle of the work, makes space again, and prints what happened as JSON. */
const [folder = ''] = process.argv.slice(2);
const ballast = join(folder, 'ballast');

function fill(): void {
  const file = openSync(ballast, 'w');
  for (const size of [1 << 20, 1 << 14, 1 << 10, 1]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch {
      // As full as it gets with pieces of this size.
    }
  }
  closeSync(file);
}

const desk = await openDesk({ folder: join(folder, 'desk') });
let open: () => void = () => undefined;
const gate = new Promise<void>((resolve) => {
  open = resolve;
});
let taken: () => void = () => undefined;
const reading = new Promise<void>((resolve) => {
  taken = resolve;
});
desk.readers.before = (name) => {
  if (name !== 'held.jpg') return undefined;
  taken();
  return gate;
};
const first = await desk.walked(fresh());
const waiting = await desk.walked(doubtful());
const held = await desk.drop(fresh(), 'held.jpg');
await reading;

fill();
const upload = await codeOf(desk.drop(Buffer.alloc(200_000, 'x'), 'late.jpg'));
const approval = await codeOf(desk.approve(waiting));
open();
const pausedBecause = async () => (await desk.api.insight.activity({})).pausedBecause;
while ((await pausedBecause()) === undefined) await sleep(50);
const whileFull = {
  paused: await pausedBecause(),
  listed: (await desk.api.documents.list({})).total,
  waiting: (await desk.get(waiting.id)).state,
  held: (await desk.get(held)).state,
};

rmSync(ballast);
await desk.engine.untilIdle();
await desk.approve(await desk.get(waiting.id));
const late = await desk.walked(fresh());
const after = {
  paused: await pausedBecause(),
  states: await Promise.all([first.id, waiting.id, held, late.id].map(async (id) => (await desk.get(id)).state)),
  entries: desk.ledger.held.length,
  balance: await desk.balance(),
  audit: (await desk.api.audit.verify()).intact,
  data: (await desk.api.system.doctor()).find(({ name }) => name === 'Data')?.ok,
};
await desk.stop();
console.log(JSON.stringify({ upload, approval, whileFull, after }));
