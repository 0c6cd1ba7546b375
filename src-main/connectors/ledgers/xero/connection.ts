import type {
  EntryProblem,
  LedgerAttachments,
  LedgerCapabilities,
  LedgerConnection,
  LedgerEntry,
  LedgerLists,
  LedgerPlan,
  LedgerPorts,
  LedgerReference,
  PostingKey,
  SupplierRecords,
  UndoOutcome,
} from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { minorOf } from '../../web-ledger/amounts.ts';
import { billOf, billWords, compact } from '../../web-ledger/bill-words.ts';
import { Books } from './books.ts';
import { XeroClient } from './client.ts';
import { alike, ContactRecords } from './contacts.ts';
import { Documents } from './documents.ts';
import { Files, MAX_FILE_BYTES } from './files.ts';
import { ENDINGS, LIVE, NUMBER_MAX, referenceOf, sortOf, type XeroDocument } from './map.ts';
import type { Config } from './settings.ts';

/** A connection to one organisation. */
export class XeroConnection implements LedgerConnection {
  readonly capabilities: LedgerCapabilities;
  readonly suppliers: SupplierRecords;
  readonly attachments: LedgerAttachments;
  readonly #client: XeroClient;
  readonly #books: Books;
  readonly #contacts: ContactRecords;
  readonly #documents: Documents;

  constructor(config: Config, ports: LedgerPorts) {
    this.#client = new XeroClient(config, ports);
    this.#books = new Books(this.#client, ports.clock);
    this.#contacts = new ContactRecords(this.#client);
    this.#documents = new Documents(this.#client, this.#books);
    this.suppliers = this.#contacts;
    this.attachments = new Files(this.#client);
    this.capabilities = {
      // A request may wait for its turn as long as for its answer, and go on in Xero as long again.
      settleMs: 3 * config.timeoutSeconds * 1000,
      undo: 'void',
      drafts: true,
      foreignCurrency: true,
    };
  }

  async test(): Promise<string> {
    const { name, currency, lockedThrough } = await this.#books.organisation();
    return [name, currency, lockedThrough && `locked through ${lockedThrough}`].filter(Boolean).join(', ');
  }

  lists(): Promise<LedgerLists> {
    return this.#books.lists(() => this.#contacts.all());
  }

  async preflight(entry: LedgerEntry): Promise<EntryProblem[]> {
    const found = await this.#books.problems(entry);
    const { mediaType, size } = entry.document;
    if (size !== undefined && size > MAX_FILE_BYTES) found.push({ code: 'attachment', words: 'Xero takes files up to 10 MB.' });
    if (mediaType !== undefined && ENDINGS[mediaType] === undefined) {
      found.push({ code: 'attachment', words: `Xero does not take files of the kind ${mediaType}.` });
    }
    if (entry.acceptsDuplicate === true || entry.number === undefined || compact(entry.number) === '') return found;
    const double = await this.#double(entry, entry.number);
    if (double === undefined) return found;
    const words = `Xero holds number ${double.number} of ${double.contactName ?? 'this supplier'} already.`;
    return [...found, { code: 'duplicate', words, existing: referenceOf(double) }];
  }

  /** The same number from a supplier alike, or over the same amount, that does not carry our key. */
  async #double(entry: LedgerEntry, number: string): Promise<XeroDocument | undefined> {
    const bill = billOf(entry);
    const candidates =
      sortOf(bill) === 'bill' ? await this.#documents.billsLike(oneLine(number, NUMBER_MAX)) : await this.#documents.creditNotes();
    return candidates.find(
      (one) =>
        LIVE.has(one.status) &&
        one.key !== entry.key &&
        compact(one.number ?? '') === compact(number) &&
        (alike(one.contactName ?? '', bill.supplier.name) ||
          (one.currency === entry.currency && minorOf(one.total ?? Number.NaN, entry.currency) === Math.abs(bill.total))),
    );
  }

  findByKey(key: PostingKey): Promise<LedgerReference[]> {
    return this.#documents.findByKey(key);
  }

  create(entry: LedgerEntry, parts?: { readonly supplier?: string }): Promise<LedgerReference> {
    return this.#documents.create(entry, parts?.supplier);
  }

  finalise(reference: LedgerReference): Promise<LedgerReference> {
    return this.#documents.finalise(reference);
  }

  undo(reference: LedgerReference, entry: LedgerEntry): Promise<UndoOutcome> {
    return this.#documents.undo(reference, entry);
  }

  verify(reference: LedgerReference, entry: LedgerEntry): Promise<string[]> {
    return this.#documents.verify(reference, entry);
  }

  preview(entry: LedgerEntry): string {
    return billWords(titleOf(entry), entry, billOf(entry));
  }

  async plan(entry: LedgerEntry): Promise<LedgerPlan> {
    const { name } = await this.#books.organisation();
    const state = entry.finish === 'draft' ? 'draft' : 'approved';
    return { changes: [{ target: `${name} · ${titleOf(entry)} (${state})`, after: this.preview(entry) }] };
  }

  async close(): Promise<void> {
    this.#client.close();
  }
}

function titleOf(entry: LedgerEntry): string {
  return sortOf(billOf(entry)) === 'bill' ? 'Bill' : 'Credit note from a supplier';
}
