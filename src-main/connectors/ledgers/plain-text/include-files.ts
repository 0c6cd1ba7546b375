import { glob, readFile, realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { Dialect } from './dialect.ts';

/** Books of more files than this are not followed further; a loop of links must not be followed for ever. */
const MAX_FILES = 5000;

/**
 * Absolute paths of the files that a journal consists of, by its include lines alone, without those in `ours`. For books whose program cannot
 * tell, or is not installed. What does not exist is left out: the program has its own words about it.
 */
export async function includedFiles(journal: string, ours: string, dialect: Dialect): Promise<string[]> {
  const found = new Set<string>([journal]);
  for (const file of found) {
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const pattern of dialect.includesIn(text)) {
      const path = resolve(dirname(file), pattern);
      if (path.startsWith(ours + sep)) continue;
      for (const match of await matches(path)) if (found.size < MAX_FILES) found.add(match);
    }
  }
  return [...found];
}

async function matches(pattern: string): Promise<string[]> {
  const paths: string[] = [];
  if (!/[*?[\]{}]/.test(pattern)) paths.push(pattern);
  else for await (const path of glob(pattern)) paths.push(path);
  const real = await Promise.all(paths.map((path) => realpath(path).catch(() => undefined)));
  return real.filter((path) => path !== undefined);
}
