import { ChevronRight } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import { formatInstant } from '../../format/date.ts';

/** Where the document came from and everything that happened to it, from the audit chain. */
export function History({ detail }: { detail: DocumentDetail }) {
  const now = new Date();
  return (
    <Disclosure className="group/history">
      <Heading level={3}>
        <Button
          slot="trigger"
          className="flex cursor-default items-center gap-1 rounded-s py-1 pr-2 text-s font-bold text-ink-2 data-hovered:text-ink"
        >
          <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-data-expanded/history:rotate-90" />
          History
        </Button>
      </Heading>
      <DisclosurePanel>
        <ol className="grid gap-1.5 py-1 pl-[18px] text-s">
          {detail.history.map(({ at, actor, words }) => (
            <li key={`${at} ${words}`} className="grid grid-cols-[108px_1fr] gap-2">
              <time dateTime={at} className="text-ink-3 tabular-nums">
                {formatInstant(at, now)}
              </time>
              <span>
                {words}
                <span className="text-ink-3"> · {actor}</span>
              </span>
            </li>
          ))}
        </ol>
        <dl className="grid gap-1 border-t pt-2 pb-1 pl-[18px] text-s">
          {detail.arrivals.map(({ at, origin, via }) => (
            <div key={`${at} ${origin}`} className="grid grid-cols-[108px_1fr] gap-2">
              <dt className="text-ink-3">{via === 'folder' ? 'From folder' : via === 'mailbox' ? 'From mailbox' : 'Handed in'}</dt>
              <dd className="break-all">{origin}</dd>
            </div>
          ))}
        </dl>
      </DisclosurePanel>
    </Disclosure>
  );
}
