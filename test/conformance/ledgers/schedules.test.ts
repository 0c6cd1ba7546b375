/**
 * Random schedules of faults on every ledger with a server between: lost answers, doubled requests, 429 and 5xx, answers that break off,
 * a no with status 200, sign-ins that end, clocks that jump, engines that stop and start. Whatever happens, each approved document is in the
 * ledger once, or a person was told. Seeded; `TICKMARK_SCHEDULES` sets how many (the gate runs few, a release 2,000), `TICKMARK_SEED` which.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FastClock, fastClock } from '../../support/posting/fast-clock.ts';
import { openRig, type Rig } from '../../support/posting/posting-rig.ts';
import { allHarnesses, connectorNamed, type Fault, type LedgerHarness, type OpenBooks } from './ledger-harness.ts';

const WANTED = Number(process.env['TICKMARK_SCHEDULES'] ?? 60);
const SEED = Number(process.env['TICKMARK_SEED'] ?? 1);
/** Fresh books after so many schedules, so that no ledger grows without end. */
const ROUND = 20;
const STEPS = ['supplier', 'create', 'attach', 'finalise', 'find', 'token', 'any'] as const;

/** Ledgers without a server have no such faults; those with one are found by opening their books. */
const harnesses: LedgerHarness[] = [];
for (const harness of await allHarnesses()) {
  if (harness.missing === undefined && (await hasFaults(harness))) harnesses.push(harness);
}

async function hasFaults(harness: LedgerHarness): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-schedules-'));
  const books = await harness.open(folder);
  await books.close();
  rmSync(folder, { recursive: true, force: true });
  return books.faults !== undefined;
}

/** Mulberry32: small, seeded, good enough to choose faults. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function randomFault(random: () => number): Fault {
  const faults: readonly Fault[] = [
    { kind: 'lost-reply' },
    { kind: 'lost-reply' },
    { kind: 'lost-request' },
    { kind: 'duplicate' },
    { kind: 'slow', ms: 50 + Math.floor(random() * 400) },
    { kind: 'status', status: 429, retryAfter: String(1 + Math.floor(random() * 5)) },
    { kind: 'status', status: 429 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503, html: true },
    { kind: 'reset-mid-body' },
    { kind: 'truncated-json' },
    { kind: 'error-body-200' },
    { kind: 'expire-token' },
  ];
  return faults[Math.floor(random() * faults.length)] ?? { kind: 'lost-reply' };
}

type Tally = { schedules: number; documents: number; verified: number; refused: number; unsure: number };

class Round {
  readonly #harness: LedgerHarness;
  readonly #random: () => number;
  readonly folder = mkdtempSync(join(tmpdir(), 'tickmark-schedules-'));
  #books: OpenBooks | undefined;
  #rig: Rig | undefined;
  /** One clock for all starts of the engine: jobs that wait for a time would else lie far ahead. */
  readonly #clock: FastClock = fastClock(100);

  constructor(harness: LedgerHarness, random: () => number) {
    this.#harness = harness;
    this.#random = random;
  }

  async open(): Promise<{ books: OpenBooks; rig: Rig }> {
    this.#books ??= await this.#harness.open(this.folder);
    if (this.#rig === undefined) {
      this.#rig = await openRig({
        folder: this.folder,
        connector: connectorNamed(this.#harness.id),
        books: this.#books,
        clock: this.#clock,
      });
    }
    return { books: this.#books, rig: this.#rig };
  }

  /** One schedule: some documents, some faults, perhaps a jump of the clock and a stop in the middle. */
  async schedule(tally: Tally): Promise<void> {
    const { books } = await this.open();
    const random = this.#random;
    const told: string[] = [];
    for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
      const match = STEPS[Math.floor(random() * STEPS.length)] ?? 'any';
      const fault = randomFault(random);
      told.push(`${match}: ${JSON.stringify(fault)}`);
      await books.faults?.arm(match, fault);
    }
    const { rig } = await this.open();
    const keys = [await rig.post({ supplier: `Supplier ${Math.floor(random() * 3)} Ltd` })];
    if (random() < 0.4) keys.push(await rig.post());
    if (random() < 0.3) this.#clock.jump((random() - 0.5) * 7_200_000);
    if (random() < 0.3) await this.#stopAndStart(random() * 200);
    const { rig: after } = await this.open();
    await after.settle(120_000);
    await books.faults?.clear();
    await after.settle(120_000);
    tally.schedules += 1;
    for (const key of keys) await this.#judge(after, books, key, told, tally);
    expect(await books.orphans(), `orphans after ${told.join('; ')}`).toBe(0);
  }

  async #judge(rig: Rig, books: OpenBooks, key: string, told: readonly string[], tally: Tally): Promise<void> {
    const { state, problem } = await rig.posting(key);
    const count = await books.count(key);
    const words = `${key} is ${state} (${problem ?? ''}) after ${told.join('; ')}`;
    tally.documents += 1;
    if (state === 'verified') {
      tally.verified += 1;
      expect(count, words).toBe(1);
      expect([1, -1], words).toContain(await books.attachmentCount(key));
    } else if (state === 'rejected') {
      tally.refused += 1;
      expect(count, words).toBe(0);
    } else {
      expect(state, words).toBe('uncertain');
      expect(count, words).toBeLessThanOrEqual(1);
      tally.unsure += 1;
    }
  }

  async #stopAndStart(afterMs: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await this.#rig?.close();
    this.#rig = undefined;
  }

  async close(): Promise<void> {
    await this.#rig?.close();
    await this.#books?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

describe.each(harnesses)('$id, $variant', (harness) => {
  const wanted = Math.max(1, Math.ceil(WANTED / harnesses.length));
  test(`${wanted} random schedules: nothing twice, nothing lost`, { timeout: 60_000 + wanted * 6_000 }, async () => {
    const random = randomFrom(SEED * 7_919 + harness.id.length * 104_729);
    const tally: Tally = { schedules: 0, documents: 0, verified: 0, refused: 0, unsure: 0 };
    while (tally.schedules < wanted) {
      const round = new Round(harness, random);
      try {
        for (let index = 0; index < ROUND && tally.schedules < wanted; index++) await round.schedule(tally);
      } finally {
        await round.close();
      }
    }
    console.info(`${harness.id}: ${JSON.stringify(tally)}`);
    expect(tally.unsure, 'needs a person').toBeLessThanOrEqual(Math.ceil(tally.documents * 0.02));
  });
});
