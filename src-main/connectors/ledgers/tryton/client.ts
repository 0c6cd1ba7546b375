import { z } from 'zod';
import type { LocalDate } from '../../../contract/index.ts';
import { EngineError } from '../../../contract/index.ts';
import type {
  EntryProblem,
  LedgerConnection,
  LedgerEntry,
  LedgerLists,
  LedgerPlan,
  LedgerReference,
  PastEntry,
  PostingKey,
  UndoOutcome,
} from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { TrytonAttachments } from './attachments.ts';
import { invoiceValues, workOut } from './bill.ts';
import type { TrytonBooks } from './books.ts';
import { knownCurrency } from './books.ts';
import { billText, keyIn, kindOf, lineTexts, marker } from './map.ts';
import { isSame, lockedThrough, periodProblem, preflight } from './preflight.ts';
import { differences, readInvoice, referenceTo } from './read-back.ts';
import { TrytonSuppliers } from './suppliers.ts';
import { WireDate } from './wire.ts';

/** The server whose ways this connector knows. Others may answer in other forms. */
const KNOWN_VERSION = '6.0';
/** Lines of earlier bills that are offered to learn from. */
const MAX_HISTORY = 2_000;

const Found = z.object({
  id: z.int(),
  state: z.string(),
  number: z.string().nullable(),
  reference: z.string().nullable(),
  comment: z.string(),
});
const Access = z.record(z.string(), z.object({ create: z.union([z.boolean(), z.number()]), write: z.union([z.boolean(), z.number()]) }));
const PastLine = z.object({
  account: z.int().nullable(),
  description: z.string().nullable(),
  'invoice.': z.object({ invoice_date: WireDate.nullable(), 'party.': z.object({ rec_name: z.string() }) }),
});

/** One company's books on a Tryton server: suppliers are parties, bills are supplier invoices, first drafts, then posted. */
export class TrytonConnection implements LedgerConnection {
  readonly capabilities;
  readonly suppliers: TrytonSuppliers;
  readonly attachments: TrytonAttachments;
  readonly #books: TrytonBooks;

  constructor(books: TrytonBooks, settleMs: number) {
    this.#books = books;
    this.capabilities = { settleMs, undo: 'void', drafts: true, foreignCurrency: true } as const;
    this.suppliers = new TrytonSuppliers(books);
    this.attachments = new TrytonAttachments(books);
  }

  async test(): Promise<string> {
    this.#books.forget();
    const version = await this.#books.session.version();
    const company = await this.#books.company();
    const models = ['account.invoice', 'party.party', 'ir.attachment'];
    const access = await this.#books.session.call(Access, 'model.ir.model.access.get_access', [models]);
    const closed = models.filter((model) => !(access[model]?.create && access[model].write));
    if (closed.length > 0) {
      throw new EngineError('ledger_login_failed', {
        note: `The user may not write there (${closed.join(', ')}); one of the group "Account" may.`,
      });
    }
    const other = version.startsWith(`${KNOWN_VERSION}.`) ? '' : ` · only ${KNOWN_VERSION} is known to work`;
    return `Tryton ${version} · ${company.name} · ${company.currency}${other}`;
  }

  async lists(): Promise<LedgerLists> {
    this.#books.forget();
    const company = await this.#books.company();
    const [accounts, taxes, periods, suppliers] = await Promise.all([
      this.#books.accounts(),
      this.#books.taxes(),
      this.#books.periods(),
      this.suppliers.list(),
    ]);
    const [currency, locked] = [knownCurrency(company.currency), lockedThrough(periods)];
    return {
      organisation: company.name,
      ...(currency === undefined ? {} : { currency }),
      ...(locked === undefined ? {} : { lockedThrough: locked }),
      accounts: accounts.map(({ ref, name, type }) => {
        const kind = kindOf(type);
        return { ref, name, ...(kind === undefined ? {} : { kind }) };
      }),
      taxCodes: taxes.map(({ ref, name, rate }) => ({ ref, name, ...(rate === undefined ? {} : { rate }) })),
      suppliers,
    };
  }

  preflight(entry: LedgerEntry): Promise<readonly EntryProblem[]> {
    return preflight(this.#books, this.suppliers, entry);
  }

  async findByKey(key: PostingKey): Promise<readonly LedgerReference[]> {
    const company = await this.#books.company();
    const domain = [
      ['company', '=', company.id],
      ['type', '=', 'in'],
      ['state', '!=', 'cancelled'],
      ['comment', 'ilike', `%${marker(key)}%`],
      // The server's own way to credit or to copy a bill copies the comment: a credit's lines point to lines, a copy has no date.
      ['invoice_date', '!=', null],
      ['lines', 'not where', [['origin', 'like', 'account.invoice.line,%']]],
    ];
    const fields = ['state', 'number', 'reference', 'comment'];
    const rows = await this.#books.session.searchRead(Found, 'account.invoice', { domain, fields, order: [['id', 'ASC']] });
    // For the search an underline stands for any character.
    return rows.filter(({ comment }) => keyIn(comment) === key).map(referenceTo);
  }

  async create(entry: LedgerEntry, parts: { readonly supplier?: string } = {}): Promise<LedgerReference> {
    const sendBefore = this.#books.session.sendBefore();
    const worked = await workOut(this.#books, entry);
    if ('problems' in worked) throw new EngineError('ledger_rejected', { note: worked.problems.map(({ words }) => words).join(' ') });
    if (parts.supplier === undefined) throw new EngineError('ledger_rejected', { note: 'A bill in Tryton needs a supplier.' });
    const values = await invoiceValues(this.#books, entry, worked, Number(parts.supplier));
    const id = await this.#books.session.create('account.invoice', values, sendBefore);
    return referenceTo({ id, state: 'draft', number: null, reference: oneLine(entry.number ?? '') });
  }

  async finalise(reference: LedgerReference): Promise<LedgerReference> {
    const before = await this.#there(reference);
    if (before.state === 'draft' || before.state === 'validated') await this.#post(reference, before.invoice_date ?? undefined);
    const after = await this.#there(reference);
    if (after.state !== 'posted' && after.state !== 'paid') {
      throw new EngineError('ledger_rejected', { note: `The bill is ${after.state} in Tryton and was not posted.` });
    }
    return referenceTo(after);
  }

  async undo(reference: LedgerReference): Promise<UndoOutcome> {
    const invoice = await readInvoice(this.#books, reference.reference);
    if (invoice === undefined || invoice.state === 'cancelled') return 'already-gone';
    if (invoice.state === 'paid') {
      throw new EngineError('ledger_rejected', { note: 'The bill is paid in Tryton. Take the payment back there first.' });
    }
    // A bill with a number is never deleted, be it a draft again: numbers may not be missing.
    const isDeleted = invoice.state === 'draft' && invoice.number === null;
    if (isDeleted) await this.#detach(reference);
    await this.#confirmed(`model.account.invoice.${isDeleted ? 'delete' : 'cancel'}`, invoice.id);
    return isDeleted ? 'deleted' : 'voided';
  }

  async verify(reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
    return differences(this.#books, reference, entry);
  }

  preview(entry: LedgerEntry): string {
    return billText(entry, lineTexts(entry));
  }

  async plan(entry: LedgerEntry): Promise<LedgerPlan> {
    const worked = await workOut(this.#books, entry);
    if ('problems' in worked) throw new EngineError('ledger_rejected', { note: worked.problems.map(({ words }) => words).join(' ') });
    const { supplier } = worked.bill;
    const known = await this.suppliers.find({ supplier, externalId: supplier.key });
    const isNew = !known.some((record) => isSame(record, entry));
    const change = { target: `supplier "${oneLine(supplier.name)}"`, after: supplierText(supplier) };
    return {
      changes: [
        ...(isNew ? [change] : []),
        { target: `bill ${oneLine(entry.number ?? '') || entry.key}`, after: `${this.preview(entry)}\nComment: ${marker(entry.key)}` },
        { target: `attachment "${oneLine(entry.document.name)}"`, after: `SHA-256 ${entry.document.sha256}` },
      ],
    };
  }

  async history(): Promise<readonly PastEntry[]> {
    const company = await this.#books.company();
    const domain = [
      ['company', '=', company.id],
      ['type', '=', 'line'],
      ['invoice.type', '=', 'in'],
      ['invoice.state', 'in', ['posted', 'paid']],
      ['OR', ['invoice.comment', '=', null], ['invoice.comment', 'not ilike', '%[tickmark-key:%']],
    ];
    const fields = ['account', 'description', 'invoice.invoice_date', 'invoice.party.rec_name'];
    const query = { domain, fields, limit: MAX_HISTORY, order: [['id', 'DESC']] };
    const [lines, accounts] = await Promise.all([
      this.#books.session.searchRead(PastLine, 'account.invoice.line', query),
      this.#books.accounts(),
    ]);
    const refs = new Map(accounts.map(({ id, ref }) => [id, ref]));
    return lines.flatMap(({ account, description, 'invoice.': { invoice_date: date, 'party.': party } }) => {
      const ref = account === null ? undefined : refs.get(account);
      return ref === undefined || date === null ? [] : [{ date, payee: party.rec_name, account: ref, description: description ?? '' }];
    });
  }

  close(): Promise<void> {
    return this.#books.session.close();
  }

  /** The server keeps the files of a record that is deleted. Ours go first, so that none is left over whatever fails after it. */
  async #detach(reference: LedgerReference): Promise<void> {
    const ours = (await this.attachments.list(reference)).filter(({ key }) => key !== undefined);
    for (const attachment of ours) await this.attachments.remove(reference, attachment);
  }

  async #there(reference: LedgerReference) {
    const invoice = await readInvoice(this.#books, reference.reference);
    if (invoice === undefined) throw new EngineError('ledger_rejected', { note: 'The draft is no longer in Tryton.' });
    return invoice;
  }

  /** The server says the same words for a closed period and for other reasons in other languages; the period itself tells. */
  async #post({ reference }: LedgerReference, date: LocalDate | undefined): Promise<void> {
    try {
      await this.#books.session.call(z.unknown(), 'model.account.invoice.post', [[Number(reference)]]);
    } catch (error) {
      if (!(error instanceof EngineError) || error.code !== 'ledger_rejected' || date === undefined) throw error;
      const locked = await periodProblem(this.#books, date);
      throw locked === undefined ? error : new EngineError('ledger_period_locked', { note: locked.words, cause: error });
    }
  }

  /**
   * Answers the server's question whether a bill of a closed period is to be cancelled with today's date: a person has asked for it. The
   * answer holds for one time.
   */
  async #confirmed(method: string, id: number): Promise<void> {
    const { session } = this.#books;
    const answer = await session.ask(method, [[id]]);
    if (answer.kind !== 'warning') return;
    await session.create('res.user.warning', { user: await session.userId(), name: answer.name, always: false });
    await session.call(z.unknown(), method, [[id]]);
  }
}

function supplierText({ name, taxNumber, address }: { name: string; taxNumber?: string; address?: string }): string {
  const lines = [
    oneLine(name),
    ...(taxNumber === undefined ? [] : [`Tax number: ${oneLine(taxNumber)}`]),
    ...(address === undefined ? [] : [address]),
  ];
  return lines.join('\n');
}
