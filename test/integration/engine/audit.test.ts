import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AuditVerdict } from '../../../src-main/contract/index.ts';
import { appendAudit, saveCheckpoint, verifyAudit } from '../../../src-main/engine/audit/index.ts';
import { openStore } from '../../../src-main/engine/storage/index.ts';
import { TEST_KEY } from '../../support/start-engine.ts';
import { clearDesks, doubtful, fresh, openDesk } from './desk.ts';
import { openRaw } from './raw-store.ts';

afterEach(clearDesks);

const EVENTS = 150;
const TRIGGERS = ['audit_is_append_only', 'audit_keeps_rows', 'audit_grows_at_its_end'];
const COLUMNS = ['sequence', 'at', 'actor', 'event', 'subject', 'words', 'data_json', 'previous_hash', 'hash'] as const;

describe('the audit chain', () => {
  let folder: string;
  let original: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tickmark-audit-'));
    original = join(folder, 'original');
    const store = await openStore(original, TEST_KEY);
    for (let at = 0; at < EVENTS; at += 1) {
      const event = {
        at: new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString(),
        actor: at % 3 === 0 ? 'engine' : 'anna',
        event: 'document.approved',
        subject: `document ${at % 7}`,
        words: `Approved number ${at}: café, 12.00.`,
        data: { at, nested: { b: [1, 2], a: null } },
      };
      await store.write((work) => appendAudit(store, work, event));
    }
    await saveCheckpoint(store, '2026-02-01T00:00:00.000Z');
    await store.close();
    return () => rmSync(folder, { recursive: true, force: true });
  });

  /** A copy of the log with the triggers taken away, as an attacker with the database key would have it. */
  async function tampered(change: (raw: Database, data: string) => void): Promise<AuditVerdict> {
    const data = join(folder, 'copy');
    rmSync(data, { recursive: true, force: true });
    cpSync(original, data, { recursive: true });
    const raw = openRaw(data);
    for (const trigger of TRIGGERS) raw.exec(`DROP TRIGGER ${trigger}`);
    change(raw, data);
    raw.close();
    const store = await openStore(data, TEST_KEY);
    try {
      return await verifyAudit(store);
    } finally {
      await store.close();
    }
  }

  it('that nobody touched is intact', async () => {
    expect(await tampered(() => undefined)).toMatchObject({ intact: true, events: EVENTS });
  });

  it('refuses changes and removals while its triggers stand', async () => {
    const data = join(folder, 'triggers');
    cpSync(original, data, { recursive: true });
    const raw = openRaw(data);
    expect(() => raw.exec(`UPDATE audit SET words = 'x' WHERE sequence = 3`)).toThrow('append-only');
    expect(() => raw.exec('DELETE FROM audit WHERE sequence = 3')).toThrow('append-only');
    expect(() =>
      raw.exec(
        `INSERT OR REPLACE INTO audit SELECT 3, at, actor, event, subject, 'x', data_json, previous_hash, hash FROM audit WHERE sequence = 3`,
      ),
    ).toThrow('append-only');
    raw.close();
  });

  it('shows every changed character of every column of every event', async () => {
    const data = join(folder, 'every');
    cpSync(original, data, { recursive: true });
    const raw = openRaw(data);
    for (const trigger of TRIGGERS) raw.exec(`DROP TRIGGER ${trigger}`);
    const rows = raw.prepare('SELECT * FROM audit ORDER BY sequence').all() as Record<(typeof COLUMNS)[number], string | number>[];
    const store = await openStore(data, TEST_KEY);
    const missed: string[] = [];
    let tried = 0;
    try {
      for (const row of rows) {
        for (const column of COLUMNS) {
          const text = String(row[column]);
          // Each character of one event; of the others one, another one each time.
          const places = row.sequence === 75 ? [...text].keys() : [Number(row.sequence) % text.length];
          for (const place of places) {
            const value = flipped(text, place);
            const key = Number(column === 'sequence' ? value : row.sequence);
            if (column === 'sequence') raw.prepare('UPDATE audit SET sequence = ? WHERE sequence = ?').run(key + 1_000, row.sequence);
            else raw.prepare(`UPDATE audit SET ${column} = ? WHERE sequence = ?`).run(value, row.sequence);
            const verdict = await verifyAudit(store);
            tried += 1;
            if (verdict.intact || verdict.brokenAt !== row.sequence) missed.push(`${row.sequence}.${column}[${place}]`);
            if (column === 'sequence') raw.prepare('UPDATE audit SET sequence = ? WHERE sequence = ?').run(row.sequence, key + 1_000);
            else raw.prepare(`UPDATE audit SET ${column} = ? WHERE sequence = ?`).run(row[column], row.sequence);
          }
        }
      }
      expect(await verifyAudit(store)).toMatchObject({ intact: true });
    } finally {
      await store.close();
      raw.close();
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(EVENTS * COLUMNS.length);
  });

  it.each([
    ['removed', 'DELETE FROM audit WHERE sequence = 40', 40],
    ['removed at the start', 'DELETE FROM audit WHERE sequence = 1', 1],
    ['removed at the end', `DELETE FROM audit WHERE sequence = ${EVENTS}`, EVENTS],
    ['removed altogether', 'DELETE FROM audit', 1],
    ['removed and closed up', 'DELETE FROM audit WHERE sequence = 40; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 40', 40],
    [
      'swapped',
      'UPDATE audit SET sequence = 9999 WHERE sequence = 50; UPDATE audit SET sequence = 50 WHERE sequence = 51; UPDATE audit SET sequence = 51 WHERE sequence = 9999',
      50,
    ],
    [
      'inserted',
      `INSERT INTO audit SELECT ${EVENTS + 1}, at, actor, event, subject, words, data_json, hash, previous_hash FROM audit WHERE sequence = 9`,
      EVENTS + 1,
    ],
    ['given another kind of value', 'UPDATE audit SET words = CAST(words AS BLOB) WHERE sequence = 60', 60],
    [
      'put before the first',
      'INSERT INTO audit SELECT 0, at, actor, event, subject, words, data_json, previous_hash, hash FROM audit WHERE sequence = 9',
      0,
    ],
  ])('shows an event that was %s', async (_how, statement, brokenAt) => {
    const verdict = await tampered((raw) => raw.exec(statement));
    expect(verdict).toMatchObject({ intact: false, brokenAt });
    expect(verdict.problem).toMatch(/^Events? .*\.$/);
  });

  it('shows by its checkpoint that it was put back to an older state', async () => {
    const data = join(folder, 'older');
    const store = await openStore(data, TEST_KEY);
    const event = { at: '2026-01-01T00:00:00.000Z', actor: 'anna', event: 'x', subject: 'y', words: 'Z.' };
    await store.write((work) => appendAudit(store, work, event));
    await store.close();
    cpSync(join(original, 'audit-checkpoint.json'), join(data, 'audit-checkpoint.json'));
    const old = await openStore(data, TEST_KEY);
    expect(await verifyAudit(old)).toMatchObject({ intact: false, brokenAt: 2 });
    await old.close();
  });

  it.each([
    ['changed', (text: string) => text.replace(/"sequence":\d+/, '"sequence":10')],
    ['made unreadable', () => 'not JSON'],
    ['emptied', () => ''],
  ])('shows a checkpoint that was %s', async (_how, change) => {
    const verdict = await tampered((_raw, data) => {
      const path = join(data, 'audit-checkpoint.json');
      expect(existsSync(path)).toBe(true);
      writeFileSync(path, change('{"sequence":150,"hash":"00","at":"2026-02-01T00:00:00.000Z","seal":"00"}'));
    });
    expect(verdict).toMatchObject({ intact: false });
  });
});

/** The text with one character replaced by another. */
function flipped(text: string, place: number): string {
  const old = text.charAt(place);
  const other = /\d/.test(old) ? String((Number(old) + 1) % 10) : String.fromCharCode(old.charCodeAt(0) ^ 1);
  return text.slice(0, place) + other + text.slice(place + 1);
}

describe('what happens', () => {
  it('stands in the audit once for each change of state, and nothing is written twice', async () => {
    const desk = await openDesk();
    const touchless = await desk.walked(fresh());
    const waiting = await desk.walked(doubtful());
    const corrected = await desk.api.review.correct({ document: waiting, changes: { account: '6400' } });
    await desk.api.review.undo({ id: waiting.id });
    const { documents } = await desk.api.review.reject({ documents: [await desk.get(waiting.id)], reason: 'private' });
    await desk.api.review.undo({ id: waiting.id });
    expect(documents).toHaveLength(1);
    await desk.approve(await desk.get(corrected.id));
    await desk.engine.untilIdle();
    const events = async (id: typeof waiting.id) => (await desk.get(id)).history.map(({ event }) => event);
    const walk = ['document.arrived', 'document.read', 'document.extracted', 'document.coded'];
    const posting = ['posting.sent', 'posting.posted', 'posting.verified'];
    expect(await events(touchless.id)).toEqual([...walk, 'document.cleared', 'posting.intended', ...posting]);
    expect(await events(waiting.id)).toEqual([
      ...walk,
      'document.held',
      'document.corrected',
      'decision.undone',
      'document.rejected',
      'decision.undone',
      'posting.intended',
      'document.approved',
      ...posting,
    ]);
    expect(await desk.api.audit.verify()).toMatchObject({ intact: true });
  });

  it('is listed newest first, in pages without gaps', async () => {
    const desk = await openDesk();
    await desk.walked(fresh());
    const all = await desk.api.audit.list({ limit: 500 });
    const paged: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.api.audit.list({ limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      paged.push(...page.rows.map(({ sequence }) => sequence));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(paged).toEqual(all.rows.map(({ sequence }) => sequence));
    expect(paged).toEqual(Array.from({ length: all.total }, (_, at) => all.total - at));
  });

  it('stays provable over restarts, and a closed engine leaves a checkpoint', async () => {
    const desk = await openDesk();
    await desk.walked(fresh());
    const again = await desk.restart();
    expect(existsSync(join(desk.data, 'audit-checkpoint.json'))).toBe(true);
    await again.walked(fresh());
    expect(await again.api.audit.verify()).toMatchObject({ intact: true });
  });
});
