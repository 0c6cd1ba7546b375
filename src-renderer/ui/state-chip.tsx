import {
  Archive,
  Check,
  CheckCheck,
  CircleAlert,
  CircleHelp,
  Clock,
  ListChecks,
  type LucideIcon,
  ScanText,
  Send,
  Undo2,
} from 'lucide-react';
import type { DocumentState, PostingState } from '../../src-main/contract/document.ts';
import { Chip, type Tone } from './chip.tsx';

type Look = { words: string; tone: Tone; Icon: LucideIcon };

const DOCUMENT: Record<DocumentState, Look> = {
  queued: { words: 'Queued', tone: 'plain', Icon: Clock },
  reading: { words: 'Reading', tone: 'plain', Icon: ScanText },
  checking: { words: 'Checking', tone: 'plain', Icon: ListChecks },
  review: { words: 'Needs you', tone: 'doubt', Icon: CircleAlert },
  posting: { words: 'Posting', tone: 'plain', Icon: Send },
  posted: { words: 'Posted', tone: 'sure', Icon: Check },
  rejected: { words: 'Rejected', tone: 'plain', Icon: Archive },
};

const POSTING: Record<PostingState, Look & { meaning: string }> = {
  queued: { words: 'Queued', tone: 'plain', Icon: Clock, meaning: 'It will be written to the ledger next.' },
  sent: { words: 'Sent', tone: 'plain', Icon: Send, meaning: 'It was handed to the ledger, which has not answered yet.' },
  posted: { words: 'Posted', tone: 'sure', Icon: Check, meaning: 'The ledger took it.' },
  verified: { words: 'Verified', tone: 'sure', Icon: CheckCheck, meaning: 'It was read back from the ledger and is the same.' },
  rejected: { words: 'Refused', tone: 'wrong', Icon: CircleAlert, meaning: 'The ledger refused it. Its own words say why.' },
  uncertain: {
    words: 'Not certain',
    tone: 'doubt',
    Icon: CircleHelp,
    meaning: 'The ledger may have taken it. It is not sent a second time until somebody has looked.',
  },
  cancelled: { words: 'Taken back', tone: 'plain', Icon: Undo2, meaning: 'It was taken back before it was written.' },
};

/** Where a document stands, as an icon and a word. */
export function DocumentStateChip({ state }: { state: DocumentState }) {
  const { words, tone, Icon } = DOCUMENT[state];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" />}>
      {words}
    </Chip>
  );
}

/** Where an entry stands on its way to the ledger, as an icon and a word. */
export function PostingStateChip({ state }: { state: PostingState }) {
  const { words, tone, Icon } = POSTING[state];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" />}>
      {words}
    </Chip>
  );
}

export function documentStateWords(state: DocumentState): string {
  return DOCUMENT[state].words;
}

export function postingStateWords(state: PostingState): { words: string; meaning: string } {
  return POSTING[state];
}
