import type { DocumentDetail } from '../../src-main/contract/document.ts';
import { plural } from '../format/amount.ts';
import { Notice } from './notice.tsx';
import { qualityWords } from './quality-words.ts';

/** A long scan is bad on most pages or on few; the first ones tell which. */
const SHOWN = 3;

/** What keeps the pages of a document from being read well, worst first, with what to do. Nothing where all are good. */
export function QualityNotice({ detail: { pageSizes } }: { detail: Pick<DocumentDetail, 'pageSizes'> }) {
  const bad = pageSizes
    .flatMap(({ page, quality }) => {
      const words = quality && qualityWords(quality);
      return quality && words ? [{ page, score: quality.score, words }] : [];
    })
    .toSorted((a, b) => a.score - b.score || a.page - b.page);
  if (bad.length === 0) return null;
  const left = bad.length - SHOWN;
  return (
    <section aria-label="Quality of the picture" className="grid gap-2">
      {bad.slice(0, SHOWN).map(({ page, words: { tone, title, todo } }) => (
        <Notice key={page} tone={tone} title={pageSizes.length > 1 ? `Page ${page}: ${title}` : title}>
          {todo}
        </Notice>
      ))}
      {left > 0 ? <p className="text-s text-ink-2">And {plural(left, 'more page')} like that.</p> : null}
    </section>
  );
}
