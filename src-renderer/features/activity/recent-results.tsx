import { useInfiniteQuery } from '@tanstack/react-query';
import { Copy, FileX2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentSummary } from '../../../src-main/contract/document.ts';
import type { ArrivalRow } from '../../../src-main/contract/insight.ts';
import { queries } from '../../bridge/queries.ts';
import { formatMoneyText } from '../../format/amount.ts';
import { formatAgo } from '../../format/date.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { placeHref } from '../../state/router.ts';
import { Chip } from '../../ui/chip.tsx';
import { classNames } from '../../ui/class-names.ts';
import { DocumentStateChip } from '../../ui/state-chip.tsx';
import { useBaseCurrency } from '../../ui/use-base-currency.ts';
import { useNow } from '../../ui/use-now.ts';
import { mergeResults } from './activity-words.ts';

/** What became of the last files: posted, waiting for a person with the reason, a duplicate, or no document. */
export function RecentResults({ recent, empty }: { recent: readonly DocumentSummary[]; empty: ReactNode }) {
  const { clientId } = useCurrentClient();
  const { data } = useInfiniteQuery(queries.arrivals(clientId));
  const now = useNow(10_000);
  const results = mergeResults(recent, data?.pages[0]?.rows ?? []);
  if (results.length === 0) return <div className="flex rounded-m border bg-surface">{empty}</div>;
  return (
    <ul className="overflow-hidden rounded-m border bg-surface">
      {results.map((result) =>
        'document' in result ? (
          <DocumentLine key={result.key} document={result.document} ago={formatAgo(result.at, now)} />
        ) : (
          <ArrivalLine key={result.key} arrival={result.arrival} ago={formatAgo(result.at, now)} />
        ),
      )}
    </ul>
  );
}

type LineProps = { href: string | undefined; chip: ReactNode; title: string; note: string; amount?: string; ago: string };

function Line({ href, chip, title, note, amount = '', ago }: LineProps) {
  const Tag = href ? 'a' : 'div';
  return (
    <li className="border-b last:border-0">
      <Tag {...(href ? { href } : {})} className={classNames('flex h-[40px] items-center gap-3 px-4', href && 'hover:bg-hover')}>
        <span className="w-[104px] shrink-0">{chip}</span>
        <span className="min-w-0 flex-1 truncate">
          <span className="font-medium">{title}</span>
          {note ? <span className="text-ink-2"> · {note}</span> : null}
        </span>
        <span className="num w-28 shrink-0">{amount}</span>
        <span className="num w-20 shrink-0 text-s text-ink-3">{ago}</span>
      </Tag>
    </li>
  );
}

function DocumentLine({ document, ago }: { document: DocumentSummary; ago: string }) {
  const { id, clientId, state, supplier, name, total, currency, reason, touchless } = document;
  const baseCurrency = useBaseCurrency();
  const note = state === 'review' ? (reason ?? '') : supplier ? (state === 'posted' && touchless ? 'without a question' : name) : '';
  return (
    <Line
      href={placeHref(state === 'review' ? 'review' : 'documents', id)}
      chip={<DocumentStateChip state={state} />}
      title={supplier ?? name}
      note={note}
      {...(total ? { amount: formatMoneyText(total, currency, { base: baseCurrency(clientId) }) } : {})}
      ago={ago}
    />
  );
}

function ArrivalLine({ arrival: { outcome, name, reason, documentId }, ago }: { arrival: ArrivalRow; ago: string }) {
  const chip =
    outcome === 'duplicate' ? (
      <Chip icon={<Copy aria-hidden="true" />}>Duplicate</Chip>
    ) : (
      <Chip icon={<FileX2 aria-hidden="true" />}>Ignored</Chip>
    );
  return <Line href={documentId ? placeHref('documents', documentId) : undefined} chip={chip} title={name} note={reason ?? ''} ago={ago} />;
}
