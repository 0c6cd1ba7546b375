// Runs an ONNX recogniser over crops, one at a time.
//   node run-crops.mjs MODEL FOLDER
// FOLDER/crops.json: [{file, width}] of raw float32 [32, width] in FOLDER; writes FILE.logits (float32 [classes, frames]) and shapes.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [model, folder] = process.argv.slice(2);
if (model === undefined || folder === undefined) throw new Error('usage: node run-crops.mjs MODEL FOLDER');
const session = await InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
const shapes = [];
for (const { file, width } of JSON.parse(readFileSync(join(folder, 'crops.json'), 'utf8'))) {
  const bytes = readFileSync(join(folder, file));
  const x = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const { y } = await session.run({ x: new Tensor('float32', x, [1, 1, 32, width]) });
  shapes.push([y.dims[1], y.dims[3]]);
  writeFileSync(join(folder, `${file}.logits`), Buffer.from(y.data.buffer, y.data.byteOffset, y.data.byteLength));
}
writeFileSync(join(folder, 'shapes.json'), JSON.stringify(shapes));
