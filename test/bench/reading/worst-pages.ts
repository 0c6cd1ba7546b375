import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Column, type PageRead, wordsOf } from './read-pages.ts';
import { hullOf, truthLines } from './truth-lines.ts';

type Scored = { readonly id: string; readonly recall: number };

const cleaned = (word: string): string => word.toUpperCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** A line's share of words that the page's reading has; each word read serves once. */
function foundShares(id: string, words: readonly string[]): { line: ReturnType<typeof truthLines>[number]; share: number }[] {
  const left = new Map<string, number>();
  for (const word of words.flatMap((text) => text.split(/\s+/)).map(cleaned)) left.set(word, (left.get(word) ?? 0) + 1);
  return truthLines(id).map((line) => {
    const wanted = line.text.split(/\s+/).map(cleaned).filter(Boolean);
    const found = wanted.filter((word) => {
      const count = left.get(word) ?? 0;
      if (count > 0) left.set(word, count - 1);
      return count > 0;
    });
    return { line, share: wanted.length === 0 ? 1 : found.length / wanted.length };
  });
}

const SLOT = { width: 150, height: 300, gap: 16, caption: 18, across: 5 } as const;

/** The pages as drawings: their labelled lines as boxes, coloured by how much of them was read. No pixel of the receipt is in it. */
export function drawPages(worst: readonly Scored[], pages: readonly PageRead[]): string {
  const slots = worst.map(({ id, recall }, i) => {
    const page = pages.find((one) => one.id === id);
    const lines = foundShares(id, page === undefined ? [] : wordsOf(page));
    const hulls = lines.map(({ line }) => hullOf(line));
    const [right, bottom] = [Math.max(1, ...hulls.map((h) => h.right)), Math.max(1, ...hulls.map((h) => h.bottom))];
    const [left, top] = [Math.min(right, ...hulls.map((h) => h.left)), Math.min(bottom, ...hulls.map((h) => h.top))];
    const scale = Math.min(SLOT.width / (right - left + 1), SLOT.height / (bottom - top + 1));
    const boxes = lines.map(({ share }, at) => {
      const hull = hulls[at] ?? { left: 0, top: 0, right: 0, bottom: 0 };
      const place = [hull.left - left, hull.top - top, hull.right - hull.left, hull.bottom - hull.top].map((v) => (v * scale).toFixed(1));
      const fill = share === 1 ? '#2e9e5b' : share > 0 ? '#e0a100' : '#d1383d';
      return `<rect x="${place[0]}" y="${place[1]}" width="${place[2]}" height="${place[3]}" fill="${fill}"/>`;
    });
    const [x, y] = [
      SLOT.gap + (i % SLOT.across) * (SLOT.width + SLOT.gap),
      SLOT.gap + Math.floor(i / SLOT.across) * (SLOT.height + SLOT.caption + SLOT.gap),
    ];
    const caption = `<text y="-4" font-size="11" font-family="sans-serif" fill="#777">${id}: ${recall.toFixed(3)}</text>`;
    return `<g transform="translate(${x} ${y + SLOT.caption})">${caption}${boxes.join('')}</g>`;
  });
  const [width, height] = [
    SLOT.gap + SLOT.across * (SLOT.width + SLOT.gap),
    SLOT.gap + Math.ceil(worst.length / SLOT.across) * (SLOT.height + SLOT.caption + SLOT.gap),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">\n${slots.join('\n')}\n</svg>\n`;
}

/** Pictures to look at, in a folder outside the project: each of the worst pages as each reader showed it, with the words where it saw them. */
export async function writeSheet(folder: string, worst: readonly Scored[], pages: ReadonlyMap<Column, readonly PageRead[]>): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const parts: string[] = [];
  for (const { id, recall } of worst) {
    const cells: string[] = [];
    for (const [column, all] of pages) {
      const page = all.find((one) => one.id === id);
      if (page?.image === undefined) continue;
      const name = `${id}-${column}.png`;
      writeFileSync(join(folder, name), await withBoxes(page));
      cells.push(`<figure><img src="${name}" height="900"><figcaption>${column}</figcaption></figure>`);
    }
    parts.push(`<h2>${id}: word recall ${recall.toFixed(3)}</h2><div style="display:flex">${cells.join('')}</div>`);
  }
  writeFileSync(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Worst pages</title>${parts.join('\n')}`);
}

async function withBoxes({ image, reading }: PageRead): Promise<Buffer> {
  const [width, height] = [image?.width ?? 1, image?.height ?? 1];
  const boxes = (reading?.pages[0]?.words ?? []).map(({ box: [x, y, w, h], p, text }) => {
    const colour = p >= 0.8 ? '#0a8f3c' : p >= 0.5 ? '#d98a00' : '#d1001f';
    const label = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const size = Math.max(8, h * height * 0.45);
    return `<rect x="${x * width}" y="${y * height}" width="${w * width}" height="${h * height}" fill="none" stroke="${colour}" stroke-width="1.5"/><text x="${x * width}" y="${y * height - 1}" font-size="${size}" fill="${colour}" font-family="sans-serif">${label}</text>`;
  });
  const layer = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${boxes.join('')}</svg>`;
  return sharp(image?.bytes ?? Buffer.alloc(0))
    .composite([{ input: Buffer.from(layer) }])
    .png()
    .toBuffer();
}
