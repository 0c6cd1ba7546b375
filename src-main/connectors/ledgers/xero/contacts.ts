/** Suppliers are Xero's contacts. Our own id stands in the contact number, which only programs can set. */
import { EngineError } from '../../../contract/index.ts';
import type { BillSupplier, SupplierRecord, SupplierRecords } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { compact } from '../../web-ledger/bill-words.ts';
import { messages, type Write, type XeroClient } from './client.ts';
import { contactNumber, isRefused } from './map.ts';
import { type Contact, Contacts, isLastPage } from './schemas.ts';

const PAGE_SIZE = 1000;
const MAX_PAGES = 200;

export class ContactRecords implements SupplierRecords {
  readonly #client: XeroClient;

  constructor(client: XeroClient) {
    this.#client = client;
  }

  /** All active contacts. Compared here and not by Xero, which knows no spaces in tax numbers and no likeness of names. */
  async all(): Promise<SupplierRecord[]> {
    const found = new Map<string, SupplierRecord>();
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      // By id and with the archived ones, so that nobody leaves the list while it is read and pulls another to a page already read.
      const query = { order: 'ContactID ASC', includeArchived: true, page, pageSize: PAGE_SIZE };
      const answer = await this.#client.read(Contacts, { path: '/Contacts', query });
      if (answer === undefined) throw new EngineError('ledger_unreachable', { note: 'It does not know its own list.' });
      for (const raw of answer.Contacts) {
        const record = raw.ContactStatus === 'ACTIVE' ? recordOf(raw) : undefined;
        if (record !== undefined) found.set(record.id, record);
      }
      if (isLastPage(page, answer.Contacts.length, answer)) return [...found.values()];
    }
    throw new EngineError('ledger_broken', { note: 'It holds more contacts than can be searched.' });
  }

  async find({ supplier, externalId }: { readonly supplier: BillSupplier; readonly externalId: string }): Promise<SupplierRecord[]> {
    const number = contactNumber(externalId);
    const found = (await this.all()).filter(
      (record) =>
        record.externalId === number ||
        sameText(record.taxNumber, supplier.taxNumber) ||
        sameText(record.iban, supplier.iban) ||
        alike(record.name, supplier.name),
    );
    // Where a long id was replaced by its digest, the caller still sees the one that it gave.
    return found.map((record) => (record.externalId === number ? { ...record, externalId } : record));
  }

  async create(supplier: BillSupplier, externalId: string): Promise<SupplierRecord> {
    const address = supplier.address === undefined ? '' : oneLine(supplier.address, 500);
    // No bank account: it was read from a document, and money would be sent to it.
    const contact = {
      Name: oneLine(supplier.name, 255) || 'Unnamed supplier',
      ContactNumber: contactNumber(externalId),
      ...(supplier.taxNumber !== undefined && { TaxNumber: oneLine(supplier.taxNumber, 50) }),
      ...(address !== '' && { Addresses: [{ AddressType: 'POBOX', AddressLine1: address }] }),
    };
    const body = { Contacts: [contact] };
    const record = await this.#write({ method: 'PUT', path: '/Contacts', body, purpose: `supplier ${externalId}` }).catch(
      async (cause: unknown) => {
        if (!(cause instanceof EngineError) || cause.code !== 'ledger_rejected') throw cause;
        // Refused because the name is taken: by ourselves, where the request was carried out twice.
        const ours = (await this.all()).find((one) => one.externalId === contact.ContactNumber);
        if (ours === undefined) throw cause;
        return ours;
      },
    );
    return record.externalId === contact.ContactNumber ? { ...record, externalId } : record;
  }

  async retire(id: string): Promise<void> {
    const body = { Contacts: [{ ContactID: id, ContactStatus: 'ARCHIVED' }] };
    await this.#write({ method: 'POST', path: `/Contacts/${encodeURIComponent(id)}`, body, purpose: `archive ${id}` });
  }

  async #write(write: Write): Promise<SupplierRecord> {
    const raw = (await this.#client.write(Contacts, write)).Contacts[0];
    if (raw !== undefined && (isRefused(raw) || raw.HasValidationErrors === true)) {
      this.#client.refused(write);
      throw new EngineError('ledger_rejected', { note: oneLine(messages(raw.ValidationErrors).join(' '), 500) });
    }
    const record = raw === undefined ? undefined : recordOf(raw);
    if (record === undefined) throw new EngineError('ledger_unreachable', { note: 'Its answer names no contact.' });
    return record;
  }
}

function recordOf(raw: Contact): SupplierRecord | undefined {
  const { ContactID: id, Name: name } = raw;
  if (!id || !name) return undefined;
  const optional = { taxNumber: raw.TaxNumber, iban: raw.BankAccountDetails, externalId: raw.ContactNumber };
  return { id, name, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)) };
}

function sameText(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && compact(a) !== '' && compact(a) === compact(b);
}

/** One name holds the other, or they share their longest word: enough to be shown to a person, never to decide. */
export function alike(a: string, b: string): boolean {
  const [left, right] = [compact(a), compact(b)];
  if (left === '' || right === '') return false;
  if (left.includes(right) || right.includes(left)) return true;
  const words = (text: string) =>
    text
      .toUpperCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => [...word].length >= 4);
  const others = new Set(words(b));
  return words(a).some((word) => others.has(word));
}
