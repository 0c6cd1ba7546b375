import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Folder, Mail, RotateCw, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Source } from '../../../src-main/contract/client.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { plural } from '../../format/amount.ts';
import { formatAgo } from '../../format/date.ts';
import { classNames } from '../../ui/class-names.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { sourceName } from '../../ui/source-name.ts';
import { toast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { placeOf } from './source-words.ts';

/** A folder or mailbox with its health in words. */
export function SourceRow({ source }: { source: Source }) {
  const [isAsking, setAsking] = useState(false);
  const { rescan, remove } = useSourceActions(source, () => setAsking(false));
  const { kind, problem } = source;
  const title = sourceName(source);
  const place = placeOf(source);
  const Icon = kind === 'folder' ? Folder : Mail;
  return (
    <li className="grid gap-2 border-b px-4 py-3 last:border-0">
      <div className="flex items-start gap-3">
        <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ink-2" />
        <div className="min-w-0 flex-1">
          <div className="truncate font-medium">{title}</div>
          {place === title ? null : (
            <div className="truncate font-mono text-s text-ink-2" title={place}>
              {place}
            </div>
          )}
          <Health source={source} />
        </div>
        <IconButton label={`Look again now: ${title}`} icon={<RotateCw />} isDisabled={rescan.isPending} onPress={() => rescan.mutate()} />
        <IconButton label={`Remove ${title}`} icon={<Trash2 />} onPress={() => setAsking(true)} />
      </div>
      {problem ? (
        <div className="ml-7 flex gap-2 rounded-s border border-doubt-line bg-doubt-soft px-2.5 py-1.5 text-s">
          <TriangleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0 text-doubt" />
          <span>
            <b className="font-strong">{problem.message}</b> {problem.todo}
          </span>
        </div>
      ) : null}
      <ConfirmDialog
        title={`Stop watching ${title}?`}
        action="Stop watching"
        isOpen={isAsking}
        isBusy={remove.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate()}
      >
        {plural(source.arrived, 'file')} came from here and {source.arrived === 1 ? 'stays' : 'stay'}. New ones are not noticed any more.
        The {kind === 'folder' ? 'folder and its files are' : 'mailbox and its messages are'} not touched.
      </ConfirmDialog>
    </li>
  );
}

function useSourceActions(source: Source, onRemoved: () => void) {
  const { id } = source;
  const title = sourceName(source);
  const cache = useQueryClient();
  const onError = (error: unknown) => {
    const { what, todo } = failureOf(error);
    toast({ tone: 'wrong', title: what, text: todo });
  };
  const rescan = useMutation({
    mutationFn: () => api.sources.rescan({ id }),
    onSuccess: () => toast({ title: 'Looked again', text: `What is new in ${title} is being read.` }),
    onError,
    onSettled: () => cache.invalidateQueries({ queryKey: ['sources'] }),
  });
  const remove = useMutation({
    mutationFn: () => api.sources.remove({ id }),
    onSuccess: () => {
      onRemoved();
      toast({ title: `${title} is not watched any more` });
    },
    onError,
    onSettled: () => cache.invalidateQueries({ queryKey: ['sources'] }),
  });
  return { rescan, remove };
}

function Health({ source: { problem, lastSeenAt, arrived } }: { source: Source }) {
  const now = useNow(10_000);
  const Icon = problem ? TriangleAlert : Check;
  const seen = lastSeenAt ? `looked ${formatAgo(lastSeenAt, now)}` : 'not looked yet';
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 text-s text-ink-2 tabular-nums">
      <span className={classNames('flex items-center gap-1', problem ? 'text-doubt' : 'text-sure')}>
        <Icon aria-hidden="true" className="size-3.5" /> {problem ? 'Does not work now' : 'Works'}
      </span>
      <span>{plural(arrived, 'file')} arrived</span>
      <span>{seen}</span>
    </div>
  );
}
