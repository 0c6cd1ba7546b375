import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowLeftRight, Check, RotateCw, Settings2, TriangleAlert } from 'lucide-react';
import type { LedgerConnectionInfo } from '../../../src-main/contract/ledger.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { formatDate } from '../../format/date.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { FailureNotice, Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { useNow } from '../../ui/use-now.ts';
import { abilityWords, askedWords, booksWords } from './ledger-words.ts';

type ConnectionCardProps = { connection: LedgerConnectionInfo; onChange: (change: string) => void };

/** The ledger as it is: whose books, where, what it can do, what is known of it and how old that is. */
export function ConnectionCard({ connection, onChange }: ConnectionCardProps) {
  const { clientId, kind, title, address, books, problem, abilities } = connection;
  const cache = useQueryClient();
  const now = useNow();
  const refresh = useMutation({
    mutationFn: () => api.ledgers.refresh({ id: clientId }),
    onSuccess: (answer) => cache.setQueryData(queries.ledger(clientId).queryKey, answer),
    onError: () => cache.invalidateQueries({ queryKey: queries.ledger(clientId).queryKey }),
  });
  return (
    <Card>
      <header className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <div className="grid min-w-0 gap-0.5">
          <h2 className="text-l font-bold wrap-anywhere">{books?.organisation || title}</h2>
          {books?.organisation ? <p className="text-ink-2">{title}</p> : null}
        </div>
        <Health problem={problem} isKnown={books !== undefined} />
      </header>
      {problem ? (
        <Notice
          tone="wrong"
          title={<span className="wrap-anywhere">{problem}</span>}
          className="mb-3"
          actions={
            <>
              <Button size="s" icon={<RotateCw />} isPending={refresh.isPending} onPress={() => refresh.mutate()}>
                Ask again
              </Button>
              <Button size="s" icon={<Settings2 />} onPress={() => onChange(kind)}>
                Change the settings
              </Button>
            </>
          }
        >
          What waits for it is kept, and posted by itself once it answers again.
        </Notice>
      ) : null}
      {refresh.error && !problem ? <FailureNotice failure={failureOf(refresh.error)} className="mb-3" /> : null}
      <Facts>
        <Fact label="Address">
          <span className="font-mono text-s break-all">{address}</span>
        </Fact>
        {books?.currency ? <Fact label="Currency">{books.currency}</Fact> : null}
        {books?.lockedThrough ? (
          <Fact label="Closed">up to and including {formatDate(books.lockedThrough)}. Entries of these days wait for you.</Fact>
        ) : null}
        {abilities.lists ? (
          <Fact
            label="Its books"
            aside={
              <Button size="s" variant="quiet" icon={<RotateCw />} isPending={refresh.isPending} onPress={() => refresh.mutate()}>
                {books ? 'Refresh' : 'Ask now'}
              </Button>
            }
          >
            <span className="tabular-nums">
              {books ? `${booksWords(books)} · ` : ''}
              {askedWords(connection, now)}
            </span>
          </Fact>
        ) : null}
        <Fact label="What it can">
          <ul className="grid gap-0.5">
            {abilityWords(abilities).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Fact>
      </Facts>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button icon={<Settings2 />} onPress={() => onChange(kind)}>
          Change its settings
        </Button>
        <Button icon={<ArrowLeftRight />} onPress={() => onChange('choose')}>
          Change ledger
        </Button>
      </div>
    </Card>
  );
}

function Health({ problem, isKnown }: { problem: string | undefined; isKnown: boolean }) {
  if (problem) {
    return (
      <Chip tone="wrong" icon={<TriangleAlert aria-hidden="true" />}>
        Does not work now
      </Chip>
    );
  }
  return isKnown ? (
    <Chip tone="sure" icon={<Check aria-hidden="true" />}>
      Works
    </Chip>
  ) : null;
}
