import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { EngineError } from '../../../contract/index.ts';
import type { Raster } from '../raster.ts';
import { detectorSize, fillStrip, paddedSize, stripsOf } from './detector-raster.ts';
import { scaleLines, type TextLine } from './line.ts';
import { CELL, type DetectorMaps } from './line-cells.ts';
import type { ReaderManifest } from './manifest.ts';
import { mapsToLines } from './maps-to-lines.ts';
import { scaleTriangle } from './scale-triangle.ts';

/** Lines that a page has at most; the fullest pages measured have 400. More is noise, of which the surest are kept. */
const MAX_LINES = 1500;

/** Finds lines of text, upright or askew by some degrees, straight or bent, with a small segmentation net that sees the whole page. */
export class LineDetector {
  readonly #session: InferenceSession;
  readonly #manifest: ReaderManifest['detector'];

  constructor(session: InferenceSession, manifest: ReaderManifest['detector']) {
    this.#session = session;
    this.#manifest = manifest;
  }

  /** Lines of a gray page in px of it, in the order of their topmost cells. `capitalHeight` in px of the page, if known. */
  async find(gray: Raster, capitalHeight: number | undefined): Promise<TextLine[]> {
    const size = detectorSize(gray, capitalHeight, this.#manifest.capitalHeight);
    const raster = scaleTriangle(gray, size.width, size.height);
    const lines = mapsToLines(await this.#maps(raster), this.#manifest);
    return scaleLines(surest(lines, MAX_LINES), 1 / size.scale);
  }

  async #maps(raster: Raster): Promise<DetectorMaps> {
    const { width, height } = paddedSize(raster);
    const rows = height / CELL;
    const columns = width / CELL;
    const values = new Float32Array(3 * rows * columns);
    const strips = stripsOf({ width, height });
    const input = new Float32Array(width * (strips[0]?.height ?? 0));
    for (const strip of strips) {
      fillStrip(input, raster, strip, width);
      const output = await this.#run(input, width, strip.height);
      for (let channel = 0; channel < 3; channel++) {
        const from = (channel * strip.height + strip.keepFrom - strip.from) * (columns / CELL);
        const count = (strip.keepTo - strip.keepFrom) * (columns / CELL);
        values.set(output.subarray(from, from + count), (channel * height + strip.keepFrom) * (columns / CELL));
      }
    }
    return { values, rows, columns };
  }

  /** Output [3, height / 4, width / 4] for an input of height x width. */
  async #run(values: Float32Array, width: number, height: number): Promise<Float32Array> {
    const output = (await this.#session.run({ x: new Tensor('float32', values, [1, 1, height, width]) }))['y']?.data;
    if (!(output instanceof Float32Array) || output.length !== (3 * height * width) / CELL ** 2) {
      throw new EngineError('model_unavailable', {
        note: 'Its output does not fit its manifest.',
        details: { file: this.#manifest.file },
      });
    }
    return output;
  }
}

function surest(lines: readonly TextLine[], count: number): readonly TextLine[] {
  if (lines.length <= count) return lines;
  const floor = lines.map((line) => line.p).sort((a, b) => b - a)[count - 1] ?? 0;
  return lines.filter((line) => line.p >= floor).slice(0, count);
}
