import type { Source } from '../../src-main/contract/client.ts';

/** A short name: the last part of a folder's path, the user of a mailbox. */
export function sourceName({ kind, title, settings }: Source): string {
  if (kind === 'folder') {
    const path = String(settings['path'] ?? title);
    return path.split(/[/\\]/).filter(Boolean).at(-1) ?? path;
  }
  return settings['user'] === undefined ? title : String(settings['user']);
}
