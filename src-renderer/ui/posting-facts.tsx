import type { Posting } from '../../src-main/contract/document.ts';
import { formatInstant } from '../format/date.ts';
import { Fact, Facts } from './facts.tsx';
import { LedgerText } from './ledger-text.tsx';
import { PostingStateChip, postingStateWords } from './state-chip.tsx';

/** How the entry stands in its ledger, with the ledger's own text of it. */
export function PostingFacts({ posting }: { posting: Posting }) {
  const now = new Date();
  const { state, ledger, reference, problem, preview, createdAt, postedAt, attempts } = posting;
  return (
    <div className="grid gap-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <PostingStateChip state={state} />
        <span className="text-ink-2">{postingStateWords(state).meaning}</span>
      </div>
      {problem ? <LedgerText label="The ledger's own words" tone="wrong" text={problem} /> : null}
      {preview ? <LedgerText label="The entry" text={preview} /> : null}
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
}
