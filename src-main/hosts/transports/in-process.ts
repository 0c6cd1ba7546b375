import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Contract } from '../../contract/index.ts';
import type { CallContext, Engine } from '../../engine/engine.ts';
import { type ErrorPorts, mapErrors } from './map-errors.ts';

/** What a caller holds, whichever way its calls travel. Calls throw the contract's typed errors. */
export type ContractClient = ContractRouterClient<Contract>;

/** Calls the engine of this very process: same schemas, same errors as over a wire. For the command line and for tests. */
export function connectInProcess(router: Engine['router'], context: CallContext, ports: ErrorPorts): ContractClient {
  return createRouterClient(router, { context, interceptors: [mapErrors(ports).call] });
}
