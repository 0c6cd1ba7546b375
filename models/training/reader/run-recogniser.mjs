// Reads line crops with an ONNX recogniser as the product does: its normalisation, its batches, its decoding, one thread.
//   node run-recogniser.mjs MODEL CROPS OUT
// CROPS.json: {charset, widths}; CROPS.bin: uint8 [32, width] a line. OUT: {ms, cpuMs, lines: [{text, characters: [[text, p], ...]}]}.
import { readFileSync, writeFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { decodeCtc } from '../../../src-main/workers/reading/own-reader/ctc-decode.ts';
import { batchLines } from '../../../src-main/workers/reading/own-reader/line-batches.ts';
import { inkValues } from '../../../src-main/workers/reading/own-reader/line-crop.ts';

const HEIGHT = 32;
const STRIDE = 4;
const [model, crops, out] = process.argv.slice(2);
if (model === undefined || crops === undefined || out === undefined) throw new Error('usage: node run-recogniser.mjs MODEL CROPS OUT');
const { charset, widths } = JSON.parse(readFileSync(`${crops}.json`, 'utf8'));
const characters = [...charset];
const bytes = readFileSync(`${crops}.bin`);
const starts = [];
for (let i = 0, at = 0; i < widths.length; at += HEIGHT * widths[i++]) starts.push(at);
const session = await InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1, graphOptimizationLevel: 'all' });
const lines = [];
let ms = 0;
let cpuMs = 0;
for (const { members, width } of batchLines(widths)) {
  const values = new Float32Array(members.length * HEIGHT * width);
  for (const [n, i] of members.entries()) {
    const crop = bytes.subarray(starts[i], starts[i] + HEIGHT * widths[i]);
    const ink = inkValues(crop);
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < widths[i]; x++) values[(n * HEIGHT + y) * width + x] = ink[crop[y * widths[i] + x]];
    }
  }
  const started = performance.now();
  const used = process.cpuUsage();
  const { y } = await session.run({ x: new Tensor('float32', values, [members.length, 1, HEIGHT, width]) });
  ms += performance.now() - started;
  const { user, system } = process.cpuUsage(used);
  cpuMs += (user + system) / 1000;
  const classes = characters.length + 1;
  const stride = width / STRIDE;
  for (const [n, i] of members.entries()) {
    const read = decodeCtc(
      { values: y.data, offset: n * classes * stride, classes, stride, frames: Math.ceil(widths[i] / STRIDE) },
      characters,
    );
    lines[i] = { text: read.map(({ text }) => text).join(''), characters: read.map(({ text, p }) => [text, p]) };
  }
}
writeFileSync(out, JSON.stringify({ ms, cpuMs, lines }));
