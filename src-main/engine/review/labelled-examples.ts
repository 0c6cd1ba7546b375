import type { Selectable } from 'kysely';
import { Box, FieldName, LabelledExample } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import type { DocumentRow } from '../documents/index.ts';
import type { StoredExtraction } from '../extraction/index.ts';
import type { LabelledExamplesTable, Reads, Work } from '../storage/index.ts';

const LABELLED = [...FieldName.options, 'type'] as const;

/**
 * Keeps what a person typed over what was read, in the transaction of the correction. Compared is with the extraction before the correction;
 * confirming the value that was read is an example too. `changed` names the fields that the correction gave.
 */
export async function keepExamples(
  context: Pick<EngineContext, 'ids' | 'clock'>,
  work: Work,
  document: DocumentRow,
  correction: { before: StoredExtraction | undefined; after: StoredExtraction; changed: readonly string[]; actor: string },
): Promise<void> {
  const { before, after, changed, actor } = correction;
  // What a person typed before is no reading: the first correction has its example already.
  const fields = LABELLED.filter((field) => changed.includes(field) && before?.typed[field] === undefined);
  if (fields.length === 0) return;
  const reader = await work.tx.selectFrom('readings').select('reader').where('document_id', '=', document.id).executeTakeFirst();
  const rows = fields.map((field): LabelledExamplesTable => {
    const extraction = before?.extraction;
    const read = field === 'type' ? typeRead(extraction?.type) : extraction?.fields[field];
    return {
      id: context.ids.next(),
      document_id: document.id,
      client_id: document.client_id,
      document_version: document.version,
      field,
      read_value: read?.value ?? null,
      read_p: read?.p ?? null,
      typed_value: after.typed[field] ?? '',
      page: read?.page ?? null,
      box_json: read?.box === undefined ? null : JSON.stringify(read.box),
      models_json: JSON.stringify({ reader: reader?.reader, extractor: extraction?.model }),
      actor,
      at: context.clock.now(),
    };
  });
  await work.tx.insertInto('labelled_examples').values(rows).execute();
}

type Read = { value: string; p: number; page?: number | undefined; box?: Box | undefined };

function typeRead(type: { value: string; p: number } | undefined): Read | undefined {
  return type !== undefined && type.p > 0 ? type : undefined;
}

/** Forgets the examples of a correction that was taken back. */
export async function removeExamples(work: Work, documentId: string, version: number): Promise<void> {
  await work.tx.deleteFrom('labelled_examples').where('document_id', '=', documentId).where('document_version', '=', version).execute();
}

/** The client's examples, oldest first. `cursor` is the id to go on behind. */
export async function listExamples(
  db: Reads,
  query: { id: string; cursor?: string | undefined; limit: number },
): Promise<{ rows: LabelledExample[]; next?: string; total: number }> {
  const all = db.selectFrom('labelled_examples').where('client_id', '=', query.id);
  const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  let page = all.selectAll().orderBy('id').limit(query.limit);
  if (query.cursor !== undefined) page = page.where('id', '>', query.cursor);
  const rows = await page.execute();
  const last = rows.at(-1);
  return { rows: rows.map(toExample), ...(rows.length === query.limit && last ? { next: last.id } : {}), total };
}

function toExample(row: Selectable<LabelledExamplesTable>): LabelledExample {
  const place = {
    ...(row.page === null ? {} : { page: row.page }),
    ...(row.box_json === null ? {} : { box: Box.parse(JSON.parse(row.box_json)) }),
  };
  return LabelledExample.parse({
    id: row.id,
    documentId: row.document_id,
    field: row.field,
    ...(row.read_value === null ? {} : { read: { value: row.read_value, p: row.read_p ?? 0, ...place } }),
    typed: row.typed_value,
    models: JSON.parse(row.models_json),
    by: row.actor,
    at: row.at,
  });
}
