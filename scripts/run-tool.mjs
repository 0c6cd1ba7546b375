// Runs the project's tools on the pinned Node, whichever Node npm was started with.
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { COMPILED, nodeBinary, root } from './ensure-installed.mjs';

/**
 * The environment of tools and tests: the pinned Node is the `node` that they find on the PATH, and what it compiled is kept, since tests start
 * many processes of the same code.
 */
export function toolEnvironment() {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const env = {
    ...COMPILED,
    ...process.env,
    [name]: `${dirname(nodeBinary())}${delimiter}${process.env[name] ?? ''}`,
  };
  delete env.NODE_ENV;
  return env;
}

/** Runs a script of node_modules with its output shown as it comes. Resolves to its exit code (1 where a signal ended it). */
export function runShown(script, args) {
  return new Promise((resolve) => {
    const child = spawn(nodeBinary(), [join(root, script), ...args], { cwd: root, env: toolEnvironment(), stdio: 'inherit' });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a script of node_modules and keeps its output. Resolves to `{ code, output, seconds }`. */
export function runKept(script, args) {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(nodeBinary(), [join(root, script), ...args], {
      cwd: root,
      env: toolEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const done = (code) => resolve({ code, output, seconds: (performance.now() - began) / 1000 });
    child.once('error', (error) => {
      keep(error.message);
      done(1);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}
