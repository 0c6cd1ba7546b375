import { Coding, EngineError, type Extraction } from '../../contract/index.ts';
import { FALLBACK_ACCOUNT, getClient } from '../clients/index.ts';
import { type EngineContext, record } from '../context.ts';
import { changeDocument, type DocumentRow, getDocument } from '../documents/index.ts';
import { loadExtraction } from '../extraction/index.ts';
import { enqueue, type Step } from '../pipeline/index.ts';
import type { CategoryGuess } from '../ports.ts';
import type { Reads, Work } from '../storage/index.ts';
import { codeDocument } from './code-document.ts';
import { historyOfSupplier } from './examples.ts';

export type StoredCoding = { readonly coding: Coding; readonly typed: boolean };

/** Step "code": account and tax code, from the supplier's history and the text classifier. */
export function codeStep(context: EngineContext): Step {
  return {
    name: 'code',
    async run(job) {
      const { db } = context.store;
      const document = await getDocument(db, job.subject);
      const stored = await loadExtraction(db, document.id);
      if (!stored) throw new EngineError('internal', { note: 'There is nothing to code.' });
      const guesses = await guessCategories(context, stored.extraction);
      return async (work) => {
        const current = await getDocument(work.tx, document.id);
        if (current.state !== 'checking') return;
        const coding = await codeAgain(work.tx, current, stored.extraction, guesses);
        await saveCoding(work, document.id, coding);
        const changed = await changeDocument(context, work, current, { account: coding.coding.account });
        await enqueue(context, work, { subject: document.id, step: 'check', inputVersion: changed.version, priority: document.priority });
        await record(context, work, {
          actor: 'engine',
          event: 'document.coded',
          subject: document.id,
          words: `Coded to ${coding.coding.account}: ${coding.coding.why}`,
        });
      };
    },
    async failed(job, error, work) {
      const document = await getDocument(work.tx, job.subject);
      if (document.state === 'checking') await context.stuck(work, document, error);
    },
  };
}

/** The coding as history and guesses give it now; what a person chose stays. */
export async function codeAgain(
  db: Reads,
  document: DocumentRow,
  extraction: Extraction,
  guesses: readonly CategoryGuess[],
): Promise<StoredCoding> {
  const before = await loadCoding(db, document.id);
  if (before?.typed) return before;
  const client = await getClient(db, document.client_id);
  const history = await historyOfSupplier(db, document.client_id, document.supplier_key, document.id);
  return { coding: codeDocument(client, extraction, history, guesses, FALLBACK_ACCOUNT), typed: false };
}

/** Text by which the classifier knows what was bought. Without a model there are no guesses and the coding asks. */
export async function guessCategories(
  context: Pick<EngineContext, 'readers' | 'log'>,
  extraction: Extraction,
): Promise<readonly CategoryGuess[]> {
  const supplier = extraction.fields.supplier?.value ?? '';
  const bought = extraction.lines.map(({ description }) => description).slice(0, 20);
  const texts = [supplier, bought.join(' ')].filter((text) => text.trim() !== '');
  if (texts.length === 0) return [];
  try {
    return combine(await context.readers.classify(texts));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    context.log.warn('no category guesses', { code: error.code });
    return [];
  }
}

/** Mean of the guesses for the supplier's name and for the lines: either alone is a weak sign, both together a good one. */
function combine(guesses: readonly (readonly CategoryGuess[])[]): CategoryGuess[] {
  const sums = new Map<string, number>();
  for (const { category, p } of guesses.flat()) sums.set(category, (sums.get(category) ?? 0) + p / guesses.length);
  return [...sums].map(([category, p]) => ({ category, p })).sort((a, b) => b.p - a.p);
}

export async function loadCoding(db: Reads, documentId: string): Promise<StoredCoding | undefined> {
  const row = await db.selectFrom('codings').selectAll().where('document_id', '=', documentId).executeTakeFirst();
  return row ? { coding: Coding.parse(JSON.parse(row.body_json)), typed: row.typed === 1 } : undefined;
}

export async function saveCoding(work: Work, documentId: string, { coding, typed }: StoredCoding): Promise<void> {
  const values = { body_json: JSON.stringify(coding), typed: typed ? 1 : 0 };
  await work.tx
    .insertInto('codings')
    .values({ document_id: documentId, ...values })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(values))
    .execute();
}
