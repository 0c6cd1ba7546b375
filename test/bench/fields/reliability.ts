import type { Guess } from '../extraction/fitting.ts';
import type { Section } from '../report.ts';
import type { Outcome } from './outcome.ts';
import { guessesOf, verdictsOf, wilson } from './shares.ts';

/** Bins are narrower where documents pass: most values are told as surer than .9. */
const EDGES = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.000001] as const;
const WHAT = ['total', 'date', 'date and total', 'document'] as const;
type What = (typeof WHAT)[number];

/** Values told within one range of probabilities: how many, their mean probability, and how many of them are right. */
export type Bin = { readonly from: number; readonly to: number; readonly n: number; readonly p: number; readonly right: number };

export function binned(guesses: readonly Guess[]): Bin[] {
  return EDGES.slice(0, -1).flatMap((from, i) => {
    const to = EDGES[i + 1] ?? 1;
    const own = guesses.filter(({ p }) => p >= from && p < to);
    const mean = own.reduce((sum, { p }) => sum + p, 0) / Math.max(1, own.length);
    return own.length === 0 ? [] : [{ from, to: Math.min(1, to), n: own.length, p: mean, right: own.filter(({ right }) => right).length }];
  });
}

function guesses(what: What, outcomes: readonly Outcome[]): Guess[] {
  if (what === 'date and total') return guessesOf(outcomes);
  if (what === 'document')
    return outcomes.flatMap(({ document }) => (document === undefined ? [] : { p: document.p, right: document.isRight }));
  return verdictsOf(outcomes, what).flatMap(({ p, isRight }) => (p === undefined ? [] : { p, right: isRight }));
}

/** Told probability against the share that is right, as a table and drawn; with wrong labels put right beside as they are. */
export function reliability(labelled: readonly Outcome[], corrected: readonly Outcome[]): { section: Section; drawing: string } {
  const all = WHAT.map((what) => ({ what, labelled: binned(guesses(what, labelled)), corrected: binned(guesses(what, corrected)) }));
  const rows = all.flatMap(({ what, labelled: bins, corrected: put }) =>
    bins.map((bin) => {
      const [low, high] = wilson({ right: bin.right, of: bin.n });
      const mended = put.find(({ from }) => from === bin.from);
      return [
        what,
        `${bin.from} to ${bin.to}`,
        String(bin.n),
        bin.p.toFixed(3),
        `${(bin.right / bin.n).toFixed(3)} (${bin.right})`,
        `${low.toFixed(3)} to ${high.toFixed(3)}`,
        mended === undefined ? '–' : (mended.right / mended.n).toFixed(3),
      ];
    }),
  );
  return {
    section: {
      title: 'Reliability',
      note: '![Reliability curves](benchmarks/reliability.svg)\n\nTold probability against the share that is right, with Wilson\'s interval of 95 %; the dashed line is where both are the same. Blue: labels as they are, green: with wrong labels put right. "Document" is the probability by which documents pass: that supplier, date, currency and total are all right, names nearly.',
      columns: ['', 'told', 'n', 'mean', 'right', '95 %', 'wrong labels put right'],
      rows,
    },
    drawing: drawn(all),
  };
}

const PANEL = { side: 220, left: 44, top: 26, gap: 30, bottom: 34 } as const;

function drawn(all: readonly { what: What; labelled: readonly Bin[]; corrected: readonly Bin[] }[]): string {
  const panels = all.map(({ what, labelled, corrected }, i) => {
    const ticks = [0, 0.25, 0.5, 0.75, 1].map((value) => {
      const at = value * PANEL.side;
      const [x, y] = [`<text x="${at}" y="${PANEL.side + 13}" text-anchor="middle">${value}</text>`, PANEL.side - at];
      return `<path d="M${at} 0V${PANEL.side}M0 ${y}H${PANEL.side}" stroke="#8888" stroke-width="0.5"/>${x}<text x="-5" y="${y + 4}" text-anchor="end">${value}</text>`;
    });
    const title = `<text x="${PANEL.side / 2}" y="-9" text-anchor="middle" font-size="13">${what}</text>`;
    const diagonal = `<path d="M0 ${PANEL.side}L${PANEL.side} 0" stroke="#8888" stroke-dasharray="4 3"/>`;
    const x = PANEL.left + i * (PANEL.side + PANEL.gap + PANEL.left / 2);
    return `<g transform="translate(${x} ${PANEL.top})"><g fill="#777">${ticks.join('')}${title}</g>${diagonal}${curve(corrected, '#2e9e5b', 2)}${curve(labelled, '#2f6fd6', 0)}</g>`;
  });
  const width = PANEL.left + all.length * (PANEL.side + PANEL.gap + PANEL.left / 2);
  const height = PANEL.top + PANEL.side + PANEL.bottom;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">\n${panels.join('\n')}\n</svg>\n`;
}

/** Points with their intervals, `shift` pixels aside so that two curves do not hide each other. */
function curve(bins: readonly Bin[], colour: string, shift: number): string {
  const up = (share: number): string => ((1 - share) * PANEL.side).toFixed(1);
  const points = bins.map(({ p, right, n }) => ({
    x: (p * PANEL.side + shift).toFixed(1),
    y: up(right / n),
    ends: wilson({ right, of: n }).map(up),
  }));
  const line = `<polyline points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}" fill="none" stroke="${colour}"/>`;
  const marks = points.map(
    ({ x, y, ends }) => `<path d="M${x} ${ends[0]}V${ends[1]}" stroke="${colour}"/><circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`,
  );
  return `${line}${marks.join('')}`;
}
