/** Figures as SVG in gray and plain colours, legible on light and on dark ground. */

type Xy = { readonly x: number; readonly y: number };
export type Axis = { readonly name: string; readonly from: number; readonly to: number };
export type Curve = { readonly name: string; readonly points: readonly Xy[] };

const SIDE = { width: 460, height: 320, left: 52, bottom: 40, top: 14, right: 14 } as const;
const PLOT = { width: SIDE.width - SIDE.left - SIDE.right, height: SIDE.height - SIDE.top - SIDE.bottom } as const;
const COLOURS = ['#2f6fd6', '#d1383d', '#2e9e5b', '#a05cc5'] as const;
const TICKS = 5;

/** One dot a point. */
export function drawScatter(points: readonly Xy[], x: Axis, y: Axis): string {
  const dots = points.map((point) => {
    const { x: cx, y: cy } = place(point, x, y);
    return `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="2.2"/>`;
  });
  return framed(x, y, `<g fill="${COLOURS[0]}" fill-opacity="0.55">${dots.join('')}</g>`);
}

/** One line a curve, its name in its colour at the top. */
export function drawCurves(curves: readonly Curve[], x: Axis, y: Axis): string {
  const drawn = curves.map(({ name, points }, i) => {
    const colour = COLOURS[i % COLOURS.length];
    const path = points.map((point) => place(point, x, y)).map((at) => `${at.x.toFixed(1)},${at.y.toFixed(1)}`);
    const label = `<text x="${SIDE.left + 10}" y="${SIDE.top + 16 + 15 * i}" fill="${colour}">${name}</text>`;
    return `<polyline points="${path.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.6"/>${label}`;
  });
  return framed(x, y, drawn.join('\n'));
}

function place(point: Xy, x: Axis, y: Axis): Xy {
  return {
    x: SIDE.left + ((point.x - x.from) / (x.to - x.from)) * PLOT.width,
    y: SIDE.top + (1 - (point.y - y.from) / (y.to - y.from)) * PLOT.height,
  };
}

function framed(x: Axis, y: Axis, content: string): string {
  const bottom = SIDE.top + PLOT.height;
  const ticks = Array.from({ length: TICKS }, (_, i) => {
    const share = i / (TICKS - 1);
    const value = { x: x.from + share * (x.to - x.from), y: y.from + share * (y.to - y.from) };
    const at = place(value, x, y);
    return [
      `<line x1="${at.x}" y1="${SIDE.top}" x2="${at.x}" y2="${bottom}"/><text stroke="none" x="${at.x}" y="${bottom + 14}" text-anchor="middle">${short(value.x)}</text>`,
      `<line x1="${SIDE.left}" y1="${at.y}" x2="${SIDE.left + PLOT.width}" y2="${at.y}"/><text stroke="none" x="${SIDE.left - 6}" y="${at.y + 4}" text-anchor="end">${short(value.y)}</text>`,
    ].join('');
  });
  const names = `<text x="${SIDE.left + PLOT.width / 2}" y="${SIDE.height - 6}" text-anchor="middle">${x.name}</text><text transform="translate(12 ${SIDE.top + PLOT.height / 2}) rotate(-90)" text-anchor="middle">${y.name}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE.width} ${SIDE.height}" width="${SIDE.width}" height="${SIDE.height}" font-family="sans-serif" font-size="11">
<g stroke="#8888" stroke-width="0.5" fill="#777">${ticks.join('')}</g>
<g fill="#777">${names}</g>
${content}
</svg>
`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
