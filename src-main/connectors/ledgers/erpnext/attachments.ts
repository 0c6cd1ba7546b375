/**
 * Files are uploaded by `upload_file` as private files of the invoice (frappe/frappe `frappe/handler.py`). Sites take 10 MB unless they were
 * set to more.
 */
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerAttachment, LedgerAttachments } from '../../../engine/ports.ts';
import type { ErpClient } from './client.ts';
import { fileNameOf, keyOfFile } from './map.ts';
import { FileRow } from './rows.ts';

const DOCTYPE = 'Purchase Invoice';
const MAX_BYTES = 10_000_000;
const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'application/xml', 'text/xml', 'text/plain'];

export function erpAttachments(client: ErpClient): LedgerAttachments {
  return {
    maxBytes: MAX_BYTES,
    mediaTypes: MEDIA_TYPES,
    async list({ reference }) {
      const rows = await client.list('File', FileRow, {
        fields: Object.keys(FileRow.shape),
        filters: [
          ['attached_to_doctype', '=', DOCTYPE],
          ['attached_to_name', '=', reference],
        ],
      });
      return rows.map(attachmentOf);
    },
    async attach({ reference }, file, key) {
      const form = new FormData();
      const name = fileNameOf(key, file.name);
      form.set('is_private', '1');
      form.set('doctype', DOCTYPE);
      form.set('docname', reference);
      form.set('file', new Blob([new Uint8Array(await file.bytes())], { type: file.mediaType }), name);
      return attachmentOf(await client.method('upload_file', FileRow, form));
    },
    async remove(_reference, { id }) {
      await client.remove('File', id);
    },
    async read(_reference, { id }) {
      const row = await client.get('File', id, z.object({ file_url: z.string() }));
      // Only paths of the site itself: a file may be a link to somewhere else.
      if (row === undefined || !/^\/(private\/)?files\//.test(row.file_url)) {
        throw new EngineError('ledger_rejected', { note: 'The attachment is not kept in ERPNext.' });
      }
      return client.bytes(encodeURI(row.file_url).replaceAll('#', '%23').replaceAll('?', '%3F'));
    },
  };
}

function attachmentOf({ name, file_name: fileName, file_size: size }: z.infer<typeof FileRow>): LedgerAttachment {
  const key = keyOfFile(fileName);
  return { id: name, name: fileName, ...(key === undefined ? {} : { key }), ...(typeof size === 'number' ? { size } : {}) };
}
