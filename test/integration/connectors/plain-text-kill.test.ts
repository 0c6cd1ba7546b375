import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bill, CASES, original } from './plain-text-books.ts';

const COUNT = 60;
const KILLS = 20;
const TEXT = 'y'.repeat(50_000);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a writer and kills it: from its very start on (while the books are laid out), or from the first entry on. 1 where it was killed. */
async function killedWriter(id: string, how: string, from: 'start' | 'ready', span: number): Promise<number> {
  const script = fileURLToPath(new URL('./plain-text-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, id, how, folder, String(COUNT)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = () => setTimeout(() => child.kill('SIGKILL'), Math.random() * span);
  if (from === 'start') kill();
  else child.stdout.once('data', kill);
  return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL' ? 1 : 0)));
}

/** Each program once, and files alone once: without a program all kinds write by the same code. */
const VARIANTS = [
  ...CASES.filter(({ installed }) => installed).map((kind) => ({ ...kind, how: 'with' })),
  ...CASES.slice(0, 1).map((kind) => ({ ...kind, how: 'without' })),
];

describe.each(VARIANTS)('$id, $how its program', (kind) => {
  test(`a writer of several at once, killed at ${KILLS} random moments, tears nothing, loses nothing and repeats nothing`, {
    timeout: 300_000,
  }, async () => {
    let killed = 0;
    // A slow program stretches the moments that matter.
    const span = kind.id === 'beancount' && kind.how === 'with' ? 1200 : 300;
    for (let round = 0; round < KILLS; round++) killed += await killedWriter(kind.id, kind.how, round % 4 === 0 ? 'start' : 'ready', span);
    expect(killed).toBeGreaterThan(0);
    const ledger = kind.open(folder, { without: kind.how === 'without' });
    await ledger.test();
    const entries = Array.from({ length: COUNT }, (_, index) => bill(`doc-${index + 1}`, { description: 'x'.repeat(20_000) }));
    const references = await Promise.all(entries.map((entry) => ledger.create(entry)));
    for (const [index, entry] of entries.entries()) {
      const reference = references[index] ?? { reference: '' };
      await ledger.attachments?.attach(reference, original(TEXT), entry.key);
      const same = { ...entry, document: { ...entry.document, sha256: original(TEXT).sha256 } };
      expect((await ledger.verify(reference, same)).filter((words) => words.includes('document'))).toEqual([]);
    }
    expect((await Promise.all(entries.map((entry) => ledger.findByKey(entry.key)))).every((found) => found.length === 1)).toBe(true);
    const ours = join(folder, 'books.tickmark');
    const names = [folder, ours, join(ours, 'posted'), join(ours, 'documents')].flatMap((place) => readdirSync(place));
    expect(names.filter((name) => name.startsWith('.tmp-'))).toEqual([]);
    expect(readdirSync(join(ours, 'documents'))).toHaveLength(COUNT);
    expect(readdirSync(join(ours, 'posted'))).toHaveLength(COUNT + 1);
    expect(readFileSync(join(folder, `books${kind.extension}`), 'utf8').match(/^include /gm)).toHaveLength(2);
    if (kind.installed) expect(kind.complaint(join(folder, `books${kind.extension}`))).toBe('');
  });
});
