import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, FileOutput } from 'lucide-react';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import type { LedgerBatchInfo } from '../../../src-main/contract/ledger.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount, plural } from '../../format/amount.ts';
import { formatInstant } from '../../format/date.ts';
import { saveFile } from '../../state/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { FailureNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { toast } from '../../ui/toast.tsx';

/** Files of entries for another program: what waits for the next one, and those that were made. No entry is ever in two. */
export function BatchesCard({ clientId }: { clientId: ClientId }) {
  const cache = useQueryClient();
  const { data, error, refetch } = useQuery(queries.ledgerBatches(clientId));
  const make = useMutation({
    mutationFn: () => api.ledgers.exportBatch({ id: clientId }),
    onSuccess: ({ batch }) =>
      batch
        ? toast({ title: `${batch.name} is made`, text: `${plural(batch.entries, 'entry', 'entries')} in it. Save it below.` })
        : toast({ title: 'Nothing waits', text: 'Every entry is in a batch file already.' }),
    onSettled: () => cache.invalidateQueries({ queryKey: queries.ledgerBatches(clientId).queryKey }),
  });
  const failure = make.error ?? (data ? undefined : error);
  return (
    <Card
      title="Batch files"
      aside={
        <Button
          size="s"
          variant="primary"
          icon={<FileOutput />}
          isDisabled={!data || data.pending === 0}
          isPending={make.isPending}
          onPress={() => make.mutate()}
        >
          Make batch file
        </Button>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {failure ? <FailureNotice failure={failureOf(failure)} onRetry={() => void refetch()} /> : null}
        {data ? (
          <>
            <p className="text-ink-2">
              {data.pending === 0
                ? 'No entry waits for a batch file.'
                : `${plural(data.pending, 'entry waits', 'entries wait')} for the next file.`}{' '}
              Every entry is in one file only, and saving a file again gives the same bytes.
            </p>
            {data.batches.length > 0 ? <Batches clientId={clientId} batches={data.batches} /> : null}
          </>
        ) : failure ? null : (
          <SkeletonRows rows={3} className="h-6" />
        )}
      </div>
    </Card>
  );
}

function Batches({ clientId, batches }: { clientId: ClientId; batches: readonly LedgerBatchInfo[] }) {
  const now = new Date();
  const save = useMutation({
    mutationFn: async ({ id, name }: LedgerBatchInfo) => saveFile(await api.ledgers.batchFile({ id: clientId, batch: id }), name),
    onError: (error) => toast({ tone: 'wrong', title: failureOf(error).what, text: failureOf(error).todo }),
  });
  return (
    <div className="max-h-80 overflow-auto">
      <Table label="Batch files">
        <thead>
          <tr>
            <Th>File</Th>
            <Th>Made</Th>
            <Th number>Entries</Th>
            <Th>SHA-256</Th>
            <Th>
              <span className="sr-only">Save</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.id}>
              <Td className="font-medium break-all">{batch.name}</Td>
              <Td className="whitespace-nowrap text-ink-2">{formatInstant(batch.createdAt, now)}</Td>
              <Td number>{formatCount(batch.entries)}</Td>
              <Td className="font-mono text-ink-2">
                <span title={batch.sha256}>{batch.sha256.slice(0, 10)}…</span>
              </Td>
              <Td className="text-right">
                <IconButton
                  label={`Save ${batch.name}`}
                  icon={<Download />}
                  isDisabled={save.isPending}
                  onPress={() => save.mutate(batch)}
                />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
