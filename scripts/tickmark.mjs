// `npm run -s tickmark -- COMMAND`: the command line on the pinned Node, installing first what is missing. Plain Node 20 and nothing else.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { COMPILED, ensureInstalled, nodeBinary, root } from './ensure-installed.mjs';

try {
  await ensureInstalled();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

const env = { ...process.env, ...COMPILED };
// npm runs scripts in the project's folder; the person's own is the one that paths on the command line are meant from.
const cwd = (process.env.npm_lifecycle_event === 'tickmark' && process.env.INIT_CWD) || process.cwd();
const child = spawn(nodeBinary(), [join(root, 'src-main', 'hosts', 'cli', 'main.ts'), ...process.argv.slice(2)], {
  cwd,
  env,
  stdio: 'inherit',
});
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.once('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
});
