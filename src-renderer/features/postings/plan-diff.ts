/** A line of a change: what is there already, what is new, what goes. */
export type DiffLine = { sign: ' ' | '+' | '-'; text: string };
/** Lines that are shown, or a run of unchanged ones that is not. */
export type DiffPart = { kind: 'lines'; lines: DiffLine[] } | { kind: 'same'; count: number };

/** Above this many pairs of differing lines they are shown as taken away and put in as a whole: comparing takes time and memory by their product. */
const MOST_PAIRS = 1_000_000;
/** Unchanged lines that are shown around a change, as places to recognise. */
const AROUND = 3;

/** What changes between two texts, line by line. */
export function diffLines(before: string | undefined, after: string): DiffLine[] {
  const [a, b] = [linesOf(before ?? ''), linesOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const same = (lines: readonly string[]) => lines.map((text): DiffLine => ({ sign: ' ', text }));
  return [
    ...same(a.slice(0, head)),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...same(a.slice(a.length - tail)),
  ];
}

function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** The longest common lines stay; of those between, the old ones stand before the new ones. */
function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const gone = (lines: readonly string[]) => lines.map((text): DiffLine => ({ sign: '-', text }));
  const come = (lines: readonly string[]) => lines.map((text): DiffLine => ({ sign: '+', text }));
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_PAIRS) return [...gone(a), ...come(b)];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ sign: ' ', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      lines.push({ sign: '-', text: a[i] ?? '' });
      i += 1;
    } else {
      lines.push({ sign: '+', text: b[j] ?? '' });
      j += 1;
    }
  }
  return [...lines, ...gone(a.slice(i)), ...come(b.slice(j))];
}

/** The change with its surroundings; what lies far from it is counted instead of shown. A single hidden line is shown all the same. */
export function diffParts(lines: readonly DiffLine[]): DiffPart[] {
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ sign }) => sign !== ' '));
  const parts: DiffPart[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (to < lines.length && near[to] === near[from]) to += 1;
    const run = lines.slice(from, to);
    const last = parts.at(-1);
    if (!near[from] && run.length > 1) parts.push({ kind: 'same', count: run.length });
    else if (last?.kind === 'lines') last.lines.push(...run);
    else parts.push({ kind: 'lines', lines: run });
    from = to;
  }
  return parts;
}
