import type { SourceFile } from './source-tree.ts';

/**
 * Which folder may import what: `contract <- engine <- connectors, adapters <- workers, hosts` and `contract <- src-renderer`.
 * The first zone whose `folder` fits a file holds for it. `project` are beginnings of paths, `except` is taken out of them again;
 * `packages` undefined means any package.
 */
export type Zone = {
  readonly folder: string;
  readonly project: readonly string[];
  readonly except?: string;
  readonly packages?: readonly string[];
};

/** The table of limits is plain numbers that everyone who reads files needs; it imports nothing. */
const LIMITS = 'src-main/engine/reading/limits.ts';
const PORTS = 'src-main/engine/ports.ts';
const CONTRACT = 'src-main/contract/';

export const ZONES: readonly Zone[] = [
  { folder: 'src-main/contract/', project: [CONTRACT], packages: ['zod', '@orpc/contract'] },
  { folder: 'src-main/engine/domain/', project: [CONTRACT, 'src-main/engine/domain/'], packages: ['zod'] },
  ...['grammar/', 'candidates/'].map((part) => ({
    folder: `src-main/engine/extraction/${part}`,
    project: [CONTRACT, 'src-main/engine/extraction/', 'src-main/engine/domain/index.ts'],
    packages: ['zod', 'ibantools', 'fastest-levenshtein', 'stdnum'],
  })),
  { folder: 'src-main/engine/', project: [CONTRACT, 'src-main/engine/'] },
  { folder: 'src-main/connectors/registry.ts', project: [PORTS, 'src-main/connectors/'] },
  { folder: 'src-main/connectors/', project: [CONTRACT, PORTS, LIMITS, 'src-main/connectors/'] },
  { folder: 'src-main/adapters/', project: [CONTRACT, PORTS, LIMITS, 'src-main/adapters/'] },
  { folder: 'src-main/workers/', project: [CONTRACT, PORTS, LIMITS, 'src-main/workers/', 'src-main/connectors/', 'src-main/adapters/'] },
  { folder: 'src-main/hosts/electron/', project: ['src-main/'] },
  { folder: 'src-main/hosts/', project: ['src-main/'], except: 'src-main/hosts/electron/' },
  { folder: 'src-renderer/', project: [CONTRACT, 'src-renderer/'] },
];

/** Runtime modules that a zone must do without, whatever else it may import. */
const NO_NODE = ['src-main/contract/', 'src-main/engine/domain/', 'src-main/engine/extraction/', 'src-renderer/'];
/** Untrusted bytes live in the workers: no database there. */
const NO_DATABASE = ['src-main/workers/', 'src-main/connectors/', 'src-renderer/'];
const DATABASE = ['better-sqlite3', 'kysely'];

/** Imports that break the rule all the same, each with its reason. Meant to shrink. */
export const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['src-main/adapters/reader-pool/ > src-main/workers/reader-protocol.ts', 'the messages of a reader are defined beside the reader'],
  [
    'src-main/adapters/reader-pool/ > src-main/workers/reading/second-reader/language-data.ts',
    'the pool opens these folders to the reader',
  ],
]);

function isException(path: string, target: string): boolean {
  return [...EXCEPTIONS.keys()].some((exception) => {
    const [from = '', to = ''] = exception.split(' > ');
    return path.startsWith(from) && target === to;
  });
}

/** Says in words what a file imports and must not. */
export function forbiddenImports({ path, imports }: Pick<SourceFile, 'path' | 'imports'>): string[] {
  const zone = ZONES.find(({ folder }) => path.startsWith(folder));
  const starts = (beginnings: readonly string[]) => beginnings.some((beginning) => path.startsWith(beginning));
  return imports.flatMap((target) => {
    if (isException(path, target)) return [];
    const says = (why: string) => [`${path} imports ${target}: ${why}`];
    if (target.startsWith('node:')) return starts(NO_NODE) ? says('it must run without Node') : [];
    if (target === 'electron') return path.startsWith('src-main/hosts/electron/') ? [] : says('only hosts/electron knows Electron');
    if (!isProjectPath(target)) {
      if (DATABASE.includes(target) && starts(NO_DATABASE)) return says('no database here');
      return zone?.packages === undefined || zone.packages.some((name) => target === name || target.startsWith(`${name}/`))
        ? []
        : says('not one of the packages of this zone');
    }
    if (zone !== undefined && !isOpen(zone, target)) return says('against the direction');
    return entersRoomByTheWindow(path, target) ? says('rooms of the engine meet through index.ts') : [];
  });
}

function isOpen({ project, except }: Zone, target: string): boolean {
  return project.some((beginning) => target.startsWith(beginning)) && !(except !== undefined && target.startsWith(except));
}

function isProjectPath(target: string): boolean {
  return /^(src-main|src-renderer|test|scripts|models|resources|docs)\//.test(target) || /\.config\.ts$/.test(target);
}

/** True where a file outside a room of the engine imports another file of that room than its `index.ts`. */
function entersRoomByTheWindow(from: string, target: string): boolean {
  const room = /^src-main\/engine\/([^/]+)\//.exec(target)?.[1];
  if (room === undefined || target === LIMITS) return false;
  return !from.startsWith(`src-main/engine/${room}/`) && target !== `src-main/engine/${room}/index.ts`;
}
