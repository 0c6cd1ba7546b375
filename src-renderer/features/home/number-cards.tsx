import type { ReactNode } from 'react';
import type { HomeNumbers } from '../../../src-main/contract/insight.ts';
import { formatCount, formatShare } from '../../format/amount.ts';
import { formatDate, formatDuration } from '../../format/date.ts';
import { BalanceBar, BalanceStatement } from '../../ui/balance-bar.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';

/** The figures that say whether the machine can be trusted. */
export function NumberCards({ numbers }: { numbers: HomeNumbers }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="grid gap-4 desk:grid-cols-3">
        <TouchlessCard numbers={numbers} />
        <TimeCard p50={numbers.msArrivalToLedgerP50} p95={numbers.msArrivalToLedgerP95} />
        <VerifiedCard numbers={numbers} />
      </div>
      <section className="grid gap-3 rounded-m border bg-surface p-4">
        <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
          <h3 className="text-ink-2">Every byte accounted for</h3>
          <BalanceStatement balance={numbers.balance} />
        </header>
        <BalanceBar balance={numbers.balance} />
      </section>
    </div>
  );
}

type FigureProps = { title: string; value: string; of?: string; note: ReactNode; children?: ReactNode };

function Figure({ title, value, of, note, children }: FigureProps) {
  return (
    <section className="grid min-h-[180px] content-between gap-2 rounded-m border bg-surface p-4">
      <div>
        <h3 className="text-ink-2">{title}</h3>
        <div className="mt-1 text-2xl font-bold tracking-[-0.02em] tabular-nums">
          {value}
          {of ? <span className="ml-2 text-m font-normal tracking-normal text-ink-3">{of}</span> : null}
        </div>
      </div>
      {children}
      {/* Two lines always have their place, so that other words do not move the page. */}
      <div className="flex min-h-[34px] items-end text-s text-ink-3">{note}</div>
    </section>
  );
}

function TouchlessCard({ numbers: { touchlessRate, touchlessCurve } }: { numbers: HomeNumbers }) {
  const [first] = touchlessCurve;
  const last = touchlessCurve.at(-1);
  if (touchlessRate === undefined) {
    return <Figure title="Touchless" value="–" note="The share that goes to the ledger without a person, once something was decided." />;
  }
  const note =
    first && last && first !== last
      ? `${formatShare(first.value)} on ${formatDate(first.day)}`
      : 'From arrival to ledger without a person.';
  return (
    <Figure title="Touchless" value={formatShare(touchlessRate)} note={note}>
      {touchlessCurve.length > 1 ? (
        <Sparkline points={touchlessCurve} />
      ) : (
        <div aria-hidden="true" className="grid h-10 content-center">
          <Track share={touchlessRate} className="bg-accent" />
        </div>
      )}
    </Figure>
  );
}

function TimeCard({ p50, p95 }: { p50: number | undefined; p95: number | undefined }) {
  if (p50 === undefined || p95 === undefined) {
    return <Figure title="From arrival to ledger" value="–" note="Measured once the first document is in its ledger." />;
  }
  return (
    <Figure
      title="From arrival to ledger"
      value={formatDuration(p50)}
      note={`Half are faster. 95 of 100 take ${formatDuration(p95)} or less.`}
    >
      <div aria-hidden="true" className="grid h-10 content-center gap-1.5">
        <Track share={p95 > 0 ? p50 / p95 : 0} className="bg-accent" />
        <Track share={1} className="bg-line-strong" />
      </div>
    </Figure>
  );
}

function Track({ share, className }: { share: number; className: string }) {
  return (
    <div className="rounded-full bg-pressed">
      <div className={`h-1.5 min-w-1 rounded-full ${className}`} style={{ width: `${share * 100}%` }} />
    </div>
  );
}

function VerifiedCard({ numbers: { verified } }: { numbers: HomeNumbers }) {
  if (verified.of === 0)
    return <Figure title="Read back from the ledgers" value="–" note="Each entry is read back after it was written, and compared." />;
  const note =
    verified.entries === verified.of
      ? 'Each entry is in its ledger exactly once, as approved.'
      : 'The others are being read back, or differ: look under Postings.';
  return (
    <Figure
      title="Read back from the ledgers"
      value={formatCount(verified.entries)}
      of={`of ${formatCount(verified.of)} posted`}
      note={note}
    >
      <div aria-hidden="true" className="grid h-10 content-center">
        <Track share={verified.entries / verified.of} className="bg-accent" />
      </div>
    </Figure>
  );
}
