import sharp from 'sharp';
import { type PaperStyle, printRows, type Row } from './paper-art.ts';

/** How a photo is taken. `turn` is degrees clockwise, `grain` the standard deviation of the noise in grey levels (0 to 255). */
export type Scene = {
  readonly table: readonly [string, string];
  readonly turn: number;
  readonly grain: number;
  readonly seed: number;
  readonly font?: string;
  readonly size?: number;
  readonly ink?: string;
  readonly paperWidth?: number;
  /** Colours of the paper: upper left, middle, lower right. */
  readonly paper?: readonly [string, string, string];
  readonly blur?: number;
};

const DEFAULTS: Required<Pick<Scene, 'font' | 'size' | 'ink' | 'paperWidth' | 'paper'>> = {
  font: 'DejaVu Sans Mono',
  size: 33,
  ink: '#26262b',
  paperWidth: 800,
  paper: ['#f1eee7', '#fbf9f5', '#e9e5dc'],
};

/** A JPEG photo of a slip of paper on a table. */
export async function photograph(rows: readonly Row[], scene: Scene): Promise<Buffer> {
  const options = { ...DEFAULTS, ...scene };
  const style: PaperStyle = { font: options.font, size: options.size, ink: options.ink, width: options.paperWidth, margin: 46 };
  const { svg, height } = printRows(rows, style);
  const [width, full] = [options.paperWidth + 200, height + 170];
  const drawing = sharp(Buffer.from(tableSvg({ width, full, height, svg, scene: options }))).flatten({ background: scene.table[0] });
  // The pen of a thermal printer and a phone's lens are both softer than a rendered glyph.
  const soft = drawing.removeAlpha().blur(options.blur ?? 0.6);
  const { data, info } = await soft.raw().toBuffer({ resolveWithObject: true });
  light(data, info.width, info.height, options.grain, options.seed);
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .jpeg({ quality: 80, mozjpeg: true })
    .toBuffer();
}

type Slip = { width: number; full: number; height: number; svg: string; scene: Scene & typeof DEFAULTS };

function tableSvg({ width, full, height, svg, scene }: Slip): string {
  const [x, y, paper] = [100, 85, scene.paperWidth];
  const teeth = Array.from({ length: Math.floor(paper / 20) }, (_, i) => `l-10 ${i % 2 ? -7 : 7}l-10 ${i % 2 ? 7 : -7}`).join('');
  const outline = `M0 0H${paper}V${height}${teeth}L0 ${height}Z`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${full}">
<defs>
<filter id="wood" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.003 0.045" numOctaves="3" seed="${scene.seed}"/>
<feColorMatrix values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0.9 0 0 0 -0.22"/></filter>
<filter id="shade" x="-10%" y="-10%" width="125%" height="125%"><feGaussianBlur stdDeviation="13"/></filter>
<linearGradient id="paper" x1="0" y1="0" x2="1" y2="0.35"><stop offset="0" stop-color="${scene.paper[0]}"/><stop offset="0.5" stop-color="${scene.paper[1]}"/><stop offset="1" stop-color="${scene.paper[2]}"/></linearGradient>
<linearGradient id="fold" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0.07"/><stop offset="0.05" stop-color="#000" stop-opacity="0"/>
<stop offset="0.55" stop-color="#000" stop-opacity="0"/><stop offset="0.575" stop-color="#000" stop-opacity="0.05"/><stop offset="0.6" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.08"/></linearGradient>
<linearGradient id="table" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${scene.table[0]}"/><stop offset="1" stop-color="${scene.table[1]}"/></linearGradient>
</defs>
<rect width="${width}" height="${full}" fill="url(#table)"/><rect width="${width}" height="${full}" filter="url(#wood)" opacity="0.32"/>
<g transform="rotate(${scene.turn} ${width / 2} ${full / 2}) translate(${x} ${y})">
<path d="${outline}" transform="translate(12 16)" fill="#000" opacity="0.5" filter="url(#shade)"/>
<path d="${outline}" fill="url(#paper)"/><path d="${outline}" fill="url(#fold)"/>
${svg}
</g></svg>`;
}

/** Sensor noise, and lamp light from the upper left where `lit` says so (a scanner lights evenly), in place on the bytes of the pixels. */
export function light(data: Buffer, width: number, height: number, grain: number, seed: number, { channels = 3, lit = true } = {}): void {
  const random = mulberry32(seed);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const lamp = lit ? 1.01 - 0.1 * (x / width) - 0.07 * (y / height) : 1;
      // Sum of two uniform numbers: a triangular density with standard deviation 1/sqrt(6), hence the factor.
      const noise = (random() + random() - 1) * grain * 2.45;
      for (let c = 0; c < channels; c += 1, at += 1) data[at] = Math.max(0, Math.min(255, Math.round((data[at] ?? 0) * lamp + noise)));
    }
  }
}

/** Small seeded generator of numbers in [0, 1) (mulberry32, public domain). */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
