import { useMutation, useQueryClient } from '@tanstack/react-query';
import { GraduationCap } from 'lucide-react';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice, Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { learnedWords } from './ledger-words.ts';

/** Teaches the coding from what people entered before Tickmark came. */
export function LearnCard({ clientId }: { clientId: ClientId }) {
  const cache = useQueryClient();
  const learn = useMutation({
    mutationFn: () => api.ledgers.learn({ id: clientId }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['suppliers'] }),
  });
  const words = learn.data ? learnedWords(learn.data) : undefined;
  return (
    <Card
      title="What it holds already"
      aside={
        <Button size="s" icon={<GraduationCap />} isPending={learn.isPending} onPress={() => learn.mutate()}>
          {learn.isPending ? 'Learning' : 'Learn from existing entries'}
        </Button>
      }
    >
      <div className="grid gap-3">
        <p className="text-ink-2">
          The ledger's older entries show which account each supplier goes to. Tickmark learns it here, on this computer; nothing in the
          ledger is changed.
        </p>
        {learn.error ? <FailureNotice failure={failureOf(learn.error)} /> : null}
        {words ? (
          <Notice tone="note" live title={words.title}>
            {words.text}
          </Notice>
        ) : null}
      </div>
    </Card>
  );
}
