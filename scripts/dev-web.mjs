// `npm run dev:web [-- OPTIONS OF npm start]`: the web host, with the window built again at every change of its sources. Reload to see it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, nodeBinary, root } from './ensure-installed.mjs';
import { toolEnvironment } from './run-tool.mjs';

await ensureInstalled();
const env = toolEnvironment();
const children = [
  spawn(nodeBinary(), [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--watch', '--mode', 'development'], {
    cwd: root,
    env,
    stdio: 'inherit',
  }),
  spawn(nodeBinary(), [join(root, 'scripts/start.mjs'), '--web', ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' }),
];
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
for (const child of children) child.once('exit', stop);
