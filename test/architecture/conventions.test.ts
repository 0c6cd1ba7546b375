import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { isCode, projectFiles, ROOT, readSource, readText, sourcesOf } from './source-tree.ts';

const files = projectFiles();
const sources = sourcesOf('src-main', 'src-renderer', 'test', 'scripts');
const production = sources.filter(({ path }) => path.startsWith('src-'));

/** Longer than the limits, each with its reason. Meant to shrink. */
const LONG_FILES: ReadonlyMap<string, string> = new Map([['scripts/demo/receipts.ts', 'the texts of the sample receipts: data, not code']]);

test('no file is longer than 400 lines, no test longer than 600', () => {
  const tooLong = sources.filter(({ path, lines }) => lines > (path.startsWith('test/') ? 600 : 400) && !LONG_FILES.has(path));
  expect(tooLong.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});

test('nothing is exported without a name', () => {
  expect(sources.filter(({ hasDefaultExport }) => hasDefaultExport).map(({ path }) => path)).toEqual([]);
  expect(readSource('x.ts', 'const a = 1; export default a;').hasDefaultExport).toBe(true);
});

test('code files are named in kebab-case and say what they hold', () => {
  const code = files.filter(isCode);
  expect(code.length).toBeGreaterThan(100);
  expect(code.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(basename(path)))).toEqual([]);
  expect(code.filter((path) => /^(utils?|helpers?|misc|common|manager)\./.test(basename(path)))).toEqual([]);
});

test('the desktop host is thin: at most 600 lines of code know Electron', () => {
  const lines = production
    .filter(({ path }) => /^src-main\/hosts\/electron\/(main\/|preload\/|engine-entry)/.test(path))
    .flatMap(({ path }) => readText(path).split('\n'))
    .filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)/.test(line));
  expect(lines.length).toBeLessThanOrEqual(600);
  expect(lines.length).toBeGreaterThan(100);
});

/** Put together from parts, so that this file does not contain what it forbids. */
const REGISTRY_HOSTS = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['npm', 'pkg', 'github', 'com'],
  ['registry', 'npmmirror', 'com'],
].map((parts) => parts.join('.'));
const isText = (path: string) => !/\.(png|jpe?g|webp|tiff?|pdf|onnx|ico|icns|woff2?|gz|traineddata|wasm|eml|bin)$/.test(path);

test('no file names a folder of the machine it was written on, or a package registry', () => {
  // A short path such as /app could stand for anything, so that only longer ones are looked for.
  const folders = [ROOT, `${dirname(ROOT)}/`, `${homedir()}/`].filter((path) => path.length > 5);
  const here = new RegExp(`(^|[^\\w./-])(${folders.map((path) => path.replace(/[.+\\]/g, '\\$&')).join('|')})`, 'm');
  const found = files.filter(isText).flatMap((path) => {
    const text = readText(path);
    const bad = [here.exec(text)?.[0], ...REGISTRY_HOSTS.filter((host) => text.includes(host))];
    return bad.filter((words) => words !== undefined).map((words) => `${path}: ${words.trim()}`);
  });
  expect(found).toEqual([]);
});

/** Names of single ledgers and sources, and where they may stand in code: in their own folder and in the registry. */
const OWN_NAMES = [
  { name: /hledger/i, home: 'src-main/connectors/ledgers/hledger/' },
  { name: /\bbeancount\b/i, home: 'src-main/connectors/ledgers/beancount/' },
  // The word itself is every ledger's, so that only its folder can be told.
  { name: /ledgers\/ledger\//, home: 'src-main/connectors/ledgers/ledger/' },
  { name: /tryton/i, home: 'src-main/connectors/ledgers/tryton/' },
  { name: /\bimap\b/i, home: 'src-main/connectors/sources/mailbox/' },
  { name: /\bxero\b/i, home: 'src-main/connectors/ledgers/xero/' },
  { name: /\bodoo\b/i, home: 'src-main/connectors/ledgers/odoo/' },
  { name: /erpnext/i, home: 'src-main/connectors/ledgers/erpnext/' },
  { name: /\bdatev\b/i, home: 'src-main/connectors/ledgers/datev/' },
  { name: /\bwebhook\b/i, home: 'src-main/connectors/ledgers/webhook/' },
  { name: /json-lines/i, home: 'src-main/connectors/ledgers/json-lines/' },
  { name: /quickbooks/i, home: 'src-main/connectors/ledgers/quickbooks/' },
];
/** Other places, each with its reason. */
const NAME_EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['src-main/connectors/registry.ts', 'the registry'],
  ['src-main/connectors/ledgers/csv/columns.ts', 'columns of the import templates of others'],
  ['src-main/contract/client.ts', 'an example in the words of a message'],
]);

test('the engine, the adapters and the readers know no single ledger or source by name', () => {
  const found = production.flatMap(({ path, strings, imports }) =>
    OWN_NAMES.filter(
      ({ home }) =>
        !path.startsWith(home) && !NAME_EXCEPTIONS.has(path) && /src-main\/(contract|engine|adapters|workers|connectors)\//.test(path),
    )
      .filter(({ name }) => strings.some((text) => name.test(text)) || imports.some((target) => name.test(target)))
      .map(({ name }) => `${path}: ${name.source}`),
  );
  expect(found).toEqual([]);
});
