import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Posting } from '../../../src-main/contract/document.ts';
import { api } from '../../bridge/api.ts';
import { toast } from '../../ui/toast.tsx';

/** Words of the query keys that a change of an entry makes old. */
const TOUCHED = ['postings', 'posting-total', 'posting-counts', 'document', 'home', 'clients', 'queue', 'ledger'];

function useChange<Input>(change: (input: Input) => Promise<Posting>, title: string, name: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => toast({ title, text: name }),
    onSettled: () => cache.invalidateQueries({ predicate: ({ queryKey }) => TOUCHED.includes(String(queryKey[0])) }),
  });
}

/** What a person can do with an entry that does not go on by itself. `name` says in messages which one it was. */
export function usePostingChange(key: string, name: string) {
  return {
    retry: useChange(() => api.postings.retry({ key }), 'The ledger is asked again', name),
    choose: useChange(
      (supplier: string | undefined) => api.postings.chooseSupplier({ key, ...(supplier === undefined ? {} : { supplier }) }),
      'The answer is kept: the entry goes on',
      name,
    ),
    undo: useChange((reason: string) => api.postings.undo({ key, reason }), 'It is being taken out of the ledger', name),
    accept: useChange((reason: string) => api.postings.acceptDrift({ key, reason }), 'It is right as it is there', name),
  };
}
