import { Currency, DocumentType, EngineError, FieldName } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import { codeAgain, guessCategories, loadCoding, type StoredCoding, saveCoding } from '../coding/index.ts';
import { type EngineContext, record } from '../context.ts';
import { getDocument } from '../documents/index.ts';
import { supplierKey } from '../domain/index.ts';
import {
  canonicalField,
  EMPTY_EXTRACTION,
  loadExtraction,
  type StoredExtraction,
  saveExtraction,
  type Typed,
  withTyped,
} from '../extraction/index.ts';
import type { Work } from '../storage/index.ts';
import { checkAgain } from './check-again.ts';
import { type Seen, writeDecision } from './decide.ts';
import { keepExamples } from './labelled-examples.ts';

export type Changes = Partial<Record<FieldName | 'account' | 'taxCode' | 'type', string | undefined>>;

/**
 * Changes values of a waiting document and checks it again. Values may be typed loosely ("1.234,50", "3 apr"); they are kept canonical.
 * @throws EngineError `invalid_input` with `details.field` and the problem in words, `version_conflict`, `not_allowed_in_state`
 */
export async function correct(context: EngineContext, one: Seen, changes: Changes, actor: string): Promise<void> {
  // Asked before the transaction: the classifier lives in another process.
  const before = await loadExtraction(context.store.db, one.id);
  const guesses =
    changes.supplier === undefined || !before
      ? []
      : await guessCategories(context, withTyped(before.extraction, { supplier: changes.supplier }));
  await context.store.write(async (work) => {
    const document = await getDocument(work.tx, one.id);
    if (document.version !== one.version) throw new EngineError('version_conflict', { details: { document: one.id } });
    if (document.state !== 'review') throw new EngineError('not_allowed_in_state', { details: { state: document.state } });
    const stored = await loadExtraction(work.tx, one.id);
    const coded = await loadCoding(work.tx, one.id);
    await writeDecision(context, work, document, { kind: 'correct', actor, note: null, before: { extraction: stored, coding: coded } });
    const extraction = await applyFields(context, work, document.client_id, stored, changes);
    await saveExtraction(work, one.id, extraction);
    const changed = Object.keys(changes).filter((name) => changes[name as keyof Changes] !== undefined);
    await keepExamples(context, work, document, { before: stored, after: extraction, changed, actor });
    const supplierChanged = changes.supplier !== undefined;
    const keyed = { ...document, supplier_key: supplierChanged ? supplierKey(changes.supplier ?? '') : document.supplier_key };
    const automatic = coded && !supplierChanged ? coded : await codeAgain(work.tx, keyed, extraction.extraction, guesses);
    const coding = await applyCoding(work, document.client_id, automatic, changes);
    await saveCoding(work, one.id, coding);
    await checkAgain(context, work, document, extraction, coding);
    await record(context, work, {
      actor,
      event: 'document.corrected',
      subject: one.id,
      words: `Corrected ${Object.keys(changes).join(', ')}.`,
      data: { fields: Object.keys(changes) },
    });
  });
}

async function applyFields(
  context: EngineContext,
  work: Work,
  clientId: string,
  stored: StoredExtraction | undefined,
  changes: Changes,
): Promise<StoredExtraction> {
  const client = await getClient(work.tx, clientId);
  const base = stored?.extraction ?? EMPTY_EXTRACTION;
  const named = Currency.safeParse((changes.currency ?? base.fields.currency?.value ?? client.currency).trim().toUpperCase());
  const currency = named.success ? named.data : client.currency;
  const typed: Typed = { ...(stored?.typed ?? {}) };
  for (const name of FieldName.options) {
    const text = changes[name];
    if (text === undefined) continue;
    if (text.trim() === '') {
      typed[name] = '';
      continue;
    }
    const canonical = canonicalField(name, text, { today: context.clock.today(), currency, dateOrder: client.dateOrder });
    if ('problem' in canonical) throw new EngineError('invalid_input', { note: canonical.problem, details: { field: name } });
    typed[name] = canonical.value;
  }
  if (changes.type !== undefined) {
    if (!DocumentType.safeParse(changes.type).success)
      throw new EngineError('invalid_input', { note: `Types are: ${DocumentType.options.join(', ')}.`, details: { field: 'type' } });
    typed.type = changes.type;
  }
  return { extraction: withTyped(base, typed), typed, extractMs: stored?.extractMs ?? 0 };
}

async function applyCoding(work: Work, clientId: string, coded: StoredCoding, changes: Changes): Promise<StoredCoding> {
  if (changes.account === undefined && changes.taxCode === undefined) return coded;
  const client = await getClient(work.tx, clientId);
  const account = changes.account ?? coded.coding.account;
  const taxCode = changes.taxCode ?? coded.coding.taxCode;
  if (!client.accounts.some(({ code, active }) => code === account && active))
    throw new EngineError('invalid_input', { note: `Account ${account} is not in the chart.`, details: { field: 'account' } });
  if (!client.taxCodes.some(({ code }) => code === taxCode))
    throw new EngineError('invalid_input', { note: `Tax code ${taxCode} is not in the list.`, details: { field: 'taxCode' } });
  const alternatives = [{ account: coded.coding.account, p: coded.coding.p }, ...coded.coding.alternatives].filter(
    (other) => other.account !== account,
  );
  return { coding: { account, taxCode, p: 1, why: 'You chose it.', alternatives: alternatives.slice(0, 8) }, typed: true };
}
