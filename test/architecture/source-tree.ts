import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseAst } from 'vite';

export const ROOT = join(import.meta.dirname, '..', '..');

/** Files that git knows or would take up, as paths from the root with `/`, also those not committed yet. */
export function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mts|mjs|js)$/.test(path);
}

export type SourceFile = {
  readonly path: string;
  readonly lines: number;
  /** Project files as paths from the root, packages by name (`node:fs`, `zod`, `@orpc/server`). */
  readonly imports: readonly string[];
  /** Text of string literals and templates; comments are no part of it. */
  readonly strings: readonly string[];
  readonly hasDefaultExport: boolean;
};

type Syntax = { readonly type: string; readonly [name: string]: unknown };
const isSyntax = (value: unknown): value is Syntax => typeof value === 'object' && value !== null && 'type' in value;

function* walk(node: Syntax): Generator<Syntax> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isSyntax(child)) yield* walk(child);
  }
}

/** Reads a file of code with a real parser: types, re-exports and dynamic imports count as imports too. */
export function readSource(path: string, text = readText(path)): SourceFile {
  const imports: string[] = [];
  const strings: string[] = [];
  let hasDefaultExport = false;
  for (const node of walk(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Syntax)) {
    const { source } = node;
    if (/^(Import|Export|TSImport)/.test(node.type) && isSyntax(source) && typeof source['value'] === 'string') {
      imports.push(resolveImport(path, source['value']));
    }
    if (node.type === 'ExportDefaultDeclaration') hasDefaultExport = true;
    if (node.type === 'Literal' && typeof node['value'] === 'string') strings.push(node['value']);
    if (node.type === 'TemplateElement' && isTemplateText(node['value'])) strings.push(node['value'].raw);
  }
  return { path, lines: text.split('\n').length - 1, imports: [...new Set(imports)], strings, hasDefaultExport };
}

const isTemplateText = (value: unknown): value is { raw: string } => typeof value === 'object' && value !== null && 'raw' in value;

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  return specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : specifier;
}

/** All code under some folders. */
export function sourcesOf(...folders: string[]): SourceFile[] {
  return projectFiles()
    .filter((path) => isCode(path) && folders.some((folder) => path.startsWith(`${folder}/`)))
    .map((path) => readSource(path));
}
