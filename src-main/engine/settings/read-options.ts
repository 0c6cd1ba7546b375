import { type Policy, ReaderChoice } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import { getPolicy } from '../controls/index.ts';
import type { DocumentRow } from '../documents/index.ts';
import type { ReadOptions } from '../ports.ts';
import { getSettings } from './settings.ts';

/** How a document is to be read: what a person asked for before what the machine is set to; how much it may cost is the client's policy. */
export async function readOptions(
  { store }: Pick<EngineContext, 'store'>,
  document: Pick<DocumentRow, 'client_id' | 'wanted_reader'>,
): Promise<ReadOptions> {
  const { reader, languages } = await getSettings(store.db);
  const { policy } = await getPolicy(store.db, document.client_id);
  const wanted = ReaderChoice.safeParse(document.wanted_reader);
  return {
    reader: wanted.success ? wanted.data : reader,
    languages,
    ...policyOptions(policy),
  };
}

/** What the policy lets the second reader cost. */
export function policyOptions({ reading }: Pick<Policy, 'reading'>): Pick<ReadOptions, 'secondReader' | 'maxSecondRows' | 'secondMs'> {
  return { secondReader: reading.secondReader, maxSecondRows: reading.maxSecondRows, secondMs: reading.budgetMs };
}
