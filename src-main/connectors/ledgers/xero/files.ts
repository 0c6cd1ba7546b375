/** The originals at bills and credit notes. The same name replaces the file that is there, so that storing twice leaves one. */
import { EngineError } from '../../../contract/index.ts';
import type { LedgerAttachment, LedgerAttachments, LedgerFile, LedgerReference, PostingKey } from '../../../engine/ports.ts';
import type { XeroClient } from './client.ts';
import { ENDINGS, fileNameFor, keyOfFile, placeOf, SORTS } from './map.ts';
import { Attachments } from './schemas.ts';

/** Xero's documentation says 10 MB, without saying which. */
export const MAX_FILE_BYTES = 10_000_000;

export class Files implements LedgerAttachments {
  readonly maxBytes = MAX_FILE_BYTES;
  readonly mediaTypes: readonly string[] = Object.keys(ENDINGS);
  readonly #client: XeroClient;

  constructor(client: XeroClient) {
    this.#client = client;
  }

  async list(reference: LedgerReference): Promise<LedgerAttachment[]> {
    const answer = await this.#client.read(Attachments, { path: pathOf(reference) });
    return (answer?.Attachments ?? []).flatMap((raw) => attachmentOf(raw) ?? []);
  }

  async attach(reference: LedgerReference, file: LedgerFile, key: PostingKey): Promise<LedgerAttachment> {
    if (file.size > MAX_FILE_BYTES) throw new EngineError('ledger_rejected', { note: 'Xero takes files up to 10 MB.' });
    if (ENDINGS[file.mediaType] === undefined) throw new EngineError('ledger_rejected', { note: 'Xero does not take this kind of file.' });
    const name = fileNameFor(file.name, file.mediaType, key);
    const path = `${pathOf(reference)}/${encodeURIComponent(name)}`;
    const answer = await this.#client.upload(Attachments, path, await file.bytes(), `attach ${key} ${file.sha256}`);
    const stored = answer.Attachments.flatMap((raw) => attachmentOf(raw) ?? []).find((one) => one.name === name);
    if (stored === undefined) throw new EngineError('ledger_unreachable', { note: 'Its answer names no file.' });
    return stored;
  }

  async read(reference: LedgerReference, attachment: LedgerAttachment): Promise<Uint8Array> {
    const ending = /\.([a-z0-9]{1,5})$/i.exec(attachment.name)?.[1]?.toLowerCase();
    const mediaType = Object.entries(ENDINGS).find(([, known]) => known === ending)?.[0] ?? 'application/octet-stream';
    return await this.#client.readBytes(`${pathOf(reference)}/${encodeURIComponent(attachment.id)}`, mediaType);
  }
}

function pathOf(reference: LedgerReference): string {
  const { sort, id } = placeOf(reference);
  return `${SORTS[sort].path}/${id}/Attachments`;
}

type Raw = { AttachmentID?: string | null | undefined; FileName?: string | null | undefined; ContentLength?: number | null | undefined };

function attachmentOf({ AttachmentID, FileName, ContentLength }: Raw): LedgerAttachment | undefined {
  if (!AttachmentID || !FileName) return undefined;
  const key = keyOfFile(FileName);
  return {
    id: AttachmentID,
    name: FileName,
    ...(key !== undefined && { key }),
    ...(typeof ContentLength === 'number' && { size: ContentLength }),
  };
}
