import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { EngineError } from '../../../contract/index.ts';
import type { Raster } from '../raster.ts';
import { type DecodedCharacter, decodeCtc } from './ctc-decode.ts';
import type { TextLine } from './line.ts';
import { batchLines, type LineBatch } from './line-batches.ts';
import { CROP_HEIGHT, type CropFrame, cropFrame, cropLine, inkValues } from './line-crop.ts';
import type { ReaderManifest } from './manifest.ts';

/** Columns of crops that a page is read with at most, which is three dense A4 pages; of the rest the surest lines are read. */
const PAGE_COLUMNS = 400_000;

/** What a line says, character by character, and where its crop lay. */
export type LineCharacters = { readonly characters: readonly DecodedCharacter[]; readonly frame: CropFrame };

/** Reads lines of text with a convolutional net: each is straightened to 32 rows and read from left to right. */
export class LineRecogniser {
  readonly #session: InferenceSession;
  readonly #manifest: ReaderManifest['recogniser'];
  readonly #charset: readonly string[];

  constructor(session: InferenceSession, manifest: ReaderManifest['recogniser']) {
    this.#session = session;
    this.#manifest = manifest;
    this.#charset = [...manifest.charset];
  }

  /** The characters of each line (px of `gray`), in the order given; none for lines without extent and those that are beyond the limit. */
  async recognise(gray: Raster, lines: readonly TextLine[]): Promise<LineCharacters[]> {
    const frames = lines.map((line) => cropFrame(line, this.#manifest));
    const results: LineCharacters[] = frames.map((frame) => ({ characters: [], frame }));
    const wanted = withinLimit(lines, frames);
    for (const batch of batchLines(wanted.map((at) => frames[at]?.width ?? 0))) {
      const members = batch.members.map((at) => wanted[at] ?? 0);
      const read = await this.#readBatch(
        gray,
        members.flatMap((at) => lines[at] ?? []),
        batch,
      );
      for (const [n, at] of members.entries()) results[at] = read[n] ?? results[at] ?? { characters: [], frame: EMPTY };
    }
    return results;
  }

  async #readBatch(gray: Raster, lines: readonly TextLine[], { width }: LineBatch): Promise<LineCharacters[]> {
    const values = new Float32Array(lines.length * CROP_HEIGHT * width);
    const frames = lines.map((line, n) => {
      const { data, frame } = cropLine(gray, line, this.#manifest);
      writeCrop(values, n * CROP_HEIGHT * width, width, data, frame.width);
      return frame;
    });
    const input = new Tensor('float32', values, [lines.length, 1, CROP_HEIGHT, width]);
    const output = (await this.#session.run({ x: input }))['y']?.data;
    const classes = this.#charset.length + 1;
    const stride = width / this.#manifest.stride;
    if (!(output instanceof Float32Array) || output.length !== lines.length * classes * stride) {
      throw new EngineError('model_unavailable', {
        note: 'Its output does not fit its manifest.',
        details: { file: this.#manifest.file },
      });
    }
    return frames.map((frame, n) => {
      const logits = {
        values: output,
        offset: n * classes * stride,
        classes,
        stride,
        frames: Math.ceil(frame.width / this.#manifest.stride),
      };
      return { characters: decodeCtc(logits, this.#charset), frame };
    });
  }
}

const EMPTY: CropFrame = { left: 0, stepX: 1, stepY: 1, width: 0 };

/** Ink values of a crop into the input of a batch; what is right of it stays 0, which is paper. */
function writeCrop(values: Float32Array, offset: number, stride: number, crop: Uint8Array, width: number): void {
  const ink = inkValues(crop);
  for (let y = 0, from = 0; y < CROP_HEIGHT; y++) {
    const to = offset + y * stride;
    for (let x = 0; x < width; x++, from++) values[to + x] = ink[crop[from] ?? 255] ?? 0;
  }
}

/** Places of the lines to read, surest first if there is more than a page can hold. */
function withinLimit(lines: readonly TextLine[], frames: readonly CropFrame[]): number[] {
  const sound = lines.flatMap((line, at) => (line.height > 0 && Number.isFinite(frames[at]?.width) ? [at] : []));
  let columns = sound.reduce((sum, at) => sum + (frames[at]?.width ?? 0), 0);
  if (columns <= PAGE_COLUMNS) return sound;
  columns = 0;
  return sound
    .sort((a, b) => (lines[b]?.p ?? 0) - (lines[a]?.p ?? 0))
    .filter((at) => {
      columns += frames[at]?.width ?? 0;
      return columns <= PAGE_COLUMNS;
    });
}
