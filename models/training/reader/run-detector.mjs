// Runs an ONNX detector over rasters as the product does (onnxruntime-node, one thread).
//   node run-detector.mjs MODEL FOLDER
// FOLDER/pages.json: [{file, width, height}] of raw uint8 rasters in FOLDER; writes FILE.maps (float32 [3, H / 4, W / 4]) and times.json (ms a page).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [model, folder] = process.argv.slice(2);
if (model === undefined || folder === undefined) throw new Error('usage: node run-detector.mjs MODEL FOLDER');
const session = await InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
const pages = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8'));
const times = [];
for (const { file, width, height } of pages) {
  const gray = readFileSync(join(folder, file));
  const columns = Math.ceil(width / 32) * 32;
  const rows = Math.ceil(height / 32) * 32;
  const x = new Float32Array(columns * rows);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) x[i * columns + j] = Math.fround((255 - gray[i * width + j]) / 255);
  }
  const start = performance.now();
  const { y } = await session.run({ x: new Tensor('float32', x, [1, 1, rows, columns]) });
  times.push({ file, pixels: rows * columns, ms: performance.now() - start });
  writeFileSync(join(folder, `${file}.maps`), Buffer.from(y.data.buffer, y.data.byteOffset, y.data.byteLength));
}
writeFileSync(join(folder, 'times.json'), JSON.stringify(times));
