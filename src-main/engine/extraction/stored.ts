import { z } from 'zod';
import { type Client, Currency, DocumentType, Extraction, FieldName, parseMoney } from '../../contract/index.ts';
import type { DocumentChange } from '../documents/index.ts';
import { supplierKey } from '../domain/index.ts';
import type { Reads, Work } from '../storage/index.ts';
import { withDocumentP } from './document-p.ts';
import { sumsAfter } from './field-sums.ts';

/** Values that a person gave, by field; an empty text means "there is no such value on the document". `type` is the document type. */
export const Typed = z.partialRecord(z.enum([...FieldName.options, 'type']), z.string());
export type Typed = z.infer<typeof Typed>;

export type StoredExtraction = { readonly extraction: Extraction; readonly typed: Typed; readonly extractMs: number };

export async function loadExtraction(db: Reads, documentId: string): Promise<StoredExtraction | undefined> {
  const row = await db.selectFrom('extractions').selectAll().where('document_id', '=', documentId).executeTakeFirst();
  if (!row) return undefined;
  return {
    extraction: Extraction.parse(JSON.parse(row.body_json)),
    typed: Typed.parse(JSON.parse(row.typed_json)),
    extractMs: row.extract_ms,
  };
}

export async function saveExtraction(work: Work, documentId: string, stored: StoredExtraction): Promise<void> {
  const values = { body_json: JSON.stringify(stored.extraction), typed_json: JSON.stringify(stored.typed), extract_ms: stored.extractMs };
  await work.tx
    .insertInto('extractions')
    .values({ document_id: documentId, ...values })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(values))
    .execute();
}

/** What a person says stands above what was read: probability 1, the readings stay as alternatives. */
export function withTyped(extraction: Extraction, typed: Typed): Extraction {
  const fields = { ...extraction.fields };
  const changed = new Set<FieldName>();
  for (const name of FieldName.options) {
    const value = typed[name];
    if (value === undefined) continue;
    const read = fields[name];
    if (value !== (read?.value ?? '')) changed.add(name);
    if (value === '') {
      delete fields[name];
      continue;
    }
    const others =
      read === undefined ? [] : [{ value: read.value, p: read.p }, ...read.alternatives].filter((other) => other.value !== value);
    const evidence =
      read !== undefined && read.value === value
        ? { ...(read.page === undefined ? {} : { page: read.page }), ...(read.box === undefined ? {} : { box: read.box }) }
        : {};
    fields[name] = { value, p: 1, ...evidence, alternatives: others.slice(0, 8) };
  }
  const type = DocumentType.safeParse(typed.type);
  const sums = sumsAfter(extraction.sums, fields, changed);
  return { ...withDocumentP({ ...extraction, fields }), sums, type: type.success ? { value: type.data, p: 1 } : extraction.type };
}

/** An extraction that holds nothing, for documents that a person types in. */
export const EMPTY_EXTRACTION: Extraction = { type: { value: 'other', p: 0 }, fields: {}, taxes: [], lines: [], sums: [] };

/** The columns by which documents are listed, searched and compared. */
export function columnsOf(extraction: Extraction, client: Client): DocumentChange {
  const { fields } = extraction;
  const currency = Currency.safeParse(fields.currency?.value ?? client.currency);
  const total = currency.success && fields.total ? parseMoney(fields.total.value, currency.data) : undefined;
  return {
    type: extraction.type.p > 0 ? extraction.type.value : null,
    supplier: fields.supplier?.value ?? null,
    supplier_key: fields.supplier ? supplierKey(fields.supplier.value) : null,
    date: fields.date?.value ?? null,
    number: fields.number?.value ?? null,
    currency: currency.success ? currency.data : null,
    total_minor: total?.minor ?? null,
    iban: fields.iban?.value ?? null,
  };
}
