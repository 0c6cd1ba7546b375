import { useQuery } from '@tanstack/react-query';
import { queries } from '../../bridge/queries.ts';
import { formatCount } from '../../format/amount.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';

const HOSTS = { desktop: 'Desktop window', web: 'Window in a browser, from this computer', command: 'Command line' } as const;

export function ThisComputer() {
  const { data, error, refetch } = useQuery(queries.info());
  if (!data) return error ? <QueryFailure error={error} onRetry={refetch} /> : <SkeletonRows rows={5} className="h-6" />;
  return (
    <div className="grid gap-3">
      <Facts>
        <Fact label="Version">{data.version}</Fact>
        <Fact label="Shown in">{HOSTS[data.host]}</Fact>
        <Fact label="System">{data.platform}</Fact>
        <Fact label="Clients">{formatCount(data.clients)}</Fact>
      </Facts>
      <div className="grid gap-1">
        <span className="text-s text-ink-2">Data folder</span>
        <CopyText label="Copy the path of the data folder" text={data.dataFolder} />
        <p className="text-s text-ink-3">
          Documents, decisions and the audit chain, in one folder. To back up, close Tickmark and copy it. Nothing is sent anywhere except
          what is posted to a ledger.
        </p>
      </div>
    </div>
  );
}
