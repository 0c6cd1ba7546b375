import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Finding } from '../../../src-main/contract/document.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { fieldLabel } from './field-rows.ts';
import { focusStop, stopId } from './focus.ts';
import { useReview } from './review-context.ts';
import { useReviewStore } from './review-store.ts';

const STYLES = {
  wrong: { box: 'border-wrong-line bg-wrong-soft', icon: 'text-wrong', Icon: CircleAlert, word: 'Contradiction' },
  doubt: { box: 'border-doubt-line bg-doubt-soft', icon: 'text-doubt', Icon: TriangleAlert, word: 'Doubt' },
  note: { box: 'border-line bg-paper', icon: 'text-ink-2', Icon: Info, word: 'Note' },
} as const;

/** What the controls found, most serious first. */
export function Findings() {
  const { detail } = useReview();
  const weight = { wrong: 0, doubt: 1, note: 2 } as const;
  const ordered = detail.findings
    .map((finding, index) => ({ finding, index }))
    .toSorted((a, b) => weight[a.finding.severity] - weight[b.finding.severity]);
  if (ordered.length === 0) return null;
  return (
    <section aria-label="Findings" className="grid gap-2">
      {ordered.map(({ finding, index }) => (
        <FindingCard key={`${finding.check} ${finding.reason}`} finding={finding} index={index} />
      ))}
    </section>
  );
}

function FindingCard({ finding, index }: { finding: Finding; index: number }) {
  const { detail } = useReview();
  const { box, icon, Icon, word } = STYLES[finding.severity];
  const target = `finding-${index}` as const;
  const { field } = finding;
  const other = finding.evidence.find(({ documentId }) => documentId !== undefined && documentId !== detail.id);
  const places = finding.evidence
    .map(({ label }) => label)
    .filter((label) => label !== 'on this document' && !finding.reason.includes(label));
  return (
    // biome-ignore lint/a11y/useSemanticElements: it groups words and buttons, not form controls
    <div
      id={stopId(target)}
      role="group"
      tabIndex={-1}
      aria-label={`${word}: ${finding.reason}`}
      onFocus={() => useReviewStore.setState({ cursor: target })}
      className={classNames('grid gap-1.5 rounded-m border px-3 py-2.5 outline-none focus:shadow-[0_0_0_2px_var(--focus)]', box)}
    >
      <div className="flex gap-2">
        <Icon aria-hidden="true" className={classNames('mt-0.5 size-4 shrink-0', icon)} />
        <div className="grid gap-0.5">
          <p className="font-medium">{finding.reason}</p>
          {places.length > 0 ? <p className="text-s text-ink-2">{places.join(' · ')}</p> : null}
        </div>
      </div>
      {other || field ? (
        <div className="flex flex-wrap gap-1.5 pl-6">
          {other ? (
            <Button size="s" keys="C" onPress={() => useReviewStore.setState({ dialog: 'compare' })}>
              Compare
            </Button>
          ) : null}
          {field ? (
            <Button size="s" onPress={() => focusStop(field)}>
              Look at {fieldLabel(field).toLowerCase() === 'iban' ? 'IBAN' : fieldLabel(field).toLowerCase()}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
