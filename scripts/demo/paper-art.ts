/** One printed row. Sizes are pixels; capitals are about 0.73 of the size high (the reader wants at least 20 px). */
export type Row =
  | { readonly kind: 'centre'; readonly text: string; readonly size?: number; readonly bold?: boolean }
  | { readonly kind: 'left'; readonly text: string; readonly size?: number; readonly bold?: boolean }
  | { readonly kind: 'pair'; readonly left: string; readonly right: string; readonly size?: number; readonly bold?: boolean }
  | { readonly kind: 'rule' }
  | { readonly kind: 'gap'; readonly height?: number }
  | { readonly kind: 'bars'; readonly digits: string };

export const centre = (text: string, size?: number, bold = false): Row => ({ kind: 'centre', text, ...(size ? { size } : {}), bold });
export const left = (text: string, bold = false): Row => ({ kind: 'left', text, bold });
export const pair = (l: string, r: string, size?: number, bold = false): Row => ({
  kind: 'pair',
  left: l,
  right: r,
  ...(size ? { size } : {}),
  bold,
});
export const rule: Row = { kind: 'rule' };
export const gap = (height = 18): Row => ({ kind: 'gap', height });

export type PaperStyle = {
  readonly font: string;
  readonly size: number;
  readonly ink: string;
  readonly width: number;
  readonly margin: number;
};

/** The rows as SVG text elements whose origin is the paper's top left corner, and the height in pixels that they take. */
export function printRows(rows: readonly Row[], style: PaperStyle): { svg: string; height: number } {
  let y = 58;
  const parts: string[] = [];
  for (const row of rows) {
    if (row.kind === 'gap') y += row.height ?? 18;
    else if (row.kind === 'rule') {
      parts.push(
        `<path d="M${style.margin} ${y + 18}H${style.width - style.margin}" stroke="${style.ink}" stroke-width="2" stroke-dasharray="9 7"/>`,
      );
      // Room on both sides: readers take a dashed line that touches letters for letters.
      y += 40;
    } else if (row.kind === 'bars') {
      parts.push(bars(row.digits, style, y));
      y += 96;
    } else {
      const size = row.size ?? style.size;
      y += size * 1.3;
      parts.push(...textRow(row, style, size, y - size * 0.3));
    }
  }
  return { svg: parts.join('\n'), height: Math.round(y + 62) };
}

/** Thermal print spreads a little: an outline of this many pixels keeps points and commas as heavy as on real paper. */
const PRESS = 0.8;

type TextRow = Extract<Row, { kind: 'centre' | 'left' | 'pair' }>;

function textRow(row: TextRow, style: PaperStyle, size: number, y: number): string[] {
  const weight = row.bold ? 'bold' : 'normal';
  const element = (x: number, anchor: string, text: string) =>
    `<text x="${x}" y="${y.toFixed(1)}" font-family="${style.font}" font-size="${size}" font-weight="${weight}" fill="${style.ink}" stroke="${style.ink}" stroke-width="${PRESS}" text-anchor="${anchor}">${escapeXml(text)}</text>`;
  if (row.kind === 'centre') return [element(style.width / 2, 'middle', row.text)];
  if (row.kind === 'left') return [element(style.margin, 'start', row.text)];
  return [element(style.margin, 'start', row.left), element(style.width - style.margin, 'end', row.right)];
}

/** Bars that look like a barcode; they carry no code. */
function bars(digits: string, style: PaperStyle, y: number): string {
  let x = style.width * 0.2;
  const parts: string[] = [];
  for (const digit of digits.repeat(9)) {
    const width = 2 + (Number(digit) % 4) * 2;
    parts.push(`<rect x="${x}" y="${y + 14}" width="${width}" height="70" fill="${style.ink}"/>`);
    x += width + 3 + (Number(digit) % 3) * 2;
    if (x > style.width * 0.8) break;
  }
  return parts.join('');
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
