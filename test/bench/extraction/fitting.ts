/** One document: the features of its candidates, and which of them are right (at least one). */
export type Choice = { readonly options: readonly Readonly<Record<string, number>>[]; readonly right: readonly boolean[] };

/** Fold of a company, by its first five letters, so that branches of a chain stay together. */
export function fold(company: string, folds: number): number {
  const key = company
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 5);
  let hash = 0;
  for (const ch of key) hash = (Math.imul(hash, 31) + ch.charCodeAt(0)) >>> 0;
  return (hash >>> 4) % folds;
}

/** Conditional logistic regression: the right candidates' share of the softmax, with an L2 pull towards the prior. */
export function softmaxFit(choices: readonly Choice[], prior: Readonly<Record<string, number>>, pull: number): Record<string, number> {
  const names = Object.keys(prior);
  const data = choices.map((c) => ({ rows: c.options.map((o) => Float64Array.from(names, (n) => o[n] ?? 0)), right: c.right }));
  const start = names.map((n) => prior[n] ?? 0);
  const w = descend(start, (weights, gradient) => {
    for (const { rows, right } of data) {
      const scores = rows.map((row) => row.reduce((s, x, i) => s + x * (weights[i] ?? 0), 0));
      const top = Math.max(...scores);
      const e = scores.map((s) => Math.exp(s - top));
      const all = e.reduce((a, b) => a + b, 0);
      const good = e.reduce((a, b, i) => a + (right[i] ? b : 0), 0);
      rows.forEach((row, i) => {
        const g = (e[i] ?? 0) / all - (right[i] ? (e[i] ?? 0) / Math.max(1e-12, good) : 0);
        if (Math.abs(g) > 1e-6)
          row.forEach((x, k) => {
            gradient[k] = (gradient[k] ?? 0) + g * x;
          });
      });
    }
    weights.forEach((v, k) => {
      gradient[k] = (gradient[k] ?? 0) + pull * (v - (start[k] ?? 0));
    });
  });
  return Object.fromEntries(names.map((n, i) => [n, w[i] ?? 0]));
}

/**
 * Logistic regression with a weak pull to 0 on all but the bias. Inputs must work in their sense: one that came out with the
 * wrong sign (agreement that lowers the probability) is noise of a small sample and is fitted again without it.
 */
export function logistic(
  samples: readonly { x: Readonly<Record<string, number>>; y: boolean }[],
  dropped: readonly string[] = [],
): Record<string, number> {
  const all = Object.keys(samples[0]?.x ?? {});
  const names = all.filter((n) => !dropped.includes(n));
  const rows = samples.map((s) => [1, ...names.map((n) => s.x[n] ?? 0)]);
  const w = descend([0, ...names.map(() => 0)], (weights, gradient) => {
    rows.forEach((row, i) => {
      const z = row.reduce((s, x, k) => s + x * (weights[k] ?? 0), 0);
      const g = 1 / (1 + Math.exp(-z)) - (samples[i]?.y ? 1 : 0);
      row.forEach((x, k) => {
        gradient[k] = (gradient[k] ?? 0) + g * x;
      });
    });
    weights.forEach((v, k) => {
      if (k > 0) gradient[k] = (gradient[k] ?? 0) + 0.5 * v;
    });
  });
  const wrong = names.filter((n, i) => (n === 'contradicts' ? (w[i + 1] ?? 0) > 0 : (w[i + 1] ?? 0) < 0));
  if (wrong.length > 0) return logistic(samples, [...dropped, ...wrong]);
  return { bias: w[0] ?? 0, ...Object.fromEntries(all.map((n) => [n, 0])), ...Object.fromEntries(names.map((n, i) => [n, w[i + 1] ?? 0])) };
}

export type Guess = { readonly p: number; readonly right: boolean };

/** Expected calibration error in ten bins of equal width. */
export function errorOfCalibration(guesses: readonly Guess[]): number {
  const bins = Array.from({ length: 10 }, () => ({ p: 0, right: 0 }));
  for (const { p, right } of guesses) {
    const bin = bins[Math.min(9, Math.floor(p * 10))];
    if (!bin) continue;
    bin.p += p;
    bin.right += right ? 1 : 0;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.p - bin.right), 0) / Math.max(1, guesses.length);
}

/** The same of a fitted curve; in sample, but a curve has six numbers for hundreds of documents. */
export function calibrationError(
  curve: Readonly<Record<string, number>>,
  samples: readonly { x: Readonly<Record<string, number>>; y: boolean }[],
): number {
  return errorOfCalibration(
    samples.map(({ x, y }) => {
      const z = Object.entries(x).reduce((sum, [name, value]) => sum + value * (curve[name] ?? 0), curve['bias'] ?? 0);
      return { p: 1 / (1 + Math.exp(-z)), right: y };
    }),
  );
}

/** Adam, 500 steps; the problems are convex (up to several right candidates) and small. */
function descend(start: readonly number[], addGradient: (weights: readonly number[], gradient: number[]) => void): number[] {
  const w = [...start];
  const [m, v] = [start.map(() => 0), start.map(() => 0)];
  for (let t = 1; t <= 500; t++) {
    const g = start.map(() => 0);
    addGradient(w, g);
    for (let k = 0; k < w.length; k++) {
      m[k] = 0.9 * (m[k] ?? 0) + 0.1 * (g[k] ?? 0);
      v[k] = 0.999 * (v[k] ?? 0) + 0.001 * (g[k] ?? 0) ** 2;
      const rate = t < 400 ? 0.04 : 0.01;
      w[k] = (w[k] ?? 0) - (rate * ((m[k] ?? 0) / (1 - 0.9 ** t))) / (Math.sqrt((v[k] ?? 0) / (1 - 0.999 ** t)) + 1e-8);
    }
  }
  return w;
}
