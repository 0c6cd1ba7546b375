import { spawn } from 'node:child_process';
import type { Log } from '../../engine/ports.ts';

/** Opens an address in the person's own browser, where there is a screen. The code in it works once, so who reads the process list is late. */
export function openBrowser(url: string, log: Log): void {
  const opener = openerFor(process.platform, url, process.env);
  if (opener === undefined) return;
  const child = spawn(opener[0], opener[1], { stdio: 'ignore', detached: true });
  child.once('error', (error) => log.info('browser.unopened', { problem: error.message }));
  child.unref();
}

/** Program and arguments that open an address, or undefined where there is no screen to open it on. Exported for its test. */
export function openerFor(platform: NodeJS.Platform, url: string, env: NodeJS.ProcessEnv): [string, string[]] | undefined {
  if (platform === 'darwin') return ['open', [url]];
  // `start` is no program but a word of the shell; this one opens addresses without a shell that would read the `&` in them.
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open', [url]] : undefined;
}
