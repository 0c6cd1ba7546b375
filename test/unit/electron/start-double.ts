import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startDesktop } from '../../../src-main/hosts/electron/main/desktop.ts';
import { type ElectronDouble, electronDouble } from './electron-double.ts';

/** A folder that looks like the installed app: a built window, a link that leads out of it, and a secret beside it. */
export function appFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'tickmark-desktop-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const built = join(root, 'out', 'renderer');
  mkdirSync(join(built, 'assets'), { recursive: true });
  writeFileSync(join(built, 'index.html'), '<!doctype html><title>Tickmark</title>');
  writeFileSync(join(built, 'assets', 'index.js'), 'export {};');
  writeFileSync(join(root, 'out', 'secret.json'), '{"secret":true}');
  symlinkSync(join(root, 'out', 'secret.json'), join(built, 'linked.json'));
  return root;
}

export type Started = ElectronDouble & { root: string };

/** Starts the desktop app on the double as a person would; the engine says that it is ready unless told otherwise. */
export async function startDouble(
  options: { argv?: string[]; env?: NodeJS.ProcessEnv; ready?: boolean; prepare?: (double: ElectronDouble) => void } = {},
): Promise<Started> {
  const root = appFolder();
  const double = electronDouble(root);
  options.prepare?.(double);
  await startDesktop(double.api, {
    platform: 'linux',
    env: options.env ?? {},
    home: root,
    execPath: '/opt/tickmark/tickmark',
    argv: [`--data=${join(root, 'data')}`, ...(options.argv ?? [])],
  });
  if (options.ready !== false) double.engines[0]?.emit('message', { kind: 'ready' });
  return { ...double, root };
}

/** The only element, or a failed test. */
export function only<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined || items.length !== 1) throw new Error(`${items.length} instead of 1`);
  return item;
}
