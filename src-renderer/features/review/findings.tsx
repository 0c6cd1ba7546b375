import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { fieldLabel } from './field-rows.ts';
import { type ShownFinding, shownFindings } from './finding-cards.ts';
import { editField, focusStop, stopId } from './focus.ts';
import { useReview } from './review-context.ts';
import { useReviewStore } from './review-store.ts';

const STYLES = {
  wrong: { box: 'border-wrong-line bg-wrong-soft', icon: 'text-wrong', Icon: CircleAlert, word: 'Contradiction' },
  doubt: { box: 'border-doubt-line bg-doubt-soft', icon: 'text-doubt', Icon: TriangleAlert, word: 'Doubt' },
  note: { box: 'border-line bg-paper', icon: 'text-ink-2', Icon: Info, word: 'Note' },
} as const;

/** What the controls found, most serious first. */
export function Findings() {
  const { detail, rows } = useReview();
  const shown = shownFindings(detail.findings, rows);
  if (shown.length === 0) return null;
  return (
    <section aria-label="Findings" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {shown.map((one) => (
        <FindingCard key={`${one.finding.check} ${one.finding.reason}`} shown={one} />
      ))}
    </section>
  );
}

function FindingCard({ shown: { finding, index, words } }: { shown: ShownFinding }) {
  const { detail, rows } = useReview();
  const { box, icon, Icon, word } = STYLES[finding.severity];
  const target = `finding-${index}` as const;
  const { field } = finding;
  const isMissing = rows.some(({ name, raw }) => name === field && raw === '');
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
      aria-label={`${word}: ${words}`}
      onFocus={() => useReviewStore.setState({ cursor: target })}
      className={classNames(
        'grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5 rounded-m border px-3 py-2.5 wrap-anywhere outline-none focus:shadow-[0_0_0_2px_var(--focus)]',
        box,
      )}
    >
      <div className="flex gap-2">
        <Icon aria-hidden="true" className={classNames('mt-0.5 size-4 shrink-0', icon)} />
        <div className="grid min-w-0 gap-0.5">
          <p className="font-medium">{words}</p>
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
            <Button size="s" onPress={() => (isMissing ? editField(field) : focusStop(field))}>
              {isMissing ? 'Fill in the' : 'Look at the'} {fieldLabel(field) === 'IBAN' ? 'IBAN' : fieldLabel(field).toLowerCase()}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
