import { useQuery } from '@tanstack/react-query';
import { FolderOpen, Mail } from 'lucide-react';
import type { Client } from '../../../src-main/contract/client.ts';
import { queries } from '../../bridge/queries.ts';
import { go, placeHref, usePlace } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { FolderForm } from './folder-form.tsx';
import { MailboxForm } from './mailbox-form.tsx';
import { SourceRow } from './source-row.tsx';

/** Where this client's documents come from, whether each works, and how to add one. */
export function SourcesTab({ client }: { client: Client }) {
  const { search } = usePlace();
  const { data, error, refetch } = useQuery(queries.sources(client.id));
  const adding = search.get('add');
  const show = (add?: 'folder' | 'mailbox') =>
    go(placeHref('clients', client.id, { tab: 'sources', ...(add ? { add } : {}) }), { replace: true });
  return (
    <Page width="text">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid gap-0.5">
          <h2 className="text-l font-bold">Where documents come from</h2>
          <p className="text-ink-2">Files stay where they are. What arrived stays too when a source is removed.</p>
        </div>
        <div className="flex gap-2">
          <Button icon={<FolderOpen />} onPress={() => show('folder')}>
            Add a folder
          </Button>
          <Button icon={<Mail />} onPress={() => show('mailbox')}>
            Add a mailbox
          </Button>
        </div>
      </header>
      {adding === 'folder' ? <FolderForm clientId={client.id} onDone={() => show()} /> : null}
      {adding === 'mailbox' ? <MailboxForm clientId={client.id} onDone={() => show()} /> : null}
      {data ? (
        data.length > 0 ? (
          <ul className="overflow-hidden rounded-m border bg-surface">
            {data.map((source) => (
              <SourceRow key={source.id} source={source} />
            ))}
          </ul>
        ) : adding ? null : (
          <p className="rounded-m border border-dashed border-line-strong px-4 py-8 text-center text-ink-2">
            Nothing is watched. Files can still be dropped into this window. Add a folder, and whatever is put there is read by itself.
          </p>
        )
      ) : error ? (
        <QueryFailure error={error} onRetry={refetch} />
      ) : (
        <SkeletonRows rows={3} className="h-[72px]" />
      )}
    </Page>
  );
}
