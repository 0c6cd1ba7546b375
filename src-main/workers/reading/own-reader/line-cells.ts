/** Side of an output cell of the detector, px of its raster; the centre of cell (i, j) lies at x = 4j + 2, y = 4i + 2. */
export const CELL = 4;
/** `up` and `down` are given in this many px. */
export const UNIT = 16;
/** Two neighbouring cells belong to one line if the centres they vote for are closer than this share of the lower of their heights. */
const LINK = 0.5;

/** The detector's output: float32 [3, rows, columns], the logit of a line's core, then the distance to its top and to its bottom edge in 16 px. */
export type DetectorMaps = { readonly values: Float32Array; readonly rows: number; readonly columns: number };

/** The core cells of each line as flat indices in raster order, and the probability of every cell of the map (0 where it is no core). */
export type CellGroups = { readonly groups: readonly Int32Array[]; readonly prob: Float64Array };

/**
 * Groups the cells whose probability exceeds the threshold into lines, in raster order of their first cells. Two of the 8 neighbours are
 * linked only if they vote for about the same line, so that two rows that a blot joins stay two lines. Time is linear in the cells.
 */
export function groupCells(maps: DetectorMaps, threshold: number, minCells: number): CellGroups {
  const { parent, prob } = linkCells(maps, threshold);
  const sizes = new Int32Array(parent.length);
  for (let at = 0; at < parent.length; at++) {
    if ((parent[at] ?? -1) < 0) continue;
    const root = findRoot(parent, at);
    sizes[root] = (sizes[root] ?? 0) + 1;
  }
  const groups = new Map<number, { readonly cells: Int32Array; filled: number }>();
  for (let at = 0; at < parent.length; at++) {
    // Every root is the smallest index of its group, and every cell's parent is its root by now.
    const root = parent[at] ?? -1;
    if (root < 0 || (sizes[root] ?? 0) < Math.max(1, minCells)) continue;
    const group = groups.get(root) ?? { cells: new Int32Array(sizes[root] ?? 0), filled: 0 };
    if (group.filled === 0) groups.set(root, group);
    group.cells[group.filled++] = at;
  }
  return { groups: [...groups.values()].map(({ cells }) => cells), prob };
}

/** Union-find over the core cells: the parent of each (-1: no core cell), and their probabilities. */
function linkCells(maps: DetectorMaps, threshold: number): { parent: Int32Array; prob: Float64Array } {
  const { values, rows, columns } = maps;
  const size = rows * columns;
  const parent = new Int32Array(size).fill(-1);
  const prob = new Float64Array(size);
  // Most cells are paper, and far below: the exponential is only for those near the threshold or above.
  const floor = Math.log(threshold / (1 - threshold)) - 0.01;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) {
      const logit = values[at] ?? 0;
      if (logit < floor) continue;
      const p = 1 / (1 + Math.exp(-logit));
      if (!(p > threshold)) continue;
      prob[at] = p;
      parent[at] = at;
      if (j > 0) link(maps, parent, at, at - 1);
      if (i === 0) continue;
      if (j > 0) link(maps, parent, at, at - columns - 1);
      link(maps, parent, at, at - columns);
      if (j + 1 < columns) link(maps, parent, at, at - columns + 1);
    }
  }
  return { parent, prob };
}

function link({ values, rows, columns }: DetectorMaps, parent: Int32Array, one: number, other: number): void {
  if ((parent[other] ?? -1) < 0) return;
  const size = rows * columns;
  const up1 = values[size + one] ?? 0;
  const down1 = values[2 * size + one] ?? 0;
  const up2 = values[size + other] ?? 0;
  const down2 = values[2 * size + other] ?? 0;
  const centre1 = CELL * Math.floor(one / columns) + CELL / 2 + (UNIT * (down1 - up1)) / 2;
  const centre2 = CELL * Math.floor(other / columns) + CELL / 2 + (UNIT * (down2 - up2)) / 2;
  if (!(Math.abs(centre1 - centre2) < LINK * Math.min(UNIT * (up1 + down1), UNIT * (up2 + down2)))) return;
  const a = findRoot(parent, one);
  const b = findRoot(parent, other);
  if (a < b) parent[b] = a;
  else parent[a] = b;
}

function findRoot(parent: Int32Array, cell: number): number {
  let root = cell;
  for (let up = parent[root] ?? root; up !== root; up = parent[root] ?? root) root = up;
  for (let at = cell; at !== root; ) {
    const up = parent[at] ?? root;
    parent[at] = root;
    at = up;
  }
  return root;
}
