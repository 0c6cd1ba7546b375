/** Geometry for damaged pictures: where a pixel of the new picture comes from in the old one. */

export type Point = { readonly x: number; readonly y: number };
export type Rgb = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** A picture of the given size whose pixel (x, y) is taken, bilinearly, from where `from` says; undefined leaves the `ground` as it is. */
export function warp(source: Rgb, ground: Rgb, from: (x: number, y: number) => Point | undefined): Rgb {
  const out = new Uint8Array(ground.data);
  const stride = source.width * 3;
  for (let y = 0, at = 0; y < ground.height; y++) {
    for (let x = 0; x < ground.width; x++, at += 3) {
      const point = from(x, y);
      if (point === undefined || point.x < 0 || point.y < 0 || point.x > source.width - 1 || point.y > source.height - 1) continue;
      const left = Math.min(source.width - 2, Math.floor(point.x));
      const top = Math.min(source.height - 2, Math.floor(point.y));
      const [right, down] = [point.x - left, point.y - top];
      const base = top * stride + left * 3;
      for (let channel = 0; channel < 3; channel++) {
        const i = base + channel;
        const above = (source.data[i] ?? 0) * (1 - right) + (source.data[i + 3] ?? 0) * right;
        const below = (source.data[i + stride] ?? 0) * (1 - right) + (source.data[i + stride + 3] ?? 0) * right;
        out[at + channel] = Math.round(above * (1 - down) + below * down);
      }
    }
  }
  return { ...ground, data: out };
}

/** The projective map that takes the four points `from` to the four points `to`. */
export function homography(from: readonly Point[], to: readonly Point[]): (x: number, y: number) => Point {
  const rows = from.flatMap((p, i) => {
    const q = to[i] ?? p;
    return [
      [p.x, p.y, 1, 0, 0, 0, -p.x * q.x, -p.y * q.x, q.x],
      [0, 0, 0, p.x, p.y, 1, -p.x * q.y, -p.y * q.y, q.y],
    ];
  });
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = solve(rows);
  return (x, y) => {
    const w = g * x + h * y + 1;
    return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
  };
}

/** Gaussian elimination with pivots; each row ends in its right side. */
function solve(rows: number[][]): number[] {
  const n = rows.length;
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = at(row, column) / at(column, column);
      rows[row] = (rows[row] ?? []).map((value, i) => value - factor * at(column, i));
    }
  }
  return rows.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1));
}
