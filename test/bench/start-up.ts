import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Section } from './report.ts';

const root = join(import.meta.dirname, '..', '..');

/** `npm start -- --no-open` on an installed checkout: until the address is printed and its first page is answered. */
export async function startUp(): Promise<Section> {
  const data = mkdtempSync(join(tmpdir(), 'tickmark-start-'));
  try {
    const cold = await start(data);
    const warm = [await start(data), await start(data), await start(data)].sort((a, b) => a - b);
    return {
      title: 'Start',
      note: 'From the command until the first page is answered; installed and built before. First start makes the data folder; the others (n = 3, median) find it.',
      rows: [
        ['first start', `${(cold / 1_000).toFixed(2)} s`],
        ['second start', `${((warm[1] ?? 0) / 1_000).toFixed(2)} s`],
      ],
    };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function start(data: string): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', '--no-open', '--data', data], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let out = '';
      child.stdout.on('data', (chunk) => {
        out += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+[^\s"]*/.exec(out);
        if (found) resolve(found[0]);
      });
      child.on('exit', (code) => reject(new Error(`it ended with ${code}: ${out}`)));
    });
    await (await fetch(url)).text();
    return performance.now() - began;
  } finally {
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
}
