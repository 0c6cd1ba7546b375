const SIDE = { width: 420, height: 320, left: 48, bottom: 40, top: 12, right: 12 } as const;

/** Points with x and y from 0 to 1, as SVG that is legible on light and dark ground. */
export function drawScatter(points: readonly { readonly x: number; readonly y: number }[], xName: string, yName: string): string {
  const [width, height] = [SIDE.width - SIDE.left - SIDE.right, SIDE.height - SIDE.top - SIDE.bottom];
  const at = (x: number, y: number): [number, number] => [SIDE.left + x * width, SIDE.top + (1 - y) * height];
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((value) => {
    const [x] = at(value, 0);
    const [, y] = at(0, value);
    return [
      `<line x1="${x}" y1="${SIDE.top}" x2="${x}" y2="${SIDE.top + height}"/><text x="${x}" y="${SIDE.top + height + 14}" text-anchor="middle">${value}</text>`,
      `<line x1="${SIDE.left}" y1="${y}" x2="${SIDE.left + width}" y2="${y}"/><text x="${SIDE.left - 6}" y="${y + 4}" text-anchor="end">${value}</text>`,
    ];
  });
  const dots = points.map(({ x, y }) => {
    const [cx, cy] = at(x, y);
    return `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="2.2"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE.width} ${SIDE.height}" width="${SIDE.width}" height="${SIDE.height}" font-family="sans-serif" font-size="11">
<g stroke="#8888" stroke-width="0.5" fill="#777">${ticks.join('')}</g>
<g fill="#2f6fd6" fill-opacity="0.55">${dots.join('')}</g>
<g fill="#777"><text x="${SIDE.left + width / 2}" y="${SIDE.height - 6}" text-anchor="middle">${xName}</text><text transform="translate(12 ${SIDE.top + height / 2}) rotate(-90)" text-anchor="middle">${yName}</text></g>
</svg>
`;
}
