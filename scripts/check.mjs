// `npm run check`: format, lint, types of each runtime, unit and architecture tests. Meant for every few minutes: under two on 2 cores.
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';
import { runKept, runShown } from './run-tool.mjs';

const TSC = 'node_modules/typescript/bin/tsc';
const STATIC_CHECKS = [
  { name: 'format and lint', script: 'node_modules/@biomejs/biome/bin/biome', args: ['check', '.'] },
  { name: 'types of the contract and the pure rules (no Node, no DOM)', script: TSC, args: ['-p', 'src-main/contract'] },
  { name: 'types of the engine, the connectors and the hosts (Node)', script: TSC, args: ['-p', 'src-main'] },
  { name: 'types of the desktop host (Electron)', script: TSC, args: ['-p', 'src-main/hosts/electron'] },
  { name: 'types of the window (DOM)', script: TSC, args: ['-p', 'src-renderer'] },
  { name: 'types of the tests', script: TSC, args: ['-p', 'test'] },
];

/** Runs all static checks, two at a time, and prints one line each and the words of those that failed. Resolves to the counts. */
export async function runStaticChecks() {
  const counts = { passed: 0, failed: 0 };
  const waiting = [...STATIC_CHECKS];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { code, output, seconds } = await runKept(check.script, check.args);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${check.name} (${seconds.toFixed(1)} s)`);
      if (code === 0) counts.passed += 1;
      else {
        counts.failed += 1;
        console.log(output.trimEnd().slice(0, 12_000));
      }
    }
  };
  await Promise.all([worker(), worker()]);
  return counts;
}

async function main() {
  await ensureInstalled();
  const { failed } = await runStaticChecks();
  const code = await runShown('node_modules/vitest/vitest.mjs', ['run', '--project', 'unit', '--project', 'architecture']);
  process.exitCode = failed === 0 && code === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
