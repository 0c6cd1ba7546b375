/**
 * For each output pixel the source pixels that it is made of: those of output o are `index[start[o]] .. index[start[o + 1] - 1]`, clamped
 * to the source, with normalised `weight`s.
 */
export type Taps = { readonly start: Int32Array; readonly index: Int32Array; readonly weight: Float64Array };

/** Taps nearer than this to the foot of the triangle have no weight worth a multiplication; both implementations skip the same ones. */
export const TAP_EDGE = 1e-6;

/** Source pixels that one output pixel is made of at most, for a triangle of the given radius. */
export function maxTaps(radius: number): number {
  return Math.floor(2 * radius) + 1;
}

/**
 * Triangle taps for `count` output pixels that lie `step` source pixels apart, the centre of each where `centreOf` says (that of source
 * pixel 0 lies at 0), in a source of `size` pixels. Shrinking widens the triangle, so that every source pixel counts; enlarging is linear
 * interpolation.
 */
export function triangleTaps(count: number, centreOf: (output: number) => number, step: number, size: number): Taps {
  const radius = Math.max(1, step);
  const start = new Int32Array(count + 1);
  const index = new Int32Array(count * maxTaps(radius));
  const weight = new Float64Array(index.length);
  let at = 0;
  for (let o = 0; o < count; o++) {
    const centre = centreOf(o);
    const from = Math.ceil(centre - radius + TAP_EDGE);
    const to = Math.floor(centre + radius - TAP_EDGE);
    let total = 0;
    for (let i = from; i <= to; i++) {
      const w = Math.max(0, 1 - Math.abs(i - centre) / radius);
      index[at + i - from] = Math.min(size - 1, Math.max(0, i));
      weight[at + i - from] = w;
      total += w;
    }
    for (const end = at + to - from + 1; at < end; at++) weight[at] = (weight[at] ?? 0) / total;
    start[o + 1] = at;
  }
  return { start, index, weight };
}
