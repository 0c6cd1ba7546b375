import { Copy, FileText, FileX2, type LucideIcon, Mail } from 'lucide-react';
import type { ArrivalRow } from '../../../src-main/contract/insight.ts';
import { formatInstant } from '../../format/date.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { viaWords } from '../../ui/via-words.ts';
import type { Column } from '../../ui/virtual-row.tsx';

const OUTCOMES: Record<ArrivalRow['outcome'], { words: string; tone: Tone; Icon: LucideIcon }> = {
  document: { words: 'Document', tone: 'sure', Icon: FileText },
  duplicate: { words: 'Duplicate', tone: 'plain', Icon: Copy },
  ignored: { words: 'Ignored', tone: 'plain', Icon: FileX2 },
  message: { words: 'Message', tone: 'plain', Icon: Mail },
};

function Outcome({ outcome }: { outcome: ArrivalRow['outcome'] }) {
  const { words, tone, Icon } = OUTCOMES[outcome];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" />}>
      {words}
    </Chip>
  );
}

/** Columns of the intake ledger. The client shows only where all of them are looked at. */
export function useArrivalColumns(): readonly Column<ArrivalRow>[] {
  const { clientId, all } = useCurrentClient();
  const now = new Date();
  const nameOf = (id: string) => all.find(({ client }) => client.id === id)?.client.name ?? '';
  return [
    { id: 'name', title: 'File', width: '20%', cell: ({ name }) => <span className="font-medium">{name}</span> },
    {
      id: 'at',
      title: 'Arrived',
      width: '128px',
      cell: ({ at }) => (
        <time dateTime={at} className="text-ink-2">
          {formatInstant(at, now)}
        </time>
      ),
    },
    ...(clientId ? [] : [{ id: 'client', title: 'Client', width: '13%', from: 1060, cell: (row: ArrivalRow) => nameOf(row.clientId) }]),
    { id: 'via', title: 'By', width: '124px', from: 760, cell: ({ via }) => viaWords(via) },
    {
      id: 'origin',
      title: 'From',
      from: 860,
      // A file at the top of its folder would only repeat its name.
      cell: ({ origin, name }) => (
        <span title={origin} className="text-ink-2">
          {origin === name ? '' : origin}
        </span>
      ),
    },
    { id: 'outcome', title: 'Became', width: '120px', cell: ({ outcome }) => <Outcome outcome={outcome} /> },
    {
      id: 'reason',
      title: 'Because',
      width: '24%',
      cell: ({ reason }) => (
        <span title={reason} className="text-ink-2">
          {reason ?? ''}
        </span>
      ),
    },
  ];
}
