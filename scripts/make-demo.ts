/**
 * Makes the sample documents of `resources/demo/` and the icons of `resources/icons/`.
 *
 *   node scripts/make-demo.ts [--as-of YYYY-MM-DD]
 *
 * All days count back from `--as-of`, so that the samples can be made fresh again: controls doubt what is older than a year. The bytes are
 * the same on each run with the same libraries and fonts (DejaVu and Liberation must be installed; who only uses the samples needs neither).
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { LocalDate } from '../src-main/contract/time.ts';
import { makeIcons } from './demo/icons.ts';
import { invoiceSamples } from './demo/invoices.ts';
import { moreReceiptPlans } from './demo/more-receipts.ts';
import { photograph } from './demo/photo.ts';
import { receiptPlans } from './demo/receipts.ts';
import { CLIENT, SUPPLIERS } from './demo/supplier.ts';
import type { Sample } from './demo/truth.ts';

const RESOURCES = join(import.meta.dirname, '..', 'resources');

async function photoSamples(asOf: LocalDate): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const { rows, scene, ...plan } of [...receiptPlans(asOf), ...moreReceiptPlans(asOf)])
    samples.push({ ...plan, bytes: await photograph(rows, scene) });
  return samples;
}

/** The same paper again: once as another picture of it, once as the very same bytes. */
async function repeats(photos: readonly Sample[]): Promise<Sample[]> {
  const find = (file: string) => {
    const sample = photos.find((photo) => photo.file === file);
    if (!sample) throw new Error(`no sample ${file}`);
    return sample;
  };
  const [paper, fuel] = [find('quill-and-paper.jpg'), find('fairway-fuels.jpg')];
  return [
    {
      ...paper,
      file: 'scan_0042.jpg',
      shows: 'The office supplies again, sent a second time: a little brighter, other bytes.',
      expected: { outcome: 'review', check: 'same-picture', of: paper.file },
      bytes: await sharp(paper.bytes).modulate({ brightness: 1.03 }).jpeg({ quality: 50 }).toBuffer(),
    },
    {
      ...fuel,
      file: 'WhatsApp Image 0017.jpg',
      shows: 'The very bytes of the fuel receipt under another name: counted as one document that arrived twice.',
      expected: { outcome: 'duplicate', of: fuel.file },
    },
  ];
}

function noDocument(): Sample {
  const text = 'Holiday playlist\n\n1. Sea Shanty in G\n2. Lighthouse Waltz\n3. The Tide Comes In\n\nAsk Jo for the other two.\n';
  return {
    file: 'notes.jpg',
    shows: 'No picture at all: a text file with the wrong ending.',
    truth: { type: 'other', pages: 0 },
    expected: { outcome: 'review', check: 'not_a_document' },
    bytes: new TextEncoder().encode(text),
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'as-of': { type: 'string', default: '2026-11-22' } } });
  const asOf = LocalDate.parse(values['as-of']);
  const photos = await photoSamples(asOf);
  const samples = [...photos, ...(await repeats(photos)), ...(await invoiceSamples(asOf)), noDocument()];
  const folder = join(RESOURCES, 'demo');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const sample of samples) await writeFile(join(folder, sample.file), sample.bytes);
  const manifest = {
    about: 'Sample documents. All names, numbers and addresses are invented. Made by scripts/make-demo.ts.',
    asOf,
    client: { name: CLIENT.name, currency: 'GBP', country: 'GB' },
    suppliers: Object.values(SUPPLIERS),
    note: 'Outcomes hold on the day asOf with the rules that a new client has, no supplier being known; a check must be among the findings, others may stand beside it.',
    documents: samples.map(({ bytes, ...rest }) => ({ ...rest, size: bytes.length })),
  };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await makeIcons(join(RESOURCES, 'icons'));
  const size = samples.reduce((sum, { bytes }) => sum + bytes.length, 0);
  console.log(`${samples.length} documents, ${(size / 1e6).toFixed(2)} MB`);
}

await main();
