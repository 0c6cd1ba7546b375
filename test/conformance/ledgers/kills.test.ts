/**
 * Random kills: the posting room is killed again and again while it writes a pile of entries into the books of a real program, then runs to its
 * end once. Afterwards every entry is there once, with its document, and nothing is left over. `TICKMARK_KILLS` sets how often (the gate kills
 * a few times, a release 100 times over 40 entries).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRig } from '../../support/posting/posting-rig.ts';
import { allHarnesses, connectorNamed } from './ledger-harness.ts';
import { runChild } from './posting-child-process.ts';

const KILLS = Number(process.env['TICKMARK_KILLS'] ?? 12);
const ENTRIES = Math.min(40, Math.max(6, Math.ceil(KILLS * 0.4)));

/** Real programs with other ways to fail: files, and a server that outlives us. */
const SUBJECTS: Readonly<Record<string, number>> = { hledger: 1_500, tryton: 2_000 };

const harnesses = (await allHarnesses()).filter(({ id, missing }) => id in SUBJECTS && missing === undefined);
const first = harnesses.filter(({ id }, index) => harnesses.findIndex((other) => other.id === id) === index);

describe.each(first)('$id, $variant', (harness) => {
  test(`${ENTRIES} entries, ${KILLS} kills: each there once`, { timeout: 60_000 + KILLS * 8_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tickmark-kills-'));
    const books = await harness.open(folder);
    try {
      let killed = 0;
      let within = SUBJECTS[harness.id] ?? 1_000;
      for (let round = 0; killed < KILLS && round < 4 * KILLS; round++) {
        // New entries with every round, so that each kill meets some; counted from the start of the work, not of the loading of modules.
        const entries = Math.min(ENTRIES, Math.ceil(((round + 1) * ENTRIES) / KILLS));
        const isKilled = await runChild(harness, folder, books, { entries, killAfterMs: Math.random() * within, from: 'ready' });
        if (isKilled) killed += 1;
        // Hovers about the time that an entry takes: most kills meet one in the middle of its way, and each comes further in the end.
        within *= isKilled ? 1.1 : 0.8;
      }
      await runChild(harness, folder, books, { entries: ENTRIES });
      const rig = await openRig({ folder, connector: connectorNamed(harness.id), books });
      const keys = await rig.keys();
      const states = new Map<string, number>();
      for (const key of keys) {
        const { state, problem, steps } = await rig.posting(key);
        states.set(state, (states.get(state) ?? 0) + 1);
        const words = `${key} is ${state} (${problem ?? ''}): ${steps.map(({ stage }) => stage).join(', ')}`;
        expect(await books.count(key), words).toBe(1);
        expect([1, -1], words).toContain(await books.attachmentCount(key));
      }
      await rig.close();
      console.info(`${harness.id}: ${keys.length} entries, ${killed} kills, ${JSON.stringify(Object.fromEntries(states))}`);
      expect(keys).toHaveLength(ENTRIES);
      expect(states).toEqual(new Map([['verified', ENTRIES]]));
      expect(await books.orphans()).toBe(0);
      expect(killed).toBe(KILLS);
    } finally {
      await books.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
