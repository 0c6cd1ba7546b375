/** Bills and credit notes in Xero: found by key, written as drafts, approved, taken out, compared. */
import { EngineError } from '../../../contract/index.ts';
import type { LedgerEntry, LedgerReference, PostingKey, UndoOutcome } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { billOf } from '../../web-ledger/bill-words.ts';
import type { Books } from './books.ts';
import { messages, type Write, type XeroClient } from './client.ts';
import {
  differences,
  documentOf,
  draftOf,
  isDraft,
  isRefused,
  keyUrl,
  LIVE,
  placeOf,
  referenceOf,
  SORTS,
  type Sort,
  sortOf,
  type XeroDocument,
} from './map.ts';
import { CreditNotes, Invoices, isLastPage } from './schemas.ts';

/** Largest page that Xero gives out. */
const PAGE_SIZE = 1000;
const MAX_PAGES = 500;

export class Documents {
  readonly #client: XeroClient;
  readonly #books: Books;
  /** The contacts that documents were written for by this connection: an edited one is told where it is known. */
  readonly #contacts = new Map<string, string>();

  constructor(client: XeroClient, books: Books) {
    this.#client = client;
    this.#books = books;
  }

  async findByKey(key: PostingKey): Promise<LedgerReference[]> {
    const ours = (documents: readonly XeroDocument[]) =>
      documents.filter((one) => one.key === key && LIVE.has(one.status)).map(referenceOf);
    const bills = ours(await this.#billsWith(key));
    // An entry is either a bill or a credit note for good: where there is one, nothing of the other sort has its key.
    return bills.length > 0 ? bills : ours(await this.creditNotes());
  }

  /** A link is no field that Xero promises to filter by. Where it refuses, everything that this app wrote is gone through. */
  async #billsWith(key: PostingKey): Promise<XeroDocument[]> {
    const where = `Type=="ACCPAY" AND Url!=null AND Url=="${keyUrl(key)}"`;
    // What a person copied from one of ours was not made by this app.
    const query = { where, createdByMyApp: true, page: 1, pageSize: PAGE_SIZE };
    const answer = await this.#client.readIfAllowed(Invoices, { path: SORTS.bill.path, query });
    if (answer !== 'not-allowed') return answer.Invoices.flatMap((raw) => documentOf('bill', raw) ?? []);
    return await this.#pages('bill', { where: 'Type=="ACCPAY"', createdByMyApp: true });
  }

  /** All credit notes of suppliers: lines cannot be searched, and there are few. */
  async creditNotes(): Promise<XeroDocument[]> {
    return await this.#pages('credit-note', { where: 'Type=="ACCPAYCREDIT"' });
  }

  /** Bills that may have the number, whoever wrote them. People write the same one in several ways, so that its main part is searched. */
  async billsLike(number: string): Promise<XeroDocument[]> {
    const query = numberQuery(number);
    return await this.#pages('bill', { where: 'Type=="ACCPAY"', ...query });
  }

  /** In the order of ids, which never change: what is written meanwhile can push a document to a later page, never to one already read. */
  async #pages(sort: Sort, query: Readonly<Record<string, string | boolean>>): Promise<XeroDocument[]> {
    const found: XeroDocument[] = [];
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const read = { path: SORTS[sort].path, query: { ...query, order: `${SORTS[sort].id} ASC`, page, pageSize: PAGE_SIZE } };
      const answer = sort === 'bill' ? await this.#client.read(Invoices, read) : await this.#client.read(CreditNotes, read);
      if (answer === undefined) throw new EngineError('ledger_unreachable', { note: 'It does not know its own list.' });
      const raw = 'Invoices' in answer ? answer.Invoices : answer.CreditNotes;
      found.push(...raw.flatMap((one) => documentOf(sort, one) ?? []));
      if (isLastPage(page, raw.length, answer)) return [...new Map(found.map((document) => [document.id, document])).values()];
    }
    throw new EngineError('ledger_broken', { note: 'It holds more documents than can be searched.' });
  }

  async create(entry: LedgerEntry, contactId: string | undefined): Promise<LedgerReference> {
    if (contactId === undefined) throw new EngineError('ledger_rejected', { note: 'The entry names no supplier of the ledger.' });
    const sort = sortOf(billOf(entry));
    const body = { [member(sort)]: [draftOf(entry, contactId)] };
    const written = await this.#write(sort, { method: 'PUT', path: SORTS[sort].path, body, purpose: `create ${entry.key}` }, entry.date);
    this.#contacts.set(written.id, contactId);
    return referenceOf(written);
  }

  /** @throws EngineError `ledger_rejected` where it is gone or was taken out */
  async finalise(reference: LedgerReference): Promise<LedgerReference> {
    const { sort, id } = placeOf(reference);
    try {
      return referenceOf(await this.#setStatus(sort, id, 'AUTHORISED'));
    } catch (cause) {
      if (!(cause instanceof EngineError) || cause.code !== 'ledger_rejected') throw cause;
      const document = await this.#read(sort, id);
      if (document !== undefined && LIVE.has(document.status) && !isDraft(document.status)) return referenceOf(document);
      if (document?.date !== undefined) await this.#books.assertOpen(document.date);
      throw cause;
    }
  }

  async undo(reference: LedgerReference, entry: LedgerEntry): Promise<UndoOutcome> {
    const { sort, id } = placeOf(reference);
    const document = await this.#read(sort, id);
    if (document === undefined || !LIVE.has(document.status)) return 'already-gone';
    if (document.settled || document.status === 'PAID') {
      throw new EngineError('ledger_rejected', { note: 'It has been paid or credited. Remove the payment in Xero first.' });
    }
    const draft = isDraft(document.status);
    try {
      await this.#setStatus(sort, id, draft ? 'DELETED' : 'VOIDED');
    } catch (cause) {
      if (!(cause instanceof EngineError) || cause.code !== 'ledger_rejected') throw cause;
      const after = await this.#read(sort, id);
      if (after !== undefined && LIVE.has(after.status)) {
        await this.#books.assertOpen(entry.date);
        throw cause;
      }
    }
    return draft ? 'deleted' : 'voided';
  }

  async verify(reference: LedgerReference, entry: LedgerEntry): Promise<string[]> {
    const { sort, id } = placeOf(reference);
    const document = await this.#read(sort, id);
    if (document === undefined) return ['it is not there any more'];
    const found = differences(document, entry);
    // A draft is as it should be where it was asked about as one: before it is approved, or where a person approves it.
    if (reference.state !== 'draft' && entry.finish !== 'draft' && isDraft(document.status)) found.push('it is a draft');
    const contact = this.#contacts.get(id);
    if (contact !== undefined && document.contactId !== undefined && document.contactId !== contact) found.push('the supplier was changed');
    return found;
  }

  async #read(sort: Sort, id: string): Promise<XeroDocument | undefined> {
    const path = `${SORTS[sort].path}/${id}`;
    const raw =
      sort === 'bill'
        ? (await this.#client.read(Invoices, { path }))?.Invoices[0]
        : (await this.#client.read(CreditNotes, { path }))?.CreditNotes[0];
    return raw === undefined ? undefined : documentOf(sort, raw);
  }

  async #setStatus(sort: Sort, id: string, status: string): Promise<XeroDocument> {
    const body = { [member(sort)]: [{ [SORTS[sort].id]: id, Status: status }] };
    return await this.#write(sort, { method: 'POST', path: `${SORTS[sort].path}/${id}`, body, purpose: `${status} ${id}` });
  }

  /** `day` is looked at where Xero refuses, so that a closed period is told as one. Its words are never read for that. */
  async #write(sort: Sort, write: Write, day?: LedgerEntry['date']): Promise<XeroDocument> {
    try {
      const raw =
        sort === 'bill'
          ? (await this.#client.write(Invoices, write)).Invoices[0]
          : (await this.#client.write(CreditNotes, write)).CreditNotes[0];
      const document = raw === undefined ? undefined : documentOf(sort, raw);
      if (raw !== undefined && isRefused(raw)) {
        this.#client.refused(write);
        throw new EngineError('ledger_rejected', { note: oneLine(messages(raw.ValidationErrors).join(' '), 500) });
      }
      if (document === undefined) throw new EngineError('ledger_unreachable', { note: 'Its answer names no document.' });
      return document;
    } catch (cause) {
      if (day !== undefined && cause instanceof EngineError && cause.code === 'ledger_rejected') await this.#books.assertOpen(day);
      throw cause;
    }
  }
}

/** A short number stands within many others: it is asked for as it is. */
export function numberQuery(number: string): Readonly<Record<string, string>> {
  const parts = number.split(/[^\p{L}\p{N}]+/u).sort((a, b) => b.length - a.length);
  const [longest = ''] = parts;
  if (longest.length >= 4) return { searchTerm: longest };
  // The list of numbers is parted by commas.
  return number.includes(',') ? { searchTerm: number } : { InvoiceNumbers: number };
}

function member(sort: Sort): 'Invoices' | 'CreditNotes' {
  return sort === 'bill' ? 'Invoices' : 'CreditNotes';
}
