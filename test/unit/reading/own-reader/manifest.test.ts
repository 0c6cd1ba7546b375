import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadNet } from '../../../../src-main/workers/model-file.ts';
import { readManifest } from '../../../../src-main/workers/reading/own-reader/manifest.ts';

/** Any network will do here: the small one that guesses categories. */
const NET = new URL('../../../../models/coding/v1/model.onnx', import.meta.url).pathname;

let folder: string;
let sha256: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reader-'));
  await cp(NET, join(folder, 'net.onnx'));
  sha256 = createHash('sha256')
    .update(await readFile(NET))
    .digest('hex');
});
afterEach(() => rm(folder, { recursive: true }));

const manifest = () => ({
  name: 'reader',
  version: '1',
  detector: { file: 'net.onnx', sha256, capitalHeight: 16, threshold: 0.4, minCells: 3, shrink: 0.15, note: 'more is allowed' },
  recogniser: { file: 'net.onnx', sha256, charset: 'AB€', height: 32, stride: 4, marginX: 0.15, marginY: 0.1, maxWidth: 2048 },
});

describe("a reader's folder", () => {
  it('gives its manifest and its networks', async () => {
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest()));
    const read = await readManifest(folder);
    expect(read.recogniser.charset).toBe('AB€');
    const session = await loadNet(folder, read.recogniser);
    expect(session.inputNames).toEqual(['indices']);
    await session.release();
  });

  it('is refused where the manifest is missing, or says less than is needed', async () => {
    await expect(readManifest(folder)).rejects.toMatchObject({ code: 'model_unavailable' });
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest(), detector: undefined }));
    await expect(readManifest(folder)).rejects.toMatchObject({ code: 'model_unavailable' });
  });

  it('is refused where a network is missing, changed or no network', async () => {
    await expect(loadNet(folder, { file: 'other.onnx', sha256 })).rejects.toMatchObject({ code: 'model_unavailable' });
    await expect(loadNet(folder, { file: 'net.onnx', sha256: sha256.replace(/./g, '0') })).rejects.toMatchObject({
      code: 'model_unavailable',
      details: { sha256 },
    });
    await writeFile(join(folder, 'net.onnx'), 'no network');
    const changed = createHash('sha256').update('no network').digest('hex');
    await expect(loadNet(folder, { file: 'net.onnx', sha256: changed })).rejects.toMatchObject({ code: 'model_unavailable' });
  });

  it('never names a file outside of it', async () => {
    const outside = { ...manifest(), detector: { ...manifest().detector, file: '../net.onnx' } };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(outside));
    await expect(readManifest(folder)).rejects.toMatchObject({ code: 'model_unavailable' });
  });
});
