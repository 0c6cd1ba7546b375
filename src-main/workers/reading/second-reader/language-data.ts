import { accessSync, constants, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** One language's data: a file `<code>.traineddata` in `folder`, packed (`.gz`) or not, and which network it holds. */
export type LanguageFile = { readonly code: string; readonly folder: string; readonly packed: boolean; readonly label: string };

/** What was found of the wanted languages, in their order. `missing` are codes without data. */
export type LanguageData = { readonly found: readonly LanguageFile[]; readonly missing: readonly string[] };

/** Where distributions keep Tesseract's data; Debian's is the "fast" network. */
const SYSTEM_FOLDERS = ['/usr/share/tesseract-ocr/5/tessdata', '/usr/share/tesseract/tessdata', '/usr/share/tessdata'];
/** Folder of a data package, best network first. */
const PACKAGE_FOLDERS = { '4.0.0_best_int': 'best_int', '4.0.0': 'legacy' } as const;
const DATA_FILE = /^([a-z]{3}(?:_[a-z]+)*)\.traineddata(?:\.gz)?$/;

/**
 * The folders that may hold language data, for the reader process to be allowed to read. `tessdata` is a folder, or
 * - `auto`: the `best_int` networks of the data packages, the same on every machine, then the system's. On 120 receipts English reads
 *   69.8 % of the words with a digit and 77.0 % of all words, for 838 ms of processor time each;
 * - `fast`: the system's smaller networks where they are installed: 65.7 % and 76.2 % for 639 ms on the same receipts.
 */
export function languageFolders(tessdata: string): readonly string[] {
  if (tessdata === 'auto') return [packagesFolder(), ...SYSTEM_FOLDERS];
  return tessdata === 'fast' ? [...SYSTEM_FOLDERS, packagesFolder()] : [tessdata];
}

/** Finds the data of the wanted languages (codes of Tesseract's: `eng`, `deu`). */
export function findLanguageData(tessdata: string, languages: readonly string[]): LanguageData {
  const found: LanguageFile[] = [];
  const missing: string[] = [];
  for (const code of languages) {
    const file = languageFile(tessdata, code);
    if (file) found.push(file);
    else missing.push(code);
  }
  return { found, missing };
}

/** Codes of the languages whose data are here, sorted. */
export function installedLanguages(tessdata = 'auto'): string[] {
  const codes = languageFolders(tessdata).flatMap((folder) =>
    folder === packagesFolder() ? namesIn(folder) : namesIn(folder).flatMap((name) => DATA_FILE.exec(name)?.[1] ?? []),
  );
  // `osd` tells the script of a page and reads nothing.
  return [...new Set(codes)]
    .filter((code) => code !== 'osd' && languageFile(tessdata, code) !== undefined)
    .sort((a, b) => a.localeCompare(b));
}

function languageFile(tessdata: string, code: string): LanguageFile | undefined {
  // The code becomes part of a path.
  if (!DATA_FILE.test(`${code}.traineddata`)) return undefined;
  for (const folder of languageFolders(tessdata)) {
    const places = folder === packagesFolder() ? packagePlaces(folder, code) : [{ folder, label: labelOf(folder) }];
    for (const place of places) {
      const plain = join(place.folder, `${code}.traineddata`);
      if (isReadable(plain)) return { code, ...place, packed: false };
      if (isReadable(`${plain}.gz`)) return { code, ...place, packed: true };
    }
  }
  return undefined;
}

function packagePlaces(packages: string, code: string): { folder: string; label: string }[] {
  return Object.entries(PACKAGE_FOLDERS).map(([folder, label]) => ({ folder: join(packages, code, folder), label }));
}

/** The folder of all data packages that are installed: English comes along, others can be added beside it. */
function packagesFolder(): string {
  const require = createRequire(import.meta.url);
  return dirname(dirname(require.resolve('@tesseract.js-data/eng/package.json')));
}

function labelOf(folder: string): string {
  return SYSTEM_FOLDERS.includes(folder) ? 'fast' : 'custom';
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
