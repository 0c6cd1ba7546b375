// `npm test`: everything that CI runs. Installs, builds, checks format, lint and types, then runs all tests. Works on a fresh clone.
// `npm test -- --project unit` runs a part of the tests; other options go to Vitest too.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { runStaticChecks } from './check.mjs';
import { ensureInstalled, root } from './ensure-installed.mjs';
import { runShown } from './run-tool.mjs';

/** Programs that some tests run for real. Where one is missing those tests are skipped, except in CI on Linux, where it is an error. */
const REAL_TOOLS = [
  { name: 'hledger', programs: ['hledger'], used: 'the tests that check journals with the real hledger', apt: 'hledger' },
  {
    name: 'Chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    used: 'the tests that drive the user interface in a browser',
    apt: 'chromium',
  },
  { name: 'Dovecot', programs: ['dovecot', '/usr/sbin/dovecot'], used: 'the tests of the mailbox source', apt: 'dovecot-imapd' },
];

const resultsFile = join(root, 'out', 'test-results.json');

function isThere(program) {
  if (program.startsWith('/')) return existsSync(program);
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Says what is missing and what that costs. Returns how many of the missing ones are an error here. */
function lookForTools() {
  const required = Boolean(process.env.CI) && process.platform === 'linux';
  const missing = REAL_TOOLS.filter(({ programs }) => !programs.some(isThere));
  for (const { name, used, apt } of missing) {
    const todo = process.platform === 'linux' ? ` To run them: apt install ${apt}` : '';
    console.log(required ? `FAIL ${name} is missing; CI must run ${used}.` : `note ${name} is not installed: ${used} are skipped.${todo}`);
  }
  return required ? missing.length : 0;
}

/** Runs Vitest and sums what it wrote down. A run that wrote nothing, or ended badly without a failed test, counts as one failure. */
async function runTests(options) {
  mkdirSync(join(root, 'out'), { recursive: true });
  rmSync(resultsFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`];
  const code = await runShown('node_modules/vitest/vitest.mjs', ['run', ...reporters, ...options]);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (existsSync(resultsFile)) {
    const results = JSON.parse(readFileSync(resultsFile, 'utf8'));
    counts.passed = results.numPassedTests;
    counts.failed = results.numFailedTests;
    counts.skipped = results.numPendingTests + results.numTodoTests;
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

async function main() {
  await ensureInstalled();
  await ensureBuilt('window');
  const missing = lookForTools();
  const checks = await runStaticChecks();
  const tests = await runTests(process.argv.slice(2));
  const failed = missing + checks.failed + tests.failed;
  console.log(`\nchecks: ${checks.passed} passed, ${checks.failed} failed; tests: ${tests.passed} passed, ${tests.failed} failed`);
  // One line of totals on its own, for whoever reads the log by program.
  console.log(`${checks.passed + tests.passed} passed, ${failed} failed, ${tests.skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exitCode = 1;
}
