import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

type Surroundings = { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; home: string };

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() });

/** Folder of the data: `--data`, else TICKMARK_DATA, else where this platform keeps what belongs to a program and a user. Absolute. */
export function dataFolder(chosen: string | undefined, { platform, env, home }: Surroundings = here()): string {
  const wanted = chosen || env['TICKMARK_DATA'];
  if (wanted) return resolve(wanted);
  if (platform === 'win32') return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Tickmark');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Tickmark');
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'tickmark');
}

/** Folder under which a new client's folders are suggested. A demo client's folders go there too. */
export function suggestedFolder({ env, home }: Pick<Surroundings, 'env' | 'home'> = here()): string {
  return env['TICKMARK_BOOKS'] ? resolve(env['TICKMARK_BOOKS']) : join(home, 'Tickmark');
}
