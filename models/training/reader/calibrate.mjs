// Ranges of every tensor of a float net over calibration lines, for quantise.py.
//   node calibrate.mjs FOLDER
// FOLDER holds observed.onnx (every tensor an output), lines.json ({names, widths, height?}) and lines.bin (float32 [height, width] a line, height 32
// unless it is given); writes ranges.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** Share of a line's values that may lie outside at either end: single outliers would cost all others a bit of precision. */
const OUTLIERS = 0.00005;
/** Of the lines' own ends, the 1st and 99th percentile count. */
const LINES = 0.01;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node calibrate.mjs FOLDER');
const { names, widths, height = 32 } = JSON.parse(readFileSync(join(folder, 'lines.json'), 'utf8'));
const bytes = readFileSync(join(folder, 'lines.bin'));
const session = await InferenceSession.create(join(folder, 'observed.onnx'), {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'disabled',
});
const ends = Object.fromEntries(names.map((name) => [name, { low: [], high: [] }]));
let offset = 0;
for (const width of widths) {
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + 4 * height * width));
  offset += 4 * height * width;
  const x = new Tensor('float32', values, [1, 1, height, width]);
  const tensors = { ...(await session.run({ x })), x };
  for (const name of names) {
    const sorted = Float32Array.from(tensors[name].data).sort();
    const skip = Math.floor(sorted.length * OUTLIERS);
    ends[name].low.push(sorted[skip]);
    ends[name].high.push(sorted[sorted.length - 1 - skip]);
  }
}
const at = (values, share) => values.sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const ranges = Object.fromEntries(names.map((name) => [name, [at(ends[name].low, LINES), at(ends[name].high, 1 - LINES)]]));
writeFileSync(join(folder, 'ranges.json'), JSON.stringify(ranges));
process.stdout.write(`${widths.length} lines, ${names.length} tensors\n`);
