/**
 * Files are `ir.attachment` with `res_model` and `res_id`; `description` holds our key. `image_no_postprocess` keeps Odoo from shrinking
 * pictures above 1920 pixels, so that what is kept is what was sent (odoo/odoo `odoo/addons/base/models/ir_attachment.py`).
 */
import type { LedgerAttachments } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import type { OdooRecords } from './records.ts';
import { AttachmentRow, BytesRow } from './rows.ts';

const PREFIX = 'tickmark:';
/** Odoo takes 128 MiB by default; base64 and JSON make a third more of it. */
const MAX_BYTES = 25 * 1024 * 1024;
const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'application/xml', 'text/xml', 'text/plain'];

export function odooAttachments(records: OdooRecords): LedgerAttachments {
  return {
    maxBytes: MAX_BYTES,
    mediaTypes: MEDIA_TYPES,
    async list({ reference }) {
      const domain = [
        ['res_model', '=', 'account.move'],
        ['res_id', '=', Number(reference)],
      ];
      const rows = await records.search('ir.attachment', AttachmentRow, domain, ['name', 'description', 'file_size']);
      return rows.map(({ id, name, description, file_size: size }) => ({
        id: String(id),
        name,
        size,
        ...(description?.startsWith(PREFIX) === true ? { key: description.slice(PREFIX.length) } : {}),
      }));
    },
    async attach({ reference }, file, key) {
      const name = oneLine(file.name, 200) || 'document';
      const values = {
        name,
        type: 'binary',
        datas: Buffer.from(await file.bytes()).toString('base64'),
        mimetype: file.mediaType,
        res_model: 'account.move',
        res_id: Number(reference),
        description: `${PREFIX}${key}`,
      };
      const id = await records.create('ir.attachment', values, { image_no_postprocess: true });
      return { id: String(id), name, key, size: file.size };
    },
    async remove(_reference, { id }) {
      await records.act('ir.attachment', 'unlink', [Number(id)]);
    },
    async read(_reference, { id }) {
      const [row] = await records.search('ir.attachment', BytesRow, [['id', '=', Number(id)]], ['datas']);
      return Buffer.from(row?.datas ?? '', 'base64');
    },
  };
}
