/** Files are `Attachable`, uploaded and linked in one multipart request; `Note` holds our key. */
import { EngineError } from '../../../contract/index.ts';
import type { LedgerAttachment, LedgerAttachments } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { type QuickbooksClient, quoted } from './client.ts';
import { readReference, requestIdOf } from './map.ts';
import { AttachableRow } from './rows.ts';

const PREFIX = 'tickmark:';
/** Intuit takes 100 MB. */
const MAX_BYTES = 100_000_000;
const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff', 'image/gif', 'text/xml', 'application/xml', 'text/plain'];

type Row = {
  readonly Id: string;
  readonly FileName?: string | undefined;
  readonly Note?: string | undefined;
  readonly Size?: number | undefined;
};

export function quickbooksAttachments(client: QuickbooksClient): LedgerAttachments {
  return {
    maxBytes: MAX_BYTES,
    mediaTypes: MEDIA_TYPES,
    async list(reference) {
      const { entity, id } = readReference(reference);
      const where = `AttachableRef.EntityRef.Type = ${quoted(entity)} and AttachableRef.EntityRef.value = ${quoted(id)}`;
      return (await client.query('Attachable', AttachableRow, where)).map(attachmentOf);
    },
    async attach(reference, file, key) {
      const { entity, id } = readReference(reference);
      const name = oneLine(file.name, 200) || 'document';
      const metadata = JSON.stringify({
        AttachableRef: [{ EntityRef: { type: entity, value: id } }],
        FileName: name,
        ContentType: file.mediaType,
        Note: `${PREFIX}${key}`,
      });
      const form = new FormData();
      form.set('file_metadata_01', new Blob([metadata], { type: 'application/json' }), 'metadata.json');
      form.set('file_content_01', new Blob([new Uint8Array(await file.bytes())], { type: file.mediaType }), name);
      return attachmentOf(await client.upload(AttachableRow, form, requestIdOf('file', key, reference.reference, file.sha256)));
    },
    async remove(_reference, { id }) {
      const row = await client.read('Attachable', id, AttachableRow);
      if (row !== undefined) await client.remove('Attachable', { Id: row.Id, SyncToken: row.SyncToken ?? '0' });
    },
    async read(_reference, { id }) {
      const row = await client.read('Attachable', id, AttachableRow);
      if (row?.TempDownloadUri === undefined)
        throw new EngineError('ledger_rejected', { note: 'The attachment is no longer in QuickBooks.' });
      return client.download(row.TempDownloadUri);
    },
  };
}

function attachmentOf({ Id, FileName, Note, Size }: Row): LedgerAttachment {
  return {
    id: Id,
    name: FileName ?? '',
    ...(Note?.startsWith(PREFIX) === true ? { key: Note.slice(PREFIX.length) } : {}),
    ...(Size === undefined ? {} : { size: Size }),
  };
}
