import { readFile, stat } from 'node:fs/promises';
import { codeOf } from '../plain-text/durable-file.ts';
import { sha256Of } from './entry-record.ts';

/** A file as it was when it was last looked at. The same bytes are the same object while the file stays unchanged. */
type Looked = { readonly print: string; readonly bytes: Uint8Array; readonly sha256: string };

/** Files that were looked at last; a comparison asks for the same one again for each of its entries. */
export class FileCache {
  readonly #files = new Map<string, Looked>();

  /** Undefined where there is no file. */
  async look(path: string): Promise<Looked | undefined> {
    try {
      const { size, mtimeMs, ctimeMs, ino } = await stat(path);
      const print = `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
      const known = this.#files.get(path);
      if (known?.print === print) return known;
      const bytes = await readFile(path);
      const looked = { print, bytes, sha256: sha256Of(bytes) };
      this.#files.delete(path);
      this.#files.set(path, looked);
      const [oldest] = this.#files.keys();
      if (this.#files.size > 8 && oldest !== undefined) this.#files.delete(oldest);
      return looked;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }
}
