/** Where the words of one page stand on another picture of it that was turned, seen at an angle or bent. */
import { randomFrom } from '../../../test/unit/reading/draw-text.ts';

export type Place = readonly [number, number];
export type Pair = { readonly from: Place; readonly to: Place };
type Affine = readonly [number, number, number, number, number, number];

const TRIES = 400;
const LEAST = 4;
/** Pairs whose distance after the global fit is below this share of the page's diagonal are right; a bent page needs room. */
const TOLERANCE = 0.02;
/** Nearest pairs whose remaining shift is taken over. */
const NEIGHBOURS = 6;

/** A map that most pairs agree with: an affine one for the whole page, and what its neighbours are shifted by beside it. Undefined without enough agreement. */
export function fitted(pairs: readonly Pair[]): ((place: Place) => Place) | undefined {
  if (pairs.length < LEAST) return undefined;
  const limit = TOLERANCE * extent(pairs);
  const random = randomFrom(pairs.length);
  let best: readonly Pair[] = [];
  for (let i = 0; i < TRIES && best.length < pairs.length * 0.95; i++) {
    const map = solved([draw(pairs, random), draw(pairs, random), draw(pairs, random)]);
    if (map === undefined || !isPlausible(map)) continue;
    const agree = pairs.filter(({ from, to }) => gap(applied(map, from), to) < limit);
    if (agree.length > best.length) best = agree;
  }
  if (best.length < LEAST || best.length < pairs.length * 0.3) return undefined;
  const map = solved(best);
  return map === undefined ? undefined : bent(map, best);
}

function bent(map: Affine, pairs: readonly Pair[]): (place: Place) => Place {
  const shifts = pairs.map(({ from, to }) => {
    const [x, y] = applied(map, from);
    return { from, dx: to[0] - x, dy: to[1] - y };
  });
  return (place) => {
    const near = shifts
      .map(({ from, dx, dy }) => ({ away: gap(from, place), dx, dy }))
      .toSorted((a, b) => a.away - b.away)
      .slice(0, NEIGHBOURS);
    // A shift is of use near by; the constant keeps a single pair from deciding alone.
    const reach = 20 + (near[2]?.away ?? 0);
    let [sum, dx, dy] = [1e-9, 0, 0];
    for (const one of near) {
      const weight = 1 / (1 + (one.away / reach) ** 2);
      sum += weight;
      dx += weight * one.dx;
      dy += weight * one.dy;
    }
    const [x, y] = applied(map, place);
    return [x + dx / sum, y + dy / sum];
  };
}

function applied([a, b, c, d, e, f]: Affine, [x, y]: Place): Place {
  return [a * x + b * y + c, d * x + e * y + f];
}

/** Least squares for x and y apart, by the normal equations; undefined for points on one line. */
function solved(pairs: readonly Pair[]): Affine | undefined {
  const count = pairs.length;
  const mean = (of: (pair: Pair) => number): number => pairs.reduce((sum, pair) => sum + of(pair), 0) / count;
  const [mx, my] = [mean(({ from }) => from[0]), mean(({ from }) => from[1])];
  const [mu, mv] = [mean(({ to }) => to[0]), mean(({ to }) => to[1])];
  let [xx, xy, yy, xu, yu, xv, yv] = [0, 0, 0, 0, 0, 0, 0];
  for (const { from, to } of pairs) {
    const [x, y, u, v] = [from[0] - mx, from[1] - my, to[0] - mu, to[1] - mv];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xu += x * u;
    yu += y * u;
    xv += x * v;
    yv += y * v;
  }
  const determinant = xx * yy - xy * xy;
  if (determinant < 1e-4 * (xx + yy) ** 2 * 0.25) return undefined;
  const [a, b] = [(xu * yy - yu * xy) / determinant, (yu * xx - xu * xy) / determinant];
  const [d, e] = [(xv * yy - yv * xy) / determinant, (yv * xx - xv * xy) / determinant];
  return [a, b, mu - a * mx - b * my, d, e, mv - d * mx - e * my];
}

/** No mirror, and about as long in one direction as in the other. */
function isPlausible([a, b, , d, e]: Affine): boolean {
  const [along, down] = [Math.hypot(a, d), Math.hypot(b, e)];
  return a * e - b * d > 0.5 * along * down && along > 0.5 * down && down > 0.5 * along;
}

function draw(pairs: readonly Pair[], random: () => number): Pair {
  return pairs[Math.floor(random() * pairs.length)] as Pair;
}

function gap(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function extent(pairs: readonly Pair[]): number {
  const [xs, ys] = [pairs.map(({ to }) => to[0]), pairs.map(({ to }) => to[1])];
  return Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}
