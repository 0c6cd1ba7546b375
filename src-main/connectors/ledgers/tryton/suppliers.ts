import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { BillSupplier, SupplierRecord, SupplierRecords } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import type { TrytonBooks } from './books.ts';
import { compact, externalCode, externalIdIn, nameWords } from './map.ts';
import type { Wire } from './wire.ts';

const Party = z.object({ id: z.int(), name: z.string().nullable() });
const Identifier = z.object({ party: z.int(), type: z.string().nullable(), code: z.string() });
const BankNumber = z.object({ number: z.string().nullable(), 'account.': z.object({ owners: z.array(z.int()) }) });

/** Parties with a like name that are looked at; a person cannot choose among more. */
const MAX_ALIKE = 30;
/** Parties that are listed for a page. */
const MAX_LISTED = 5_000;

/** Member states whose VAT numbers have a common type of identifier, with the codes that VAT numbers use (EL for Greece). */
const EU = new Set('AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI'.split(' '));

/** Suppliers are parties. Ours carry an identifier without a type, `tickmark:<external id>`, so that their numbering stays as it is. */
export class TrytonSuppliers implements SupplierRecords {
  readonly #books: TrytonBooks;
  #hasBanks: Promise<boolean> | undefined;

  constructor(books: TrytonBooks) {
    this.#books = books;
  }

  async find({ supplier, externalId }: { supplier: BillSupplier; externalId: string }): Promise<readonly SupplierRecord[]> {
    await this.#books.company();
    const number = compact(supplier.taxNumber ?? '');
    const iban = compact(supplier.iban ?? '');
    const words = nameWords(supplier.name);
    const alike = words.map((word) => ['name', 'ilike', `%${word}%`]);
    const wanted: Wire[] = [
      ['identifiers.code', '=', externalCode(externalId)],
      // Between its characters a number may be written with spaces, dots or dashes.
      ...(number === '' ? [] : [['identifiers.code', 'ilike', `%${[...number].join('%')}%`]]),
      ...(iban !== '' && (await this.#banks()) ? [['bank_accounts.numbers.number', '=', iban]] : []),
      ['name', '=', oneLine(supplier.name)],
      ...(alike.length === 0 ? [] : [alike]),
    ];
    return this.#records(['OR', ...wanted], MAX_ALIKE, iban !== '');
  }

  async create(supplier: BillSupplier, externalId: string): Promise<SupplierRecord> {
    const sendBefore = this.#books.session.sendBefore();
    await this.#books.company();
    const taxNumber = oneLine(supplier.taxNumber ?? '');
    const values = (type: string | null): Wire => ({
      name: oneLine(supplier.name) || '-',
      addresses: [['create', [{ street: (supplier.address ?? '').replace(/\0/g, '').trim() || null }]]],
      identifiers: [
        [
          'create',
          [
            ...(taxNumber === '' ? [] : [{ type, code: type === null ? taxNumber : compact(taxNumber) }]),
            { type: null, code: externalCode(externalId) },
          ],
        ],
      ],
    });
    const type = typeOf(taxNumber);
    const id = await this.#books.session.create('party.party', values(type), sendBefore).catch((error: unknown) => {
      // The server checks the digits of a number that has a type. One that it refuses is still worth keeping.
      if (type === null || !(error instanceof EngineError) || error.code !== 'ledger_rejected') throw error;
      return this.#books.session.create('party.party', values(null), sendBefore);
    });
    return { id: String(id), name: oneLine(supplier.name), externalId, ...(taxNumber === '' ? {} : { taxNumber }) };
  }

  async retire(id: string): Promise<void> {
    await this.#books.company();
    await this.#books.session.call(z.unknown(), 'model.party.party.write', [[Number(id)], { active: false }]);
  }

  /** All active parties but the company itself. */
  async list(): Promise<readonly SupplierRecord[]> {
    await this.#books.company();
    return this.#records([], MAX_LISTED, true);
  }

  async #records(domain: Wire, limit: number, withBanks: boolean): Promise<readonly SupplierRecord[]> {
    const { session } = this.#books;
    const query = { domain: [['active', '=', true], domain], fields: ['name'], limit, order: [['name', 'ASC']] };
    const parties = await session.searchRead(Party, 'party.party', query);
    const within = limit > MAX_ALIKE ? [] : [['party', 'in', parties.map(({ id }) => id)]];
    const [identifiers, numbers] = await Promise.all([
      session.searchRead(Identifier, 'party.identifier', { domain: within, fields: ['party', 'type', 'code'] }),
      withBanks ? this.#bankNumbers(parties.map(({ id }) => id)) : new Map<number, string>(),
    ]);
    return parties.map(({ id, name }) => {
      const own = identifiers.filter(({ party }) => party === id);
      const externalId = own.map(({ code }) => externalIdIn(code)).find((found) => found !== undefined);
      const others = own.filter(({ code }) => externalIdIn(code) === undefined);
      const taxNumber = (others.find(({ type }) => type !== null) ?? others[0])?.code;
      const iban = numbers.get(id);
      return {
        id: String(id),
        name: name ?? '',
        ...(taxNumber === undefined ? {} : { taxNumber }),
        ...(iban === undefined ? {} : { iban }),
        ...(externalId === undefined ? {} : { externalId }),
      };
    });
  }

  /** IBANs by party, where the server has the bank module. */
  async #bankNumbers(parties: readonly number[]): Promise<ReadonlyMap<number, string>> {
    if (parties.length === 0 || !(await this.#banks())) return new Map();
    const domain = [
      ['type', '=', 'iban'],
      ['account.owners', 'in', parties],
    ];
    const rows = await this.#books.session.searchRead(BankNumber, 'bank.account.number', { domain, fields: ['number', 'account.owners'] });
    return new Map(
      rows.flatMap(({ number, 'account.': { owners } }) =>
        number === null ? [] : owners.map((owner) => [owner, compact(number)] as const),
      ),
    );
  }

  #banks(): Promise<boolean> {
    this.#hasBanks ??= this.#books.session
      .call(z.record(z.string(), z.unknown()), 'model.party.party.fields_get', [['bank_accounts']])
      .then((fields) => 'bank_accounts' in fields);
    this.#hasBanks.catch(() => {
      this.#hasBanks = undefined;
    });
    return this.#hasBanks;
  }
}

/** The type of identifier that a VAT number with a country in front has in Tryton; null where there is no telling. */
function typeOf(taxNumber: string): string | null {
  const country = /^([A-Z]{2})[A-Z0-9]+$/.exec(compact(taxNumber))?.[1];
  if (country === undefined) return null;
  return EU.has(country) ? 'eu_vat' : `${country.toLowerCase()}_vat`;
}
