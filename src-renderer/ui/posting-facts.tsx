import type { Posting } from '../../src-main/contract/document.ts';
import { formatInstant } from '../format/date.ts';
import { Fact, Facts } from './facts.tsx';
import { LedgerText } from './ledger-text.tsx';
import { PostingSteps } from './posting-steps.tsx';
import { differsThere, PostingStateChip, postingStateWords } from './state-chip.tsx';

/** What the words under a problem are: the ledger's refusal, what a comparison found, or why a person took it out. */
function problemLabel(posting: Pick<Posting, 'state' | 'stage'>): string {
  if (posting.state === 'drifted' || differsThere(posting)) return 'What is different there';
  if (posting.state === 'uncertain') return 'What is known';
  if (posting.state === 'queued' || posting.state === 'sent') return 'Why it waits';
  return posting.state === 'undone' ? 'Why it was taken out' : "The ledger's own words";
}

function problemTone({ state }: Pick<Posting, 'state'>): 'wrong' | 'doubt' | 'words' {
  if (state === 'rejected') return 'wrong';
  return state === 'undone' || state === 'cancelled' ? 'words' : 'doubt';
}

/** How the entry stands in its ledger: its way, with the ledger's own text of it. `isWide` puts the way beside the entry. */
export function PostingFacts({ posting, isWide = false }: { posting: Posting; isWide?: boolean }) {
  const now = new Date();
  const { ledger, reference, problem, todo, preview, createdAt, postedAt, attempts, steps } = posting;
  const way = (
    <div className="grid content-start gap-3">
      <PostingSteps steps={steps} state={posting.state} />
      <Facts>
        <Fact label="Ledger">
          <span className="break-all">{ledger}</span>
        </Fact>
        {reference ? (
          <Fact label="Its name there">
            <span className="break-all">{reference}</span>
          </Fact>
        ) : null}
        <Fact label="Due since">{formatInstant(createdAt, now)}</Fact>
        {postedAt ? <Fact label="Posted">{formatInstant(postedAt, now)}</Fact> : null}
        {attempts > 1 ? <Fact label="Tried">{attempts} times</Fact> : null}
      </Facts>
    </div>
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <PostingStateChip posting={posting} />
        <span className="text-ink-2">{postingStateWords(posting).meaning}</span>
      </div>
      {problem ? <LedgerText label={problemLabel(posting)} tone={problemTone(posting)} text={problem} /> : null}
      {problem && todo && !['undone', 'drifted', 'verified'].includes(posting.state) ? <p className="text-ink-2">{todo}</p> : null}
      <div
        className={
          isWide && preview
            ? 'grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 desk:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]'
            : 'grid grid-cols-[minmax(0,1fr)] gap-2.5'
        }
      >
        {preview ? <LedgerText label="The entry" text={preview} /> : null}
        {way}
      </div>
    </div>
  );
}
