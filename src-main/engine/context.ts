import { type AuditEntry, appendAudit } from './audit/index.ts';
import type { EngineConfig, EnginePorts } from './engine.ts';
import type { Store, Work } from './storage/index.ts';

/** What every room is given: the ports, the store, and the configuration. Made once, by `createEngine`. */
export type EngineContext = EnginePorts & {
  readonly config: EngineConfig;
  readonly store: Store;
};

/** Writes the audit event of a change, in the change's own transaction. */
export function record(context: EngineContext, work: Work, entry: Omit<AuditEntry, 'at'>): Promise<void> {
  return appendAudit(context.store, work, { ...entry, at: context.clock.now() });
}
