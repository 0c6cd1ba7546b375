import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { addMonths, type DocumentDetail, Instant, LocalDate } from '../../../src-main/contract/index.ts';
import type { Clock } from '../../../src-main/engine/ports.ts';
import { startEngine, type TestEngine } from '../../support/start-engine.ts';

/** Fields that a posting or the search for duplicates rests on. */
const COMPARED = ['supplier', 'date', 'number', 'currency', 'net', 'tax', 'total'] as const;

const Manifest = z.object({
  asOf: LocalDate,
  documents: z.array(
    z.object({
      file: z.string(),
      truth: z.record(z.string(), z.unknown()),
      expected: z.discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('posted') }),
        z.object({ outcome: z.literal('duplicate'), of: z.string() }),
        z.object({ outcome: z.literal('review'), check: z.string() }),
      ]),
    }),
  ),
});

const manifest = Manifest.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'resources', 'demo', 'manifest.json'), 'utf8')),
);

/** A clock that runs like the machine's and began at noon of a day, so that the samples are as old as when they were made. */
function clockFrom(day: LocalDate): Clock {
  const offset = Date.parse(`${day}T12:00:00Z`) - Date.now();
  const now = () => Instant.parse(new Date(Date.now() + offset).toISOString());
  return { now, today: () => LocalDate.parse(now().slice(0, 10)), monotonicMs: () => performance.now() };
}

async function throughEngine(today: LocalDate): Promise<{ running: TestEngine; byName: Map<string, DocumentDetail> }> {
  const running = await startEngine({ ports: { clock: clockFrom(today) } });
  await running.client.clients.demo();
  await running.engine.untilIdle();
  const byName = new Map<string, DocumentDetail>();
  for (const { id } of (await running.client.documents.list({})).rows) {
    const document = await running.client.documents.get({ id });
    for (const { name } of document.arrivals) byName.set(name, document);
  }
  return { running, byName };
}

const outcomeOf = ({ state, reason, findings }: DocumentDetail) => [state, reason, findings.map(({ check }) => check)];

describe('the sample documents, through the whole engine', () => {
  let running: TestEngine;
  let byName: Map<string, DocumentDetail>;

  beforeAll(async () => {
    ({ running, byName } = await throughEngine(manifest.asOf));
  });
  afterAll(() => running.close());

  test.each(manifest.documents)('$file ends as the manifest says: $expected', ({ file, expected }) => {
    const document = byName.get(file);
    if (!document) throw new Error(`${file} did not arrive`);
    if (expected.outcome === 'posted') expect(outcomeOf(document)).toEqual(['posted', undefined, []]);
    else if (expected.outcome === 'duplicate') {
      expect(document.arrivals.length).toBeGreaterThan(1);
      expect(byName.get(expected.of)?.id).toBe(document.id);
    } else {
      expect(document.state).toBe('review');
      const reasons = [...document.findings.map(({ check }) => check), ...(document.problem ? [document.problem.code] : [])];
      expect(reasons).toContain(expected.check);
    }
  });

  test('whatever is posted says what the paper says, and stands in the account of what was bought', async () => {
    const [owner] = await running.client.clients.list();
    for (const { file, truth } of manifest.documents) {
      const document = byName.get(file);
      if (document?.state !== 'posted') continue;
      const { fields = {}, type } = document.extraction ?? {};
      const said = Object.fromEntries(COMPARED.map((name) => [name, fields[name]?.value]));
      expect({ file, type: type?.value, ...said }).toEqual({
        file,
        type: truth['type'],
        ...Object.fromEntries(COMPARED.map((name) => [name, truth[name]])),
      });
      const account = owner?.client.accounts.find(({ code }) => code === document.coding?.account);
      expect({ file, categories: account?.categories }).toEqual({ file, categories: expect.arrayContaining([truth['category']]) });
    }
  });

  test('hledger accepts the books, which hold what is posted and nothing else', async () => {
    const posted = manifest.documents.filter(({ expected }) => expected.outcome === 'posted');
    const [owner] = await running.client.clients.list();
    const journal = owner?.client.ledger.replace('hledger:', '') ?? '';
    if (process.env['CI'] || hledgerInstalled()) execFileSync('hledger', ['-f', journal, 'check', '--strict'], { stdio: 'pipe' });
    const { balance } = await running.client.insight.home({});
    expect(balance.balances).toBe(true);
    expect(balance.posted).toBe(posted.length);
    expect(posted.length).toBeGreaterThan(manifest.documents.length / 2);
  });
});

test('two years later the samples still pass, since the rules of their client allow their age', async () => {
  const { running, byName } = await throughEngine(addMonths(manifest.asOf, 30));
  try {
    const [clear] = manifest.documents.filter(({ expected }) => expected.outcome === 'posted');
    const document = byName.get(clear?.file ?? '');
    expect(document && outcomeOf(document)).toEqual(['posted', undefined, []]);
  } finally {
    await running.close();
  }
});

function hledgerInstalled(): boolean {
  try {
    execFileSync('hledger', ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}
