import type { ClientId } from '../../src-main/contract/ids.ts';
import { useCurrentClient } from '../state/current-client.ts';

/** Gives the currency of a client's books. An amount in it is shown without its code. */
export function useBaseCurrency(): (clientId: ClientId) => string | undefined {
  const { all } = useCurrentClient();
  return (clientId) => all.find(({ client }) => client.id === clientId)?.client.currency;
}
