import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Finding } from '../../../src-main/contract/document.ts';
import { placeHref } from '../../state/router.ts';
import { classNames } from '../../ui/class-names.ts';

const LOOKS = {
  wrong: { box: 'border-wrong-line bg-wrong-soft', icon: 'text-wrong', Icon: CircleAlert, word: 'Contradiction' },
  doubt: { box: 'border-doubt-line bg-doubt-soft', icon: 'text-doubt', Icon: TriangleAlert, word: 'Doubt' },
  note: { box: 'border-line bg-paper', icon: 'text-ink-2', Icon: Info, word: 'Note' },
} as const;
const ORDER = ['wrong', 'doubt', 'note'] as const;

/** What the controls found, most serious first. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const sorted = findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return (
    <section aria-label="Findings" className="grid gap-2">
      {sorted.map((finding) => (
        <FindingBox key={`${finding.check} ${finding.reason}`} finding={finding} />
      ))}
    </section>
  );
}

function FindingBox({ finding: { severity, group, reason, evidence } }: { finding: Finding }) {
  const { box, icon, Icon, word } = LOOKS[severity];
  return (
    <div className={classNames('flex gap-2.5 rounded-m border px-3 py-2.5', box)}>
      <Icon aria-label={word} className={classNames('mt-0.5 size-4 shrink-0', icon)} />
      <div className="grid min-w-0 gap-0.5">
        <div className="font-medium">{reason}</div>
        <div className="flex flex-wrap gap-x-3 text-s text-ink-2">
          <span>{group}</span>
          {evidence.map(({ label, documentId }) =>
            documentId ? (
              <a key={`${label} ${documentId}`} href={placeHref('documents', documentId)} className="underline">
                {label || 'The other document'}
              </a>
            ) : label ? (
              <span key={label}>{label}</span>
            ) : null,
          )}
        </div>
      </div>
    </div>
  );
}
