import { useQuery } from '@tanstack/react-query';
import type { ClientOverview } from '../../src-main/contract/client.ts';
import type { ClientId } from '../../src-main/contract/ids.ts';
import { queries } from '../bridge/queries.ts';
import { usePreferences } from './preferences.ts';

/** The client that is looked at; undefined while all of them are, or while the remembered one does not exist any more. */
export function useCurrentClient(): {
  clientId: ClientId | undefined;
  overview: ClientOverview | undefined;
  all: readonly ClientOverview[];
} {
  const remembered = usePreferences((state) => state.clientId);
  const { data: all = [] } = useQuery(queries.clients());
  const overview = all.find(({ client }) => client.id === remembered);
  return { clientId: overview?.client.id, overview, all };
}
