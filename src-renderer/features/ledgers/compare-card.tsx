import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowRight, ScanSearch } from 'lucide-react';
import type { Comparison, LedgerConnectionInfo } from '../../../src-main/contract/ledger.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { formatAgo } from '../../format/date.ts';
import { useCommands } from '../../state/commands.ts';
import { usePreferences } from '../../state/preferences.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice, Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { useNow } from '../../ui/use-now.ts';
import { comparisonWords } from './ledger-words.ts';

/** Holds every posted entry against what the ledger holds now. */
export function CompareCard({ connection: { clientId, comparedAt } }: { connection: LedgerConnectionInfo }) {
  const cache = useQueryClient();
  const now = useNow();
  const setClient = usePreferences((state) => state.setClient);
  const compare = useMutation({
    mutationFn: () => api.ledgers.compare({ id: clientId }),
    onSettled: async () => {
      await cache.invalidateQueries({ queryKey: queries.ledger(clientId).queryKey });
      for (const word of ['postings', 'posting-total', 'posting-counts', 'home', 'document'])
        void cache.invalidateQueries({ queryKey: [word] });
    },
  });
  useCommands('Ledger', [{ id: 'compare-ledger', title: 'Compare posted entries with the ledger', run: () => compare.mutate() }]);
  const showDrifted = () => {
    setClient(clientId);
    go(placeHref('postings', undefined, { states: 'drifted' }));
  };
  return (
    <Card
      title="Still as posted?"
      aside={
        <Button size="s" icon={<ScanSearch />} isPending={compare.isPending} onPress={() => compare.mutate()}>
          {compare.isPending ? 'Comparing' : 'Compare now'}
        </Button>
      }
    >
      <div className="grid gap-3">
        <p className="text-ink-2">
          Each posted entry is read back and held against what was approved, once a day by itself.{' '}
          {comparedAt ? `Last compared ${formatAgo(comparedAt, now)}.` : 'Not compared yet.'}
        </p>
        {compare.error ? <FailureNotice failure={failureOf(compare.error)} /> : null}
        {compare.data ? <Result comparison={compare.data} onShow={showDrifted} /> : null}
      </div>
    </Card>
  );
}

function Result({ comparison, onShow }: { comparison: Comparison; onShow: () => void }) {
  const { title, text, isClean } = comparisonWords(comparison);
  const hasDrifted = comparison.drifted.length > 0;
  return (
    <Notice
      tone={isClean ? 'note' : 'doubt'}
      live
      title={title}
      {...(hasDrifted
        ? {
            actions: (
              <Button size="s" icon={<ArrowRight />} onPress={onShow}>
                {comparison.drifted.length === 1 ? 'Show it' : 'Show them'}
              </Button>
            ),
          }
        : {})}
    >
      {text || undefined}
    </Notice>
  );
}
