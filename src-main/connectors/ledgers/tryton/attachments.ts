import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerAttachment, LedgerAttachments, LedgerFile, LedgerReference, PostingKey } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import type { TrytonBooks } from './books.ts';
import { keyIn, marker } from './map.ts';
import { WireBytes, wireBytes } from './wire.ts';

/** The server itself takes 2 GB; one call must end before the settle window does, also over a line of 2 Mbit/s. */
const MAX_BYTES = 10 * 1024 * 1024;

const Row = z.object({ id: z.int(), name: z.string(), description: z.string().nullable(), data_size: z.int().nullable() });
const Data = z.tuple([z.object({ data: WireBytes.nullable() })]);

/** Files beside a bill. The key stands in the description, since nothing keeps the same file from being attached twice. */
export class TrytonAttachments implements LedgerAttachments {
  readonly maxBytes = MAX_BYTES;
  readonly mediaTypes = [
    'application/pdf',
    'image/jpeg',
    'image/png',
    'image/webp',
    'image/tiff',
    'image/gif',
    'image/heic',
    'application/xml',
    'text/xml',
    'text/plain',
  ];
  readonly #books: TrytonBooks;

  constructor(books: TrytonBooks) {
    this.#books = books;
  }

  async list(reference: LedgerReference): Promise<readonly LedgerAttachment[]> {
    await this.#books.company();
    const query = {
      domain: [['resource', '=', resourceOf(reference)]],
      fields: ['name', 'description', 'data_size'],
      order: [['id', 'ASC']],
    };
    const rows = await this.#books.session.searchRead(Row, 'ir.attachment', query);
    return rows.map(({ id, name, description, data_size }) => {
      const key = keyIn(description ?? '');
      return { id: String(id), name, ...(key === undefined ? {} : { key }), ...(data_size === null ? {} : { size: data_size }) };
    });
  }

  async attach(reference: LedgerReference, file: LedgerFile, key: PostingKey): Promise<LedgerAttachment> {
    if (file.size > this.maxBytes) throw new EngineError('ledger_rejected', { note: 'The file is larger than Tickmark sends to Tryton.' });
    const sendBefore = this.#books.session.sendBefore();
    await this.#books.company();
    const name = oneLine(file.name) || 'document';
    const values = { name, type: 'data', data: wireBytes(await file.bytes()), resource: resourceOf(reference), description: marker(key) };
    const id = await this.#books.session.create('ir.attachment', values, sendBefore);
    return { id: String(id), name, key, size: file.size };
  }

  async remove(reference: LedgerReference, attachment: LedgerAttachment): Promise<void> {
    const there = await this.list(reference);
    if (!there.some(({ id }) => id === attachment.id)) return;
    await this.#books.session.call(z.unknown(), 'model.ir.attachment.delete', [[Number(attachment.id)]]);
  }

  async read(_reference: LedgerReference, attachment: LedgerAttachment): Promise<Uint8Array> {
    await this.#books.company();
    // Base64 in JSON, and escapes of its line ends: half as much again.
    const [{ data }] = await this.#books.session.call(Data, 'model.ir.attachment.read', [[Number(attachment.id)], ['data']], 2 * MAX_BYTES);
    return data ?? new Uint8Array();
  }
}

const resourceOf = ({ reference }: LedgerReference): string => `account.invoice,${reference}`;
