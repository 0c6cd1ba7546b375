import { createORPCClient, DynamicLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../src-main/contract/procedures.ts';
import { transport } from './connection.ts';

/** Every procedure of the contract, over whatever transport this window has. */
export const api: ContractRouterClient<Contract> = createORPCClient(new DynamicLink(async () => (await transport()).link));
