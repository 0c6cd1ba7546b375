import { readFile, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerAttachment, LedgerAttachments, LedgerFile, LedgerReference, PostingKey } from '../../../engine/ports.ts';
import { KEY_TAG } from './dialect.ts';
import { exists, fileError, readIfThere, syncFolder, writeOnce } from './durable-file.ts';
import { documentName, keyName } from './escape.ts';
import type { Layout } from './layout.ts';
import { sha256Of } from './write-group.ts';

/** What lies beside a journal is read into memory as a whole when it is compared. */
const MAX_BYTES = 100 * 1024 * 1024;

/** Originals beside the books. An entry's text names its document from the beginning, so attaching is writing one file under that name. */
export class LinkedDocuments implements LedgerAttachments {
  readonly maxBytes = MAX_BYTES;
  readonly mediaTypes = ['*/*'];
  readonly #open: () => Promise<Layout>;

  constructor(open: () => Promise<Layout>) {
    this.#open = open;
  }

  async list(reference: LedgerReference): Promise<readonly LedgerAttachment[]> {
    return this.#with(async (layout) => {
      const { name, key } = await linkIn(layout, reference);
      if (name === undefined || !(await exists(join(layout.documents, name)))) return [];
      const { size } = await stat(join(layout.documents, name));
      return [{ id: name, name, ...(key === undefined ? {} : { key }), size }];
    });
  }

  async attach(reference: LedgerReference, file: LedgerFile, key: PostingKey): Promise<LedgerAttachment> {
    return this.#with(async (layout) => {
      const name = (await linkIn(layout, reference)).name ?? documentName(key, file);
      if (!name.startsWith(`${keyName(key)}.`))
        throw new EngineError('ledger_rejected', { note: 'The entry is linked to another document.' });
      const bytes = await file.bytes();
      const path = join(layout.documents, name);
      if (!(await writeOnce(path, bytes)) && sha256Of(await readFile(path)) !== sha256Of(bytes)) {
        throw new EngineError('ledger_rejected', { note: `The file ${name} is there already, with other content.` });
      }
      return { id: name, name, key, size: bytes.length };
    });
  }

  async remove(_reference: LedgerReference, attachment: LedgerAttachment): Promise<void> {
    await this.#with(async (layout) => {
      const path = join(layout.documents, basename(attachment.id));
      if (!(await exists(path))) return;
      await unlink(path);
      await syncFolder(layout.documents);
    });
  }

  async read(_reference: LedgerReference, attachment: LedgerAttachment): Promise<Uint8Array> {
    return this.#with((layout) => readFile(join(layout.documents, basename(attachment.id))));
  }

  async #with<T>(work: (layout: Layout) => Promise<T>): Promise<T> {
    const layout = await this.#open();
    try {
      return await work(layout);
    } catch (error) {
      throw fileError(error, layout.documents);
    }
  }
}

/** File name of the document that the entry's text names, and its key. `<file>:<line>` is an entry that the user has put elsewhere. */
async function linkIn(layout: Layout, { reference }: LedgerReference): Promise<{ name: string | undefined; key: string | undefined }> {
  const [, place = reference, line] = /^(.*):(\d+)$/.exec(reference) ?? [];
  const path = join(dirname(layout.journal), ...place.split(/[/\\]/));
  const text = await readIfThere(path);
  if (text === undefined) {
    const isOurs = path.startsWith(layout.posted + sep);
    throw new EngineError('not_found', { note: isOurs ? `The entry ${basename(path)} is gone.` : `${place} is gone.` });
  }
  const lines = text.split('\n').slice(line === undefined ? 0 : Number(line) - 1);
  const own = lines.join('\n');
  return { name: /documents\/([^\s",/]+)/.exec(own)?.[1], key: new RegExp(`${KEY_TAG}: *"?([a-z0-9:_-]+)`).exec(own)?.[1] };
}

/** What is wrong with the linked document, in words; empty where it is as it was, or was never attached. */
export async function documentDifferences(layout: Layout, name: string, sha256: string): Promise<string[]> {
  const bytes = await readFile(join(layout.documents, name)).catch(() => undefined);
  if (bytes === undefined || sha256Of(bytes) === sha256) return [];
  return [`The linked document ${name} was changed.`];
}
