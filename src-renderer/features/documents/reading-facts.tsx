import { useQueries } from '@tanstack/react-query';
import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import { queries } from '../../bridge/queries.ts';
import { formatDuration } from '../../format/date.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { qualityWords } from '../../ui/quality-words.ts';
import { sourceWords, timesWords } from './fact-words.ts';
import { secondLook, tierLines } from './reading-words.ts';

/** Words of more pages are not fetched only to count where two readers agreed. */
const MOST_PAGES = 12;

/** How the document's words were obtained: by which reader, over which tiers, how long each took, and from what picture. */
export function ReadingFacts({ detail }: { detail: DocumentDetail }) {
  const { source, reader, times, pageSizes } = detail;
  const tiers = times?.tiers ?? {};
  const compares = tiers.own !== undefined && tiers.second !== undefined;
  const pages = compares ? pageSizes.slice(0, MOST_PAGES) : [];
  const answers = useQueries({ queries: pages.map(({ page }) => queries.words(detail.id, page)) });
  const known = answers.flatMap(({ data }) => (data ? [data] : []));
  const isKnown = pages.length === pageSizes.length && known.length === pages.length;
  const lines = tierLines(tiers, isKnown ? secondLook(known) : undefined);
  const judged = pageSizes.flatMap(({ quality }) => (quality ? [quality] : []));
  const bad = judged.filter((quality) => qualityWords(quality) !== undefined).length;
  return (
    <Facts>
      {source ? <Fact label="Words">{sourceWords(source)}</Fact> : null}
      {reader ? <Fact label="Reader">{reader}</Fact> : null}
      {lines.map(({ tier, label, words, ms }) => (
        <Fact key={tier} label={label} aside={<span className="num text-s text-ink-3">{formatDuration(ms)}</span>}>
          {words}
        </Fact>
      ))}
      {judged.length > 0 ? <Fact label="Picture">{pictureWords(bad, judged.length)}</Fact> : null}
      {times ? <Fact label="Time taken">{timesWords(times)}</Fact> : null}
    </Facts>
  );
}

function pictureWords(bad: number, judged: number): string {
  if (bad === 0) return 'Good to read';
  return judged === 1 ? 'Not good to read, see above' : `${bad} of ${judged} pages not good to read, see above`;
}
