import type { Coding, LocalDate, Policy, Reading } from '../../contract/index.ts';
import { type Client, Currency, DocumentId, type Extraction, money, parseMoney } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import { type DocumentRow, repeatable, sameBills, sameBytesElsewhere } from '../documents/index.ts';
import { loadReading, similarFirstPages } from '../reading/index.ts';
import type { Reads } from '../storage/index.ts';
import { contradictionsOf, identifySupplier, seenSupplier, supplierHistory } from '../suppliers/index.ts';
import { type CheckInput, type OtherDocument, sayDate, sayMoney } from './check.ts';
import { worstQuality } from './picture-quality.ts';

export type Assessed = {
  readonly document: DocumentRow;
  readonly client: Client;
  readonly extraction: Extraction;
  readonly coding: Coding;
  readonly policy: Policy;
  readonly typed: ReadonlySet<string>;
  readonly today: LocalDate;
};

/** Fetches what the controls compare a document with. */
export async function gather(db: Reads, assessed: Assessed): Promise<CheckInput> {
  const { document, client, extraction } = assessed;
  const similar = await similarFirstPages(db, document.client_id, document.id);
  const pictures = await repeatable(
    db,
    document,
    similar.map(({ documentId }) => documentId),
  );
  const reading = await loadReading(db, document.id);
  return {
    ...pageFacts(assessed),
    samePicture: pictures.map((row) => ({ ...other(row), bits: similar.find(({ documentId }) => documentId === row.id)?.bits ?? 0 })),
    sameBill: (await sameBills(db, document)).map((row) => ({
      ...other(row),
      by: row.number !== null && row.number === document.number ? ('number' as const) : ('date and total' as const),
    })),
    sameBytesElsewhere: await elsewhere(db, document),
    history: await historyOf(db, document),
    contradictions: await contradictions(db, assessed, reading?.reading),
    words: reading ? reading.reading.pages.reduce((sum, { words }) => sum + words.length, 0) : wordsUnknown(extraction),
    quality: worstQuality(reading?.reading),
    client,
  };
}

/** The part of the input that follows from the document alone. */
export function pageFacts({
  client,
  extraction,
  coding,
  policy,
  typed,
  today,
}: Omit<Assessed, 'document'>): Pick<CheckInput, 'extraction' | 'coding' | 'client' | 'policy' | 'today' | 'typed' | 'currency' | 'total'> {
  const named = Currency.safeParse(extraction.fields.currency?.value);
  const currency = named.success ? named.data : client.currency;
  const total = extraction.fields.total ? parseMoney(extraction.fields.total.value, currency) : undefined;
  return { extraction, coding, client, policy, today, typed, currency, total };
}

/** A document that no reader could read but a person typed in counts as read. */
function wordsUnknown(extraction: Extraction): number {
  return Object.keys(extraction.fields).length;
}

async function elsewhere(db: Reads, document: DocumentRow): Promise<CheckInput['sameBytesElsewhere']> {
  const rows = await sameBytesElsewhere(db, document);
  return Promise.all(rows.map(async (row) => ({ ...other(row), client: (await getClient(db, row.client_id)).name })));
}

async function contradictions(
  db: Reads,
  { document, extraction }: Assessed,
  reading: Reading | undefined,
): Promise<CheckInput['contradictions']> {
  const seen = seenSupplier(extraction, reading);
  return contradictionsOf(seen, await identifySupplier(db, document.client_id, seen));
}

async function historyOf(db: Reads, document: DocumentRow): Promise<CheckInput['history']> {
  const rows = await supplierHistory(db, document);
  return {
    count: rows.length,
    totals: rows.flatMap((row) =>
      row.total_minor === null || row.currency === null ? [] : [money(row.total_minor, Currency.parse(row.currency))],
    ),
    ibans: rows.flatMap(({ iban }) => (iban === null ? [] : [iban])),
  };
}

function other(row: DocumentRow): OtherDocument {
  const amount =
    row.total_minor !== null && row.currency !== null ? `, ${sayMoney(money(row.total_minor, Currency.parse(row.currency)))}` : '';
  const date = row.date === null ? '' : ` of ${sayDate(row.date)}`;
  const state = row.state === 'posted' ? ', posted' : '';
  return {
    id: DocumentId.parse(row.id),
    label: `${row.supplier ?? row.name}${date}${amount}${state}`,
    number: row.number ?? undefined,
    arrivedAt: row.arrived_at,
  };
}
