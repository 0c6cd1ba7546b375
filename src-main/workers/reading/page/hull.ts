import { distance, type Point, type Quad } from './homography.ts';

/** The convex hull, clockwise on the screen (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  return [...half(sorted), ...half(sorted.reverse())];
}

function half(sorted: readonly Point[]): Point[] {
  const chain: Point[] = [];
  for (const point of sorted) {
    for (;;) {
      const [a, b] = [chain.at(-2), chain.at(-1)];
      if (a === undefined || b === undefined || turn(a, b, point) > 0) break;
      chain.pop();
    }
    chain.push(point);
  }
  return chain.slice(0, -1);
}

/** Twice the area of the triangle; positive where the way a, b, c turns clockwise on the screen. */
function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

export function polygonArea(polygon: readonly Point[]): number {
  let sum = 0;
  polygon.forEach((point, i) => {
    const next = polygon[(i + 1) % polygon.length] ?? point;
    sum += point.x * next.y - next.x * point.y;
  });
  return Math.abs(sum) / 2;
}

export function isInside(polygon: readonly Point[], point: Point): boolean {
  return polygon.every((corner, i) => turn(corner, polygon[(i + 1) % polygon.length] ?? corner, point) >= 0);
}

/**
 * The quadrilateral around a convex polygon that adds little to it: edges are taken away one by one, the cheapest first, and their
 * neighbours prolonged until they meet. Undefined for what has fewer than four sides.
 */
export function quadAround(hull: readonly Point[]): Quad | undefined {
  let polygon = [...hull];
  while (polygon.length > 4) {
    let best: { area: number; at: number; corner: Point } | undefined;
    for (let at = 0; at < polygon.length; at++) {
      const found = withoutEdge(polygon, at);
      if (found !== undefined && (best === undefined || found.area < best.area)) best = { ...found, at };
    }
    if (best === undefined) return undefined;
    const { at, corner } = best;
    const next = (at + 1) % polygon.length;
    polygon = polygon.map((point, i) => (i === at ? corner : point)).filter((_, i) => i !== next);
  }
  const [a, b, c, d] = polygon;
  return a && b && c && d ? fromTopLeft([a, b, c, d]) : undefined;
}

/** Area that is added when the edge from corner `at` to the next is taken away, and the corner that takes its place. */
function withoutEdge(polygon: readonly Point[], at: number): { area: number; corner: Point } | undefined {
  const n = polygon.length;
  const [before, from, to, after] = [polygon[(at + n - 1) % n], polygon[at], polygon[(at + 1) % n], polygon[(at + 2) % n]];
  if (!before || !from || !to || !after) return undefined;
  const [ux, uy] = [from.x - before.x, from.y - before.y];
  const [vx, vy] = [to.x - after.x, to.y - after.y];
  const determinant = ux * -vy + vx * uy;
  if (Math.abs(determinant) < 1e-9) return undefined;
  const s = ((to.x - from.x) * -vy + vx * (to.y - from.y)) / determinant;
  const t = (ux * (to.y - from.y) - uy * (to.x - from.x)) / determinant;
  // The neighbours part: prolonged, they never meet beyond this edge.
  if (s < 0 || t < 0) return undefined;
  const corner = { x: from.x + s * ux, y: from.y + s * uy };
  return { area: Math.abs(turn(from, corner, to)) / 2, corner };
}

/** Starts with the corner nearest to the top left, which is the top left one of a page turned by less than 45 degrees. */
function fromTopLeft(corners: readonly [Point, Point, Point, Point]): Quad {
  const sums = corners.map(({ x, y }) => x + y);
  const first = sums.indexOf(Math.min(...sums));
  const at = (i: number): Point => corners[(first + i) % 4] ?? corners[0];
  return [at(0), at(1), at(2), at(3)];
}

/** Lengths of the four sides: top, right, bottom, left. */
export function sides([a, b, c, d]: Quad): [number, number, number, number] {
  return [distance(a, b), distance(b, c), distance(c, d), distance(d, a)];
}
