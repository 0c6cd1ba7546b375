import { basename } from 'node:path';
import { watch } from 'chokidar';
import type { FolderSettings } from './client.ts';
import { isClosedFolder } from './map.ts';

/** Calls `onHint` when something may have changed below the folder, `onError` when it can no longer tell. */
export type StartHint = (settings: FolderSettings, onHint: () => void, onError: (error: unknown) => void) => { close(): Promise<void> };

/** The operating system's own notices. They come late, twice or never; only the rescan is believed. */
export const systemHint: StartHint = ({ path, recursive }, onHint, onError) => {
  const watcher = watch(path, {
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
    ...(recursive ? {} : { depth: 0 }),
    ignored: (candidate) => candidate !== path && isClosedFolder(basename(candidate)),
  });
  watcher.on('all', onHint);
  watcher.on('error', onError);
  return { close: () => watcher.close() };
};
