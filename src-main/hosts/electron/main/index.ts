import { homedir } from 'node:os';
import * as electron from 'electron';
import { startDesktop } from './desktop.ts';

// Ctrl+C and the end of `npm start` mean quitting in good order, like the menu.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => electron.app.quit());

void startDesktop(electron, {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  execPath: process.execPath,
  argv: process.argv.slice(1),
});
