import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { DocumentDetail } from '../../../src-main/contract/index.ts';
import { startEngine, type TestEngine } from '../../support/start-engine.ts';

const Manifest = z.object({
  documents: z.array(
    z.object({
      file: z.string(),
      truth: z.record(z.string(), z.unknown()),
      expected: z.discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('posted') }),
        z.object({ outcome: z.literal('duplicate') }),
        z.object({ outcome: z.literal('review'), check: z.string() }),
      ]),
    }),
  ),
});

const manifest = Manifest.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'resources', 'demo', 'manifest.json'), 'utf8')),
);

describe('the sample documents, through the whole engine', () => {
  let running: TestEngine;
  const byName = new Map<string, DocumentDetail>();

  beforeAll(async () => {
    running = await startEngine();
    await running.client.clients.demo();
    await running.engine.untilIdle();
    for (const { id } of (await running.client.documents.list({})).rows) {
      const document = await running.client.documents.get({ id });
      for (const { name } of document.arrivals) byName.set(name, document);
    }
  });
  afterAll(() => running.close());

  test.each(manifest.documents)('$file ends as the manifest says: $expected', ({ file, expected }) => {
    const document = byName.get(file);
    if (!document) throw new Error(`${file} did not arrive`);
    if (expected.outcome === 'posted') expect([document.state, document.reason]).toEqual(['posted', undefined]);
    else if (expected.outcome === 'duplicate') expect(document.arrivals.length).toBeGreaterThan(1);
    else {
      expect(document.state).toBe('review');
      const reasons = [...document.findings.map(({ check }) => check), ...(document.problem ? [document.problem.code] : [])];
      expect(reasons).toContain(expected.check);
    }
  });

  test('what is posted says what the document says, and hledger accepts the books', async () => {
    const posted = manifest.documents.filter(({ expected }) => expected.outcome === 'posted');
    for (const { file, truth } of posted) {
      const { supplier, date, total } = byName.get(file) ?? {};
      expect({ file, supplier, date, total }).toEqual({ file, supplier: truth['supplier'], date: truth['date'], total: truth['total'] });
    }
    const [owner] = await running.client.clients.list();
    const journal = owner?.client.ledger.replace('hledger:', '') ?? '';
    if (process.env['CI'] || hledgerInstalled()) execFileSync('hledger', ['-f', journal, 'check', '--strict'], { stdio: 'pipe' });
    const { balance } = await running.client.insight.home({});
    expect(balance.balances).toBe(true);
    expect(balance.posted).toBe(posted.length);
  });
});

function hledgerInstalled(): boolean {
  try {
    execFileSync('hledger', ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}
