import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DoctorLine } from '../contract/index.ts';
import { findLanguageData, installedLanguages } from '../workers/reading/second-reader/language-data.ts';
import { modelLines } from './model-lines.ts';

const run = promisify(execFile);

/** What lies beside the engine: runtime, recognition data, ledger program, windows. Nothing here is needed for the data to be safe. */
export async function lookAtTools(appFolder: string): Promise<DoctorLine[]> {
  return [
    runtime(),
    ...(await modelLines(join(appFolder, 'models'))),
    secondReader(),
    await hledger(),
    builtWindow(appFolder),
    desktopWindow(appFolder),
  ];
}

function runtime(): DoctorLine {
  return { name: 'Runtime', ok: true, found: `Node ${process.versions.node} on ${process.platform} ${process.arch}` };
}

function secondReader(): DoctorLine {
  const name = 'Second reader';
  const english = findLanguageData('auto', ['eng']).found[0];
  if (english) return { name, ok: true, found: `Tesseract, ${english.label}, with the languages ${installedLanguages().join(', ')}` };
  return {
    name,
    ok: false,
    found: 'the language data are missing',
    cost: 'Nobody looks a second time at doubtful totals and dates, and scripts other than Latin cannot be read.',
    todo: 'Install Tickmark again.',
  };
}

async function hledger(): Promise<DoctorLine> {
  const name = 'hledger';
  try {
    const { stdout } = await run('hledger', ['--version'], { timeout: 5_000 });
    return { name, ok: true, found: stdout.trim().split('\n')[0] ?? 'installed' };
  } catch {
    return {
      name,
      ok: false,
      found: 'not installed',
      cost: 'Journals are checked by the rules of Tickmark alone before it writes to them.',
      todo: 'Install hledger (https://hledger.org/install.html) to have it check each entry too.',
    };
  }
}

function builtWindow(appFolder: string): DoctorLine {
  const ok = existsSync(join(appFolder, 'out', 'renderer', 'index.html'));
  return {
    name: 'Browser window',
    ok,
    found: ok ? 'built' : 'not built',
    ...(ok ? {} : { cost: 'The command line works, the window does not open.', todo: 'Run: npm start' }),
  };
}

function desktopWindow(appFolder: string): DoctorLine {
  const name = 'Desktop window';
  try {
    const electron = join(appFolder, 'node_modules', 'electron');
    const binary = join(electron, 'dist', readFileSync(join(electron, 'path.txt'), 'utf8').trim());
    accessSync(binary, constants.X_OK);
    return { name, ok: true, found: `Electron ${readFileSync(join(electron, 'dist', 'version'), 'utf8').trim()}` };
  } catch {
    return {
      name,
      ok: false,
      found: 'Electron has not been downloaded',
      cost: 'Tickmark opens in the browser instead: no tray icon, no notifications.',
      todo: 'Run: npm run electron:fetch',
    };
  }
}
