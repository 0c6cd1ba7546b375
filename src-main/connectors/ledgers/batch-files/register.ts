import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError, LocalDate } from '../../../contract/index.ts';
import type { PostingKey } from '../../../engine/ports.ts';
import { discard, exists, makeFolder, readIfThere, sweepFolder, unfinishedName, writeNew, writeOnce } from '../plain-text/durable-file.ts';
import type { FoundEntry, KeptEntry } from './entry-record.ts';
import { canonicalText, fileOfKey, keyOfFile, readKeptEntry, sha256Of, writeKeptEntry } from './entry-record.ts';
import { FileCache } from './file-cache.ts';
import { Manifest } from './manifest.ts';

/** That an entry was taken back: when, why, and the day that a reversal is dated. */
const Withdrawal = z.object({ on: LocalDate, at: z.string(), reason: z.string() });
export type Withdrawal = z.infer<typeof Withdrawal>;

/** Rows that wait for a file: an entry that is in none, or the reversal of one that is. */
export type Waiting = { readonly key: PostingKey; readonly kind: 'entry' | 'reversal' };

/** Where an entry and its reversal went. */
export type Placed = { readonly entry?: Manifest; readonly reversal?: Manifest };

/**
 * The register of one folder, in `.tickmark` below it: `entries/` (a file a key), `withdrawn/` (a file a key) and `batches/`
 * (a manifest and the kept copy of the file, and a note that it was handed over). Every file appears whole and under its name in one
 * step, so that a kill at any moment leaves a state that the next start understands. Callers take turns (`inTurn`).
 */
export class BatchRegister {
  readonly #target: string;
  readonly #entries: string;
  readonly #withdrawn: string;
  readonly #batches: string;
  readonly #files = new FileCache();
  #seen = '';
  #manifests: readonly Manifest[] = [];
  #placed = new Map<PostingKey, Placed>();

  constructor(folder: string) {
    this.#target = folder;
    this.#entries = join(folder, '.tickmark', 'entries');
    this.#withdrawn = join(folder, '.tickmark', 'withdrawn');
    this.#batches = join(folder, '.tickmark', 'batches');
  }

  /** Makes the folders, removes what a killed writer left, and hands over a batch whose file did not get out. */
  async open(): Promise<void> {
    for (const folder of [this.#entries, this.#withdrawn, this.#batches]) await makeFolder(folder);
    for (const folder of [this.#target, this.#entries, this.#withdrawn, this.#batches]) await sweepFolder(folder);
    const manifests = await this.manifests();
    const known = new Set(manifests.map(({ copy }) => copy));
    for (const name of await readdir(this.#batches)) {
      // A copy without a manifest was written by an export that never happened.
      if (!/\.(json|done)$/.test(name) && !known.has(name)) await unlink(join(this.#batches, name));
    }
    for (const manifest of manifests) if (!(await exists(this.#doneNote(manifest)))) await this.#handOver(manifest);
  }

  /** A trial file shows at once whether files can be handed over here. */
  async tryWriting(): Promise<void> {
    const trial = unfinishedName(join(this.#target, 'trial'));
    await writeNew(trial, '');
    await discard(trial);
  }

  /** False where the key is there already. */
  async put(entry: KeptEntry): Promise<boolean> {
    return writeOnce(join(this.#entries, fileOfKey(entry.key)), writeKeptEntry(entry));
  }

  /** The entry as it is kept now, undefined where it is gone. */
  async read(key: PostingKey): Promise<FoundEntry | undefined> {
    const text = await readIfThere(join(this.#entries, fileOfKey(key)));
    return text === undefined ? undefined : readKeptEntry(text);
  }

  async has(key: PostingKey): Promise<boolean> {
    return (await exists(join(this.#entries, fileOfKey(key)))) || (await this.placed(key)).entry !== undefined;
  }

  async withdraw(key: PostingKey, how: Withdrawal): Promise<void> {
    await writeOnce(join(this.#withdrawn, fileOfKey(key)), canonicalText(how));
  }

  async withdrawal(key: PostingKey): Promise<Withdrawal | undefined> {
    const text = await readIfThere(join(this.#withdrawn, fileOfKey(key)));
    return text === undefined ? undefined : Withdrawal.parse(JSON.parse(text));
  }

  async placed(key: PostingKey): Promise<Placed> {
    await this.manifests();
    return this.#placed.get(key) ?? {};
  }

  async waiting(): Promise<readonly Waiting[]> {
    await this.manifests();
    const withdrawn = new Set((await keysIn(this.#withdrawn)).filter((key) => !this.#placed.get(key)?.reversal));
    const entries = (await keysIn(this.#entries)).filter((key) => !this.#placed.has(key) && !withdrawn.has(key));
    const reversals = [...withdrawn].filter((key) => this.#placed.get(key)?.entry);
    return [...entries.map((key) => ({ key, kind: 'entry' as const })), ...reversals.map((key) => ({ key, kind: 'reversal' as const }))];
  }

  /** Oldest first. Read again only where files came or went. */
  async manifests(): Promise<readonly Manifest[]> {
    const names = (await readdir(this.#batches)).filter((name) => /^\d+\.json$/.test(name)).sort();
    if (names.join() === this.#seen) return this.#manifests;
    const manifests = await Promise.all(names.map((name) => this.#readManifest(name)));
    const placed = new Map<PostingKey, Placed>();
    for (const manifest of manifests) {
      for (const { key, kind } of manifest.rows) placed.set(key, { ...placed.get(key), [kind]: manifest });
    }
    [this.#seen, this.#manifests, this.#placed] = [names.join(), manifests, placed];
    return manifests;
  }

  /** Keeps the bytes, then makes the batch exist, then hands its file over. Undefined where another export was faster. */
  async commit(draft: Omit<Manifest, 'copy' | 'sha256' | 'format'>, bytes: Uint8Array): Promise<Manifest | undefined> {
    const sha256 = sha256Of(bytes);
    const extension = /\.\w+$/.exec(draft.name)?.[0] ?? '';
    const manifest: Manifest = { format: 1, ...draft, sha256, copy: `${draft.id}-${sha256.slice(0, 12)}${extension}` };
    await writeOnce(join(this.#batches, manifest.copy), bytes);
    if (!(await writeOnce(join(this.#batches, `${draft.id}.json`), canonicalText(manifest)))) return undefined;
    await this.#handOver(manifest);
    return manifest;
  }

  /** The kept bytes of a batch. Throws `ledger_broken` where they are not those that went out. */
  async bytes(manifest: Manifest): Promise<Uint8Array> {
    const copy = await this.#files.look(join(this.#batches, manifest.copy));
    if (copy?.sha256 !== manifest.sha256) {
      const note = `The kept copy of file ${manifest.id} is ${copy === undefined ? 'gone' : 'changed'}; it cannot be given out again.`;
      throw new EngineError('ledger_broken', { note });
    }
    return copy.bytes;
  }

  /** The file as it lies in the folder now, undefined where it was moved on. */
  async handedOver(manifest: Manifest): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined> {
    const name = (await readIfThere(this.#doneNote(manifest))) ?? manifest.name;
    const file = await this.#files.look(join(this.#target, name));
    return file && { name, bytes: file.bytes };
  }

  async #handOver(manifest: Manifest): Promise<void> {
    const bytes = await this.bytes(manifest);
    const [, stem = '', extension = ''] = /^(.*?)(\.\w+)?$/.exec(manifest.name) ?? [];
    for (let attempt = 1; ; attempt += 1) {
      // A file of the user's that has this name by chance is left alone.
      const name = attempt === 1 ? manifest.name : `${stem} (${attempt})${extension}`;
      const path = join(this.#target, name);
      const isThere = !(await writeOnce(path, bytes));
      if (isThere && (await this.#files.look(path))?.sha256 !== manifest.sha256) continue;
      await writeOnce(this.#doneNote(manifest), name);
      return;
    }
  }

  #doneNote({ id }: Manifest): string {
    return join(this.#batches, `${id}.done`);
  }

  async #readManifest(name: string): Promise<Manifest> {
    const broken = (cause?: unknown) => new EngineError('ledger_broken', { note: `${join(this.#batches, name)} was changed.`, cause });
    try {
      const parsed = Manifest.safeParse(JSON.parse(await readFile(join(this.#batches, name), 'utf8')));
      if (parsed.success) return parsed.data;
    } catch (error) {
      if (error instanceof SyntaxError) throw broken(error);
      throw error;
    }
    throw broken();
  }
}

async function keysIn(folder: string): Promise<PostingKey[]> {
  const names = await readdir(folder);
  return names.filter((name) => /^[^.].*\.json$/.test(name)).map(keyOfFile);
}
