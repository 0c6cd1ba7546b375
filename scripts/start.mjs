// `npm start`: installs what is missing, builds what is out of date, and opens Tickmark in its desktop window, or in the browser where
// there can be no window. Plain Node 20 and nothing else.
//
//   npm start [-- --demo] [--no-open] [--web] [--port N] [--data DIR]
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { findDesktop } from './desktop.mjs';
import { COMPILED, ensureInstalled, nodeBinary, root } from './ensure-installed.mjs';

const USAGE = `npm start [-- OPTIONS]
  --demo      try it with sample documents
  --web       open in the browser instead of the desktop window
  --no-open   open nothing, only print the address
  --port N    port of the web address (otherwise a free one)
  --data DIR  where Tickmark keeps its data (or TICKMARK_DATA)
`;

/** A desktop window that fails sooner than this never came up: the browser is used instead. */
const DESKTOP_FAILURE_MS = 15_000;

function readOptions() {
  const { values } = parseArgs({
    options: {
      demo: { type: 'boolean', default: false },
      web: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) throw usageError(`--port wants a number, not "${values.port}".`);
  return values;
}

function usageError(message) {
  return Object.assign(new Error(message), { code: 'ERR_PARSE_ARGS_VALUE' });
}

async function start(options) {
  await ensureInstalled();
  await ensureBuilt('window');
  if (!options.web && !options['no-open'] && options.port === undefined) {
    const desktop = await findDesktop();
    const reason = desktop.binary === undefined ? desktop.reason : await openDesktop(desktop.binary, options);
    if (reason === undefined) return 0;
    process.stderr.write(`The desktop window cannot be opened here (${reason}): opening in the browser instead.\n`);
  }
  return serve(options);
}

/** Runs Electron until the person quits. Resolves to the reason, in words, where the window could not be opened. */
async function openDesktop(binary, options) {
  try {
    await ensureBuilt('desktop');
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return 'it could not be built';
  }
  const began = performance.now();
  const args = [root, ...(options.demo ? ['--demo'] : []), ...(options.data === undefined ? [] : [`--data=${options.data}`])];
  const code = await runChild(spawn(binary, args, { cwd: root, env: childEnvironment(), stdio: 'inherit' }));
  const failed = code !== 0 && performance.now() - began < DESKTOP_FAILURE_MS && !stopping;
  return failed ? `Electron ended with ${code}` : undefined;
}

/** Runs the web host, whose first line on stdout is JSON with the one-time address. Resolves to its exit code. */
function serve(options) {
  const args = [join(root, 'src-main', 'hosts', 'cli', 'main.ts'), 'serve'];
  if (options.demo) args.push('--demo');
  if (options['no-open']) args.push('--no-open');
  if (options.port !== undefined) args.push('--port', options.port);
  if (options.data !== undefined) args.push('--data', options.data);
  const child = spawn(nodeBinary(), args, { cwd: root, env: childEnvironment(), stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => process.stdout.write(`${inWords(line)}\n`));
  return runChild(child);
}

function inWords(line) {
  try {
    const { url } = JSON.parse(line);
    if (typeof url === 'string') return `Tickmark is running at ${url}\nThe address works once. Stop with Ctrl+C.`;
  } catch {
    // Not the line with the address: shown as it is.
  }
  return line;
}

function childEnvironment() {
  const env = { ...process.env, ...COMPILED };
  // Set by some editors' terminals; with it Electron would run as plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  delete env.NODE_ENV;
  return env;
}

let stopping = false;

/** Waits for a child and hands signals on to it, so that stopping `npm start` stops Tickmark in good order. */
function runChild(child) {
  const forward = (signal) => {
    stopping = true;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve) => {
    const done = (code) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      done(1);
    });
    child.once('exit', (code, signal) => done(stopping ? 0 : (code ?? signal)));
  });
}

try {
  const options = readOptions();
  if (options.help) process.stdout.write(USAGE);
  else {
    const code = await start(options);
    process.exitCode = typeof code === 'number' ? code : 1;
  }
} catch (error) {
  const usage = error.code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(usage ? `${error.message}\n\n${USAGE}` : `${error.message}\n`);
  process.exitCode = usage ? 2 : 1;
}
