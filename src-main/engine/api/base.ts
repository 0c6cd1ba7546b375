import { implement } from '@orpc/server';
import { contract } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import type { CallContext } from '../engine.ts';
import type { ActivityKeeper } from '../insight/index.ts';
import type { Sources } from '../intake/index.ts';
import type { SignIns } from '../ledgers/index.ts';
import type { Pipeline } from '../pipeline/index.ts';

/** What handlers work with. */
export type ApiParts = {
  readonly context: EngineContext;
  readonly pipeline: Pipeline;
  readonly sources: Sources;
  readonly activity: ActivityKeeper;
  readonly signIns: SignIns;
  /** Whatever happens, for `insight.live`; ends when the signal aborts. */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<import('../../contract/index.ts').LiveEvent, void, void>;
};

/** The contract with the context of a call: handlers are made with this, one file a group of procedures. */
export const os = implement(contract).$context<CallContext>();
