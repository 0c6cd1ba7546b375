import { useQuery } from '@tanstack/react-query';
import type { ReadingNumbers as Numbers } from '../../../src-main/contract/settings.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount, formatShare, plural } from '../../format/amount.ts';
import { formatDuration } from '../../format/date.ts';
import { QueryFailure } from '../../ui/notice.tsx';
import { tierWord } from '../../ui/reader-words.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';

/** Which ways of reading the newest documents took, and how long each takes for a document. */
export function ReadingNumbers() {
  const { data, error, refetch } = useQuery(queries.readingNumbers());
  if (!data) return error ? <QueryFailure error={error} onRetry={refetch} /> : <SkeletonRows rows={3} className="h-6" />;
  if (data.documents === 0) return <p className="text-s text-ink-3">Shows once documents have been read.</p>;
  return (
    <div className="grid gap-1.5">
      <Table label="How documents are read">
        <thead>
          <tr>
            <Th>Read by</Th>
            <Th number>Documents</Th>
            <Th number>Half take</Th>
            <Th number>1 in 20 takes more than</Th>
          </tr>
        </thead>
        <tbody>
          {data.tiers.map((tier) => (
            <TierRow key={tier.tier} tier={tier} />
          ))}
        </tbody>
      </Table>
      <p className="text-s text-ink-3">
        {plural(data.documents, 'document')}, newest first, {data.documents < 500 ? 'all that were read so far' : 'at most 500'}. One
        document may take several ways.
      </p>
    </div>
  );
}

function TierRow({ tier: { tier, documents, share, msP50, msP95 } }: { tier: Numbers['tiers'][number] }) {
  return (
    <tr>
      <Td>{tierWord(tier)}</Td>
      <Td number>
        {formatCount(documents)} <span className="text-ink-3">· {formatShare(Math.round(share * 100) / 100)}</span>
      </Td>
      <Td number>{formatDuration(msP50)}</Td>
      <Td number>{formatDuration(msP95)}</Td>
    </tr>
  );
}
