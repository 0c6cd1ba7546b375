import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/**
 * The tick: two strokes of a pencil in a box of 512, the short one pressed lightly, the long one swelling and leaving the paper.
 * One closed path, so that it stays sharp at 16 px.
 */
const TICK =
  'M118 281C129 266 149 258 163 268C185 284 205 313 219 343C258 250 312 176 381 117C392 108 408 113 405 125C404 130 401 134 397 139C331 209 277 297 246 389C240 407 213 411 204 394C184 356 157 322 122 299C114 294 113 288 118 281Z';

const appIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img" aria-label="Tickmark">
  <defs><linearGradient id="green" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#268060"/><stop offset="1" stop-color="#1a5c46"/></linearGradient></defs>
  <rect x="24" y="24" width="464" height="464" rx="108" fill="url(#green)"/>
  <rect x="26" y="26" width="460" height="460" rx="106" fill="none" stroke="#fff" stroke-opacity="0.14" stroke-width="4"/>
  <path d="${TICK}" fill="#fdfcf8" transform="translate(256 256) scale(1.14) translate(-261 -256)"/>
</svg>
`;

/** The tray shows the bare tick, larger in its box; `dot` says in amber that something waits. */
function trayIcon(ink: string, dot: boolean): string {
  const amber = dot ? '<circle cx="408" cy="404" r="118" fill="#000" class="gap"/>' : '';
  // A ring cut out of the tick keeps the dot apart from it at 16 px.
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
<defs><mask id="ring"><rect width="512" height="512" fill="#fff"/>${amber}</mask></defs>
<g mask="url(#ring)"><path d="${TICK}" fill="${ink}" transform="translate(256 256) scale(1.5) translate(-262 -254)"/></g>
${dot ? '<circle cx="408" cy="404" r="92" fill="#e69a17"/>' : ''}</svg>`;
}

/**
 * Writes `icon.svg`, `icon-<size>.png` (16 to 512), `icon.png` (512) and the tray icons. `tray*.png` are black on clear (macOS tints
 * them as templates; light panels elsewhere), `tray-dark*.png` are white for dark panels; `-waiting` carries the amber dot.
 */
export async function makeIcons(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'icon.svg'), appIcon);
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) await writePng(appIcon, size, join(folder, `icon-${size}.png`));
  await writePng(appIcon, 512, join(folder, 'icon.png'));
  for (const [name, ink] of [
    ['tray', '#000'],
    ['tray-dark', '#fff'],
  ] as const) {
    for (const [suffix, dot] of [
      ['', false],
      ['-waiting', true],
    ] as const) {
      await writePng(trayIcon(ink, dot), 16, join(folder, `${name}${suffix}.png`));
      await writePng(trayIcon(ink, dot), 32, join(folder, `${name}${suffix}@2x.png`));
    }
  }
}

async function writePng(svg: string, size: number, path: string): Promise<void> {
  // 72 dots an inch is one pixel a unit of the drawing: rendered large, then made small, so that curves stay smooth.
  await sharp(Buffer.from(svg), { density: 72 * Math.max(1, size / 512) * 2 })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toFile(path);
}
