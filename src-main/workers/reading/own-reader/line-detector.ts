import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { EngineError } from '../../../contract/index.ts';
import type { Raster } from '../raster.ts';
import { detectorInput, detectorSize } from './detector-raster.ts';
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
    const { values, width, height } = detectorInput(raster);
    const input = new Tensor('float32', values, [1, 1, height, width]);
    const output = (await this.#session.run({ x: input }))['y']?.data;
    const rows = height / CELL;
    const columns = width / CELL;
    if (!(output instanceof Float32Array) || output.length !== 3 * rows * columns) {
      throw new EngineError('model_unavailable', {
        note: 'Its output does not fit its manifest.',
        details: { file: this.#manifest.file },
      });
    }
    return { values: output, rows, columns };
  }
}

function surest(lines: readonly TextLine[], count: number): readonly TextLine[] {
  if (lines.length <= count) return lines;
  const floor = lines.map((line) => line.p).sort((a, b) => b - a)[count - 1] ?? 0;
  return lines.filter((line) => line.p >= floor).slice(0, count);
}
