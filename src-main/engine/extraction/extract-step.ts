import { EngineError } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import { type EngineContext, record } from '../context.ts';
import { changeDocument, getDocument } from '../documents/index.ts';
import { enqueue, type Step } from '../pipeline/index.ts';
import { loadReading } from '../reading/index.ts';
import { withKnownSupplier } from '../suppliers/index.ts';
import { withDocumentP } from './document-p.ts';
import { extract } from './extract.ts';
import { columnsOf, loadExtraction, saveExtraction, withTyped } from './stored.ts';
import { tagWords } from './tagging/tag-words.ts';

/**
 * Step "extract": words → fields and lines. The field tagger runs in a reader process; the rest is pure work on the engine's thread, where the
 * grammars are bounded, so it takes milliseconds.
 */
export function extractStep(context: EngineContext): Step {
  return {
    name: 'extract',
    async run(job) {
      const { db } = context.store;
      const document = await getDocument(db, job.subject);
      const client = await getClient(db, document.client_id);
      const stored = await loadReading(db, document.id);
      if (!stored) throw new EngineError('internal', { note: 'There is no reading to extract from.' });
      const began = context.clock.monotonicMs();
      const known = {
        today: context.clock.today(),
        currency: client.currency,
        dateOrder: client.dateOrder,
        clientName: client.name,
      };
      const printed = extract(stored.reading, known, await tagWords(context.readers, stored.reading, known));
      const read = withDocumentP(await withKnownSupplier(db, client.id, printed, stored.reading));
      const extractMs = context.clock.monotonicMs() - began;
      return async (work) => {
        const current = await getDocument(work.tx, document.id);
        if (current.state !== 'checking') return;
        const typed = (await loadExtraction(work.tx, document.id))?.typed ?? {};
        const extraction = withTyped(read, typed);
        await saveExtraction(work, document.id, { extraction, typed, extractMs });
        const changed = await changeDocument(context, work, current, columnsOf(extraction, client));
        await enqueue(context, work, { subject: document.id, step: 'code', inputVersion: changed.version, priority: document.priority });
        const found = Object.keys(extraction.fields).length;
        await record(context, work, {
          actor: 'engine',
          event: 'document.extracted',
          subject: document.id,
          words: `Found ${found} fields and ${extraction.lines.length} lines.`,
        });
      };
    },
    async failed(job, error, work) {
      const document = await getDocument(work.tx, job.subject);
      if (document.state === 'checking') await context.stuck(work, document, error);
    },
  };
}
