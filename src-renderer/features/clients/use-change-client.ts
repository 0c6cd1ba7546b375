import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ClientChange } from '../../../src-main/contract/client.ts';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { api } from '../../bridge/api.ts';
import { queries } from '../../bridge/queries.ts';
import { toast } from '../../ui/toast.tsx';

/** Saves a change of a client and shows the saved client at once. */
export function useChangeClient(id: ClientId, words: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: ClientChange) => api.clients.change({ id, change }),
    onSuccess: (client) => {
      cache.setQueryData(queries.client(id).queryKey, client);
      void cache.invalidateQueries({ queryKey: ['clients'] });
      toast({ title: words });
    },
  });
}
