/**
 * The field tagger from nothing: documents, features, trainings, export. Seeded; an hour or two on two cores, most of it reading pictures and training.
 *
 *   node models/training/extractor/run.mjs --work FOLDER [--documents 120000] [--rendered 2400] [--minutes 24] [--seeds 2] [--out models/extractor/v1]
 *
 * FOLDER keeps everything between the steps, and a step that has ended well is not done again. Real receipts come from the corpora beside the
 * project (../shared); without them generated documents are all there is. Needs Node 24 first in PATH and Debian's python3 with torch and numpy.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PYTHON = '/usr/bin/python3';
/** Folds that calibration needs: networks that each never saw a third of the real companies. */
const FOLDS = 3;

const { values } = parseArgs({
  options: {
    work: { type: 'string' },
    documents: { type: 'string', default: '120000' },
    rendered: { type: 'string', default: '2400' },
    minutes: { type: 'string', default: '24' },
    seeds: { type: 'string', default: '2' },
    out: { type: 'string', default: fileURLToPath(new URL('../../extractor/v1', import.meta.url)) },
  },
});
if (values.work === undefined)
  throw new Error('usage: run.mjs --work FOLDER [--documents N] [--rendered N] [--minutes N] [--seeds N] [--out FOLDER]');
const work = values.work;
const at = (...names) => join(work, ...names);

step('generated', [
  PYTHON,
  join(HERE, 'generate.py'),
  '--count',
  values.documents,
  '--seed',
  '21',
  '--out',
  at('generated'),
  '--processes',
  '2',
]);
step('held', [PYTHON, join(HERE, 'generate.py'), '--count', '400', '--seed', '99', '--out', at('held'), '--processes', '1']);
markAsValidation(at('held'), at('held', 'documents-val.jsonl'));
step('pictures', [PYTHON, join(HERE, 'render.py'), '--count', values.rendered, '--seed', '101', '--out', at('pictures')]);
step('rendered-1.jsonl', ['node', join(HERE, 'read-rendered.ts'), '--in', at('pictures'), '--out', at('rendered-1.jsonl')]);
step('pictures-val', [PYTHON, join(HERE, 'render.py'), '--count', '300', '--seed', '909', '--split', 'val', '--out', at('pictures-val')]);
step('rendered-val.jsonl', ['node', join(HERE, 'read-rendered.ts'), '--in', at('pictures-val'), '--out', at('rendered-val.jsonl')]);
step('real', ['node', join(HERE, 'real', 'collect.ts'), '--out', at('real')]);
const receipts = filesOf(at('real')).filter((file) => /sroie/.test(file));
if (receipts.length > 0) step('sroie-renamed.jsonl', [PYTHON, join(HERE, 'rename.py'), ...receipts, '--out', at('sroie-renamed.jsonl')]);

const documents = [
  ...filesOf(at('generated')),
  at('held', 'documents-val.jsonl'),
  at('rendered-1.jsonl'),
  at('rendered-val.jsonl'),
  ...filesOf(at('real')).filter((file) => /sroie|e-invoices/.test(file)),
  ...(receipts.length > 0 ? [at('sroie-renamed.jsonl')] : []),
  join(HERE, 'golden.jsonl'),
];
step('features', ['node', join(HERE, 'features.ts'), '--out', at('features'), ...documents]);
const train = [PYTHON, join(HERE, 'train.py'), '--features', at('features')];
// What all go on from has seen no real receipt, so that a fold's network has not seen those of its fold either.
step('base', [...train, '--out', at('base'), '--seed', '31', '--without', 'sroie', '--minutes', values.minutes]);
train.push('--start', at('base', 'net.pt'));
for (let fold = 0; fold < FOLDS; fold++) {
  step(`fold-${fold}`, [
    ...train,
    '--out',
    at(`fold-${fold}`),
    '--seed',
    `${10 + fold}`,
    '--fold',
    `${fold}`,
    '--minutes',
    `${Number(values.minutes) / 4}`,
  ]);
}
// Twice, two trainings or more go on from the same weights and the mean of their weights goes on: docs/adr/022.
const seeds = Array.from({ length: Math.max(2, Number(values.seeds)) }, (_, i) => i + 1);
for (const [round, rate] of [
  [1, '2.5e-3'],
  [2, '1.5e-3'],
]) {
  for (const seed of seeds)
    step(`round-${round}-${seed}`, [
      ...train,
      '--out',
      at(`round-${round}-${seed}`),
      '--seed',
      `${round}${seed}`,
      '--minutes',
      values.minutes,
      '--rate',
      rate,
    ]);
  step(`round-${round}`, [
    PYTHON,
    join(HERE, 'average.py'),
    '--nets',
    ...seeds.map((seed) => at(`round-${round}-${seed}`)),
    '--out',
    at(`round-${round}`),
  ]);
  train.splice(-1, 1, at(`round-${round}`, 'net.pt'));
}
run([PYTHON, join(HERE, 'export.py'), '--net', at('round-2'), '--features', at('features'), '--out', values.out]);

/** Runs a command unless it has ended well before: what a stopped one left behind is made anew. */
function step(name, command) {
  const ended = at('ended', name);
  if (existsSync(ended)) return;
  rmSync(at(name), { recursive: true, force: true });
  mkdirSync(/\.jsonl$/.test(name) ? work : at(name), { recursive: true });
  run(command);
  mkdirSync(at('ended'), { recursive: true });
  writeFileSync(ended, '');
}

function run([program, ...rest]) {
  process.stdout.write(`${program} ${rest.slice(0, 8).join(' ')}\n`);
  const { status } = spawnSync(program, rest, { stdio: 'inherit', cwd: HERE });
  if (status !== 0) throw new Error(`${rest[0]} ended with ${status}`);
}

function filesOf(folder) {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.jsonl'))
        .map((name) => join(folder, name))
    : [];
}

function markAsValidation(folder, target) {
  if (existsSync(target)) return;
  const lines = filesOf(folder).flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean));
  writeFileSync(target, lines.map((line) => `${JSON.stringify({ ...JSON.parse(line), split: 'val' })}\n`).join(''));
}
