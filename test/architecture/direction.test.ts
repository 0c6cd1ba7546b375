import { expect, test } from 'vitest';
import { readSource, sourcesOf } from './source-tree.ts';
import { EXCEPTIONS, forbiddenImports, ZONES } from './zones.ts';

const sources = sourcesOf('src-main', 'src-renderer');

test('imports go in one direction, and each zone keeps to its packages', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.flatMap(forbiddenImports)).toEqual([]);
});

test('every exception is still needed', () => {
  const needed = [...EXCEPTIONS.keys()].filter((exception) => {
    const [from = '', to = ''] = exception.split(' > ');
    return sources.some(({ path, imports }) => path.startsWith(from) && imports.includes(to));
  });
  expect(needed).toEqual([...EXCEPTIONS.keys()]);
});

test('every file of src-main belongs to a zone', () => {
  const homeless = sources.map(({ path }) => path).filter((path) => !ZONES.some(({ folder }) => path.startsWith(folder)));
  expect(homeless).toEqual([]);
});

test.each([
  ['src-main/contract/x.ts', "import '../engine/ports.ts'", 'against the direction'],
  ['src-main/contract/x.ts', "import { readFile } from 'node:fs'", 'without Node'],
  ['src-main/contract/x.ts', "export * from 'react'", 'packages of this zone'],
  ['src-main/engine/domain/x.ts', "export const x = () => import('node:crypto')", 'without Node'],
  ['src-main/engine/extraction/x.ts', "import 'node:fs'", 'without Node'],
  ['src-main/engine/extraction/grammar/x.ts', "import '../../storage/index.ts'", 'against the direction'],
  ['src-main/engine/extraction/grammar/x.ts', "import 'sharp'", 'packages of this zone'],
  ['src-main/engine/posting/x.ts', "import type { Y } from '../review/queue.ts'", 'through index.ts'],
  ['src-main/engine/posting/x.ts', "import '../../connectors/registry.ts'", 'against the direction'],
  ['src-main/engine/posting/x.ts', "type X = import('../../adapters/clock.ts').X", 'against the direction'],
  ['src-main/connectors/sources/x/index.ts', "import '../../../engine/intake/index.ts'", 'against the direction'],
  ['src-main/connectors/sources/x/index.ts', "import 'kysely'", 'no database'],
  ['src-main/adapters/x.ts', "export * from '../hosts/web/serve.ts'", 'against the direction'],
  ['src-main/workers/x.ts', "import Database from 'better-sqlite3'", 'no database'],
  ['src-main/hosts/web/x.ts', "import { app } from 'electron'", 'only hosts/electron'],
  ['src-main/hosts/web/x.ts', "import '../electron/main/desktop.ts'", 'against the direction'],
  ['src-renderer/x.tsx', "import '../src-main/engine/engine.ts'", 'against the direction'],
])('the rule sees what %s does wrong with %s', (path, text, why) => {
  expect(forbiddenImports(readSource(path, text))).toEqual([expect.stringContaining(why)]);
});

test('the rule lets through what is right', () => {
  const right = [
    [
      'src-main/engine/posting/x.ts',
      "import '../review/index.ts'; import '../ports.ts'; import './saga.ts'; import 'node:path'; import 'kysely'",
    ],
    ['src-main/connectors/ledgers/x/index.ts', "import '../../../engine/ports.ts'; import '../../../contract/index.ts'; import './map.ts'"],
    ['src-main/hosts/electron/main/x.ts', "import 'electron'; import '../../data-folder/location.ts'"],
    ['src-renderer/x.tsx', "import '../src-main/contract/index.ts'; import 'react'; export const x = <p>import 'electron'</p>"],
  ] as const;
  for (const [path, text] of right) expect(forbiddenImports(readSource(path, text)), path).toEqual([]);
});
