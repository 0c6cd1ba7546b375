import { useQuery } from '@tanstack/react-query';
import type { ClientOverview } from '../../src-main/contract/client.ts';
import type { ClientId } from '../../src-main/contract/ids.ts';
import { queries } from '../bridge/queries.ts';
import { usePreferences } from './preferences.ts';

/** The client that is looked at; undefined while several are. The only client is always the one. */
export function useCurrentClient(): {
  clientId: ClientId | undefined;
  overview: ClientOverview | undefined;
  all: readonly ClientOverview[];
} {
  const remembered = usePreferences((state) => state.clientId);
  const { data: all = [] } = useQuery(queries.clients());
  const overview = all.length === 1 ? all[0] : all.find(({ client }) => client.id === remembered);
  return { clientId: overview?.client.id, overview, all };
}
