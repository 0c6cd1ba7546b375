type Point = { day: string; value: number };
type Drawn = { line: string; area: string; last: { x: number; y: number } };

const WIDTH = 200;
const HEIGHT = 40;
const PAD = 4;

/** The path of a curve in a box of 200 × 40. The axis runs from its lowest to its highest value, so words beside it must name both ends. */
export function drawCurve(points: readonly Point[]): Drawn | undefined {
  const values = points.map(({ value }) => value);
  const last = values.at(-1);
  if (last === undefined || values.length < 2) return undefined;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (index: number) => (index / (values.length - 1)) * WIDTH;
  const y = (value: number) => HEIGHT - PAD - ((value - low) / span) * (HEIGHT - 2 * PAD);
  const line = values.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  return { line, area: `${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`, last: { x: WIDTH, y: y(last) } };
}

/** A small curve without axes. It decorates words that say the same, so screen readers skip it. */
export function Sparkline({ points }: { points: readonly Point[] }) {
  const drawn = drawCurve(points);
  if (!drawn) return <div className="h-10" />;
  return (
    <div aria-hidden="true" className="relative h-10">
      <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="size-full overflow-visible">
        <path d={drawn.area} className="fill-accent opacity-10" />
        <path
          d={drawn.line}
          fill="none"
          strokeWidth="1.75"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
          className="stroke-accent"
        />
      </svg>
      <span
        className="absolute right-[-3px] size-[7px] -translate-y-1/2 rounded-full border-2 border-surface bg-accent"
        style={{ top: `${(drawn.last.y / HEIGHT) * 100}%` }}
      />
    </div>
  );
}
