import {
  Archive,
  Check,
  CheckCheck,
  CircleAlert,
  CircleHelp,
  Clock,
  FilePenLine,
  ListChecks,
  type LucideIcon,
  PencilLine,
  RotateCw,
  ScanText,
  Send,
  Store,
  Undo2,
} from 'lucide-react';
import type { DocumentState, Posting, PostingState } from '../../src-main/contract/document.ts';
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

type PostingLook = Look & { meaning: string };

const POSTING: Record<PostingState, PostingLook> = {
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
  asking: {
    words: 'Which supplier?',
    tone: 'doubt',
    Icon: Store,
    meaning: 'The ledger has suppliers with a like name. Say which one is meant, and it goes on by itself.',
  },
  drifted: {
    words: 'Changed there',
    tone: 'doubt',
    Icon: PencilLine,
    meaning: 'It was right once, and was changed or deleted in the ledger since. Nothing is written again by itself.',
  },
  undone: { words: 'Taken out', tone: 'plain', Icon: Undo2, meaning: 'It was taken out of the ledger again.' },
  cancelled: { words: 'Taken back', tone: 'plain', Icon: Undo2, meaning: 'It was taken back before it was written.' },
};

/** Of entries that stand in the ledger as drafts. */
const DRAFT: Partial<Record<PostingState, PostingLook>> = {
  posted: {
    words: 'Draft in the ledger',
    tone: 'sure',
    Icon: FilePenLine,
    meaning: 'It stands in the ledger as a draft, as this client wants it. It counts once somebody posts it there.',
  },
  verified: {
    words: 'Draft in the ledger',
    tone: 'sure',
    Icon: FilePenLine,
    meaning: 'It was read back from the ledger and is the same. It is a draft, which counts once somebody posts it there.',
  },
};

/** Of an entry on its way that the ledger could not take yet. */
const HELD: PostingLook = {
  words: 'Tried again',
  tone: 'doubt',
  Icon: RotateCw,
  meaning: 'The ledger could not take it yet, for the reason below. Nothing is lost: it is tried again by itself.',
};

/** Of an entry that was posted and read back otherwise than approved. */
const DIFFERS = 'It is in the ledger, but not as it was approved. Say that it is right as it is there, or take it out.';

type Standing = Pick<Posting, 'state' | 'draft' | 'stage' | 'problem'>;

/** True where the ledger has it for certain, and only what it says is not certain. */
export function differsThere({ state, stage }: Pick<Posting, 'state' | 'stage'>): boolean {
  return state === 'uncertain' && stage === 'posted';
}

function lookOf({ state, draft, stage, problem }: Standing): PostingLook {
  if (problem !== undefined && (state === 'queued' || state === 'sent')) return HELD;
  if (differsThere({ state, stage })) return { ...POSTING.uncertain, meaning: DIFFERS };
  return (draft ? DRAFT[state] : undefined) ?? POSTING[state];
}

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
export function PostingStateChip({ posting }: { posting: Standing }) {
  const { words, tone, Icon } = lookOf(posting);
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" />}>
      {words}
    </Chip>
  );
}

export function documentStateWords(state: DocumentState): string {
  return DOCUMENT[state].words;
}

export function postingStateWords(posting: Standing): { words: string; meaning: string } {
  return lookOf(posting);
}
