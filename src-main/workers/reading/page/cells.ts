/** Small maps of whole numbers, row by row. */
export type Cells = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** Each cell becomes the largest (`sign` 1) or smallest (-1) of the square of `radius` cells around it. */
export function spread(cells: Cells, radius: number, sign: 1 | -1): Cells {
  const { width, height } = cells;
  const rows = new Uint8Array(width * height);
  const out = new Uint8Array(width * height);
  extremes(cells.data, rows, { lines: height, lineStep: width, length: width, step: 1 }, radius, sign);
  extremes(rows, out, { lines: width, lineStep: 1, length: height, step: width }, radius, sign);
  return { width, height, data: out };
}

type Walk = { readonly lines: number; readonly lineStep: number; readonly length: number; readonly step: number };

function extremes(from: Uint8Array, to: Uint8Array, { lines, lineStep, length, step }: Walk, radius: number, sign: 1 | -1): void {
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    for (let i = 0; i < length; i++) {
      let best = from[start + i * step] ?? 0;
      for (let j = Math.max(0, i - radius); j <= Math.min(length - 1, i + radius); j++) {
        const value = from[start + j * step] ?? 0;
        if ((value - best) * sign > 0) best = value;
      }
      to[start + i * step] = best;
    }
  }
}

/** Each cell becomes the mean of the 3 x 3 square around it. */
export function smoothCells({ width, height, data }: Cells): Cells {
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let dy = -1; dy <= 1; dy++) {
        const row = Math.min(height - 1, Math.max(0, y + dy)) * width;
        for (let dx = -1; dx <= 1; dx++) sum += data[row + Math.min(width - 1, Math.max(0, x + dx))] ?? 0;
      }
      out[y * width + x] = Math.round(sum / 9);
    }
  }
  return { width, height, data: out };
}

export function histogram(data: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** The smallest value that at least `share` of the counted ones do not exceed. */
export function quantile(counts: Uint32Array, share: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (let value = 0; value < counts.length; value++) {
    seen += counts[value] ?? 0;
    if (seen > 0 && seen >= share * total) return value;
  }
  return counts.length - 1;
}

/** The level that splits values best into two groups (Otsu 1979): values above it form the upper one. */
export function split(counts: Uint32Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const all = counts.reduce((sum, count, value) => sum + count * value, 0);
  let [below, sum, best, level] = [0, 0, -1, 0];
  for (let value = 0; value < 255; value++) {
    below += counts[value] ?? 0;
    sum += (counts[value] ?? 0) * value;
    if (below === 0 || below === total) continue;
    const between = below * (total - below) * (sum / below - (all - sum) / (total - below)) ** 2;
    if (between > best) [best, level] = [between, value];
  }
  return level;
}
