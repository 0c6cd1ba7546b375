import { Clock, TriangleAlert } from 'lucide-react';
import type { ClientOverview } from '../../../src-main/contract/client.ts';
import { formatCount } from '../../format/amount.ts';
import { formatAgo } from '../../format/date.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { usePreferences } from '../../state/preferences.ts';
import { placeHref } from '../../state/router.ts';
import { Chip } from '../../ui/chip.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Table, Td, Th } from '../../ui/table.tsx';
import { useNow } from '../../ui/use-now.ts';

/** From this age on a waiting document is worth a sign: a week's work is done within the week. */
const OLD_MS = 3 * 86_400_000;

/** Who waits for what. The name leads to the client's queue, or to the client where nothing waits. */
export function ClientsTable() {
  const { all, clientId } = useCurrentClient();
  const setClient = usePreferences((state) => state.setClient);
  const now = useNow();
  const anyRefused = all.some(({ failedPostings }) => failedPostings > 0);
  return (
    <div className="overflow-x-auto">
      <Table label="Clients">
        <thead>
          <tr>
            <Th>Client</Th>
            <Th number>To review</Th>
            <Th className="pl-4">Oldest waiting</Th>
            <Th number>Arrived this month</Th>
            <Th number>Last month</Th>
            {anyRefused ? <Th className="pl-4">Ledger</Th> : null}
          </tr>
        </thead>
        <tbody className="text-m">
          {all.map((overview) => (
            <tr key={overview.client.id} className="hover:bg-hover">
              <Td className="max-w-0 min-w-40">
                <a
                  href={overview.toReview > 0 ? placeHref('review') : placeHref('clients', overview.client.id)}
                  onClick={() => setClient(overview.client.id)}
                  className={classNames('block truncate py-0.5 hover:underline', overview.client.id === clientId && 'font-strong')}
                >
                  {overview.client.name}
                </a>
              </Td>
              <Td number>{formatCount(overview.toReview)}</Td>
              <Td className="pl-4 whitespace-nowrap">
                <Oldest overview={overview} now={now} />
              </Td>
              <Td number>{formatCount(overview.arrivedThisMonth)}</Td>
              <Td number className="text-ink-2">
                {formatCount(overview.arrivedLastMonth)}
              </Td>
              {anyRefused ? (
                <Td className="pl-4 whitespace-nowrap">
                  <Refused count={overview.failedPostings} />
                </Td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Oldest({ overview: { oldestWaiting }, now }: { overview: ClientOverview; now: Date }) {
  if (oldestWaiting === undefined) return <span className="text-ink-3">–</span>;
  const words = formatAgo(oldestWaiting, now);
  if (now.getTime() - new Date(oldestWaiting).getTime() <= OLD_MS) return words;
  return (
    <Chip tone="doubt" icon={<Clock aria-hidden="true" />}>
      {words}
    </Chip>
  );
}

function Refused({ count }: { count: number }) {
  if (count === 0) return <span className="text-ink-3">–</span>;
  return (
    <Chip tone="wrong" icon={<TriangleAlert aria-hidden="true" />}>
      {formatCount(count)} refused
    </Chip>
  );
}
