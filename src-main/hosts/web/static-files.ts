import { type Dirent, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** How long a folder's listing is believed when a path is not in it: a rebuild under a running host is found after this (ms). */
const LISTING_MS = 1_000;

export type StaticFile = { readonly bytes: Uint8Array; readonly type: string; readonly immutable: boolean };

/**
 * The files of the built window. A path is looked up in a listing of the folder and never joined to it, so whatever is written into a
 * path leads to a listed file or to nothing. Links are not listed.
 */
export function createStaticFiles(folder: string, monotonicMs: () => number) {
  let listing = list(folder);
  let listedAt = monotonicMs();
  return async function find(path: string): Promise<StaticFile | undefined> {
    const wanted = path === '/' ? '/index.html' : path;
    if (!listing.has(wanted) && monotonicMs() - listedAt > LISTING_MS) {
      listing = list(folder);
      listedAt = monotonicMs();
    }
    const file = listing.get(wanted);
    if (file === undefined) return undefined;
    const bytes = await readFile(file).catch(() => undefined);
    return bytes && { bytes, type: TYPES[extname(file)] ?? 'application/octet-stream', immutable: hasHash(wanted) };
  };
}

/** The builder puts a hash of the content into the names below `assets/`; such a name never stands for other bytes. */
const hasHash = (path: string) => /^\/assets\/[^/]+-[\w-]{8}\.\w+$/.test(path);

function list(folder: string): ReadonlyMap<string, string> {
  let entries: Dirent[] = [];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch {
    // Not built yet: the page for that is shown.
  }
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]));
}
