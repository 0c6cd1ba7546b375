import { access, constants, readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { SourceConnector } from '../../../engine/ports.ts';
import type { FolderTiming } from './client.ts';
import { FolderWatch } from './client.ts';
import type { StartHint } from './watch-hint.ts';
import { systemHint } from './watch-hint.ts';

const Config = z.object({
  path: z.string().min(1).max(4096).describe('Folder whose files are read; they stay where they are'),
  recursive: z.boolean().default(true).describe('Look into the folders inside it as well'),
});
export type FolderConfig = z.infer<typeof Config>;

const TIMING: FolderTiming = { rescanMs: 30_000, fallbackMs: 5_000 };

/** The connector with its times and its watcher; both are parameters so that tests can do without waiting and without notices. */
export function folderConnector(timing = TIMING, startHint: StartHint = systemHint): SourceConnector<FolderConfig> {
  return {
    id: 'folder',
    title: 'Folder',
    config: Config,
    test: ({ path }) => testFolder(resolve(path)),
    start: ({ path, recursive }, sink, ports) => new FolderWatch({ path: resolve(path), recursive }, sink, ports, timing, startHint),
  };
}

async function testFolder(path: string): Promise<string> {
  const details = { path };
  const info = await stat(path).catch(() => undefined);
  if (!info?.isDirectory()) throw new EngineError('folder_missing', { note: path, details });
  await access(path, constants.R_OK | constants.X_OK).catch((cause: unknown) => {
    throw new EngineError('permission_denied', { note: path, details, cause });
  });
  const names = (await readdir(path)).filter((name) => !name.startsWith('.'));
  return `The folder can be read: ${names.length} ${names.length === 1 ? 'entry' : 'entries'} in it`;
}

export const folder = folderConnector();
