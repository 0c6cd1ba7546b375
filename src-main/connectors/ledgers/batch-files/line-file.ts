import { appendFile, open, readFile, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, exists, makeFolder, replaceFile, syncFolder } from '../plain-text/durable-file.ts';

/**
 * A text file that lines of JSON are appended to. A line is acknowledged when it is safe on the disk; a last line that a kill tore was not,
 * and is taken away before the next one is written. Callers take turns (`inTurn`).
 */
export class LineFile {
  readonly #path: string;
  #print = '';
  #lines: string[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /** All lines as they are now; none where the file does not exist. Read again only where somebody else changed the file. */
  async lines(): Promise<readonly string[]> {
    const print = await this.#printNow();
    if (print !== this.#print) {
      const text = print === '' ? '' : await readFile(this.#path, 'utf8');
      // A line without an end is either torn, or the last one of a file that a person saved without one.
      this.#lines = text.split('\n').filter((line, index, all) => line.trim() !== '' && (index < all.length - 1 || isWhole(line)));
      this.#print = print;
    }
    return this.#lines;
  }

  /** Resolves when the line is safe on the disk. */
  async append(line: string): Promise<void> {
    await this.lines();
    const isNew = !(await exists(this.#path));
    if (isNew) await makeFolder(dirname(this.#path));
    else await this.#mendEnd();
    await appendFile(this.#path, `${line}\n`, { flush: true });
    if (isNew) await syncFolder(dirname(this.#path));
    this.#lines.push(line);
    this.#print = await this.#printNow();
  }

  /** Keeps the last lines alone, in one step. */
  async keepLast(count: number): Promise<void> {
    const kept = (await this.lines()).slice(-count);
    await replaceFile(this.#path, Buffer.from(kept.map((line) => `${line}\n`).join('')));
  }

  async #mendEnd(): Promise<void> {
    const bytes = await lastBytes(this.#path);
    const end = bytes.lastIndexOf(10);
    if (end === bytes.length - 1) return;
    const torn = bytes.subarray(end + 1);
    if (isWhole(torn.toString('utf8'))) await appendFile(this.#path, '\n', { flush: true });
    else await truncate(this.#path, (await stat(this.#path)).size - torn.length);
  }

  async #printNow(): Promise<string> {
    try {
      const { size, mtimeMs, ino } = await stat(this.#path);
      return `${ino} ${size} ${mtimeMs}`;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return '';
      throw error;
    }
  }
}

/** Objects alone are written, and no beginning of one is JSON. */
function isWhole(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

/** Enough of the file's end to hold its last line; a longer torn one is read as a whole. */
async function lastBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, 1024 * 1024));
    await file.read(bytes, 0, bytes.length, size - bytes.length);
    return bytes.includes(10) || bytes.length === size ? bytes : await readFile(path);
  } finally {
    await file.close();
  }
}
