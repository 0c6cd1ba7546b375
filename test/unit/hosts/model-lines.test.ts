import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { modelLines } from '../../../src-main/hosts/model-lines.ts';

let models: string;
beforeEach(() => {
  models = mkdtempSync(join(tmpdir(), 'tickmark-models-'));
  for (const folder of ['reader', 'extractor']) mkdirSync(join(models, folder, 'v1'), { recursive: true });
});
afterEach(() => rmSync(models, { recursive: true, force: true }));

const put = (name: string, text: string, folder = 'reader') => writeFileSync(join(models, folder, 'v1', name), text);
const net = (file: string, text: string) => ({ file, sha256: createHash('sha256').update(text).digest('hex') });

function putReader() {
  put('detector.onnx', 'finds');
  put('recogniser.onnx', 'reads');
  const nets = { detector: net('detector.onnx', 'finds'), recogniser: net('recogniser.onnx', 'reads') };
  put('manifest.json', JSON.stringify({ name: 'tickmark-reader', version: '7', ...nets }));
}

const reader = async () => (await modelLines(models))[0];
const tagger = async () => (await modelLines(models))[1];

function putTagger() {
  put('tagger.onnx', 'tells', 'extractor');
  put('manifest.json', JSON.stringify({ name: 'tickmark-extractor', version: '3', ...net('tagger.onnx', 'tells') }), 'extractor');
}

test('the reader is named where its networks are those of its manifest', async () => {
  putReader();
  expect(await reader()).toEqual({ name: 'Text recognition', ok: true, found: 'tickmark-reader 7 is there and unchanged' });
});

test('a network that was changed is named, with what that costs', async () => {
  putReader();
  put('recogniser.onnx', 'reads otherwise');
  expect(await reader()).toMatchObject({ ok: false, found: 'recogniser.onnx was changed', cost: expect.any(String) });
});

test.each([
  ['no manifest', () => undefined],
  ['a manifest that is none', () => put('manifest.json', '{"name":')],
  [
    'a manifest that leads elsewhere',
    () => put('manifest.json', JSON.stringify({ name: 'a', version: '1', detector: net('../x', ''), recogniser: net('y', '') })),
  ],
])('%s is told, and nothing breaks', async (_name, prepare) => {
  prepare();
  expect(await reader()).toMatchObject({ ok: false, todo: 'Install Tickmark again.' });
});

test('the network of understanding is told apart from the reader', async () => {
  putReader();
  expect(await tagger()).toMatchObject({
    name: 'Understanding',
    ok: false,
    cost: expect.stringMatching(/^Fields are found by rules alone/),
  });
  putTagger();
  expect(await tagger()).toEqual({ name: 'Understanding', ok: true, found: 'tickmark-extractor 3 is there and unchanged' });
  put('tagger.onnx', 'tells otherwise', 'extractor');
  expect(await tagger()).toMatchObject({ ok: false, found: 'tagger.onnx was changed' });
});
