import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Codes of the languages whose data came as packages beside the one that Tickmark needs, sorted. */
export function installedLanguages(): readonly string[] {
  try {
    const packages = join(dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')), '..');
    return readdirSync(packages)
      .filter((name) => /^[a-z]{3}(_[a-z]+)*$/.test(name))
      .sort();
  } catch {
    return [];
  }
}
