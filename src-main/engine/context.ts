import type { EngineError } from '../contract/index.ts';
import { type AuditEntry, appendAudit } from './audit/index.ts';
import type { DocumentRow } from './documents/index.ts';
import type { EngineConfig, EnginePorts } from './engine.ts';
import type { Store, Work } from './storage/index.ts';

/** What every room is given: the ports, the store, and the configuration. Made once, by `createEngine`. */
export type EngineContext = EnginePorts & {
  readonly config: EngineConfig;
  readonly store: Store;
  /** Tells live screens how far a step is. Not written anywhere. */
  progress(progress: StepProgress): void;
  /** Puts a document whose step failed for good before a person, with the reason. */
  stuck(work: Work, document: DocumentRow, error: EngineError): Promise<void>;
};

export type StepProgress = { readonly documentId: string; readonly step: string; readonly page: number; readonly pages: number };

/** Writes the audit event of a change, in the change's own transaction. */
export function record(context: EngineContext, work: Work, entry: Omit<AuditEntry, 'at'>): Promise<void> {
  return appendAudit(context.store, work, { ...entry, at: context.clock.now() });
}
