import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Client, DoctorLine, MachineSettings, SettingsAnswer } from '../../contract/index.ts';
import { EngineError } from '../../contract/index.ts';
import { listClients } from '../clients/index.ts';
import type { EngineContext } from '../context.ts';
import { readingNumbers } from '../insight/index.ts';
import { connectionFor } from '../ledgers/index.ts';
import { changeSettings, getSettings } from '../settings/index.ts';
import { translateFileError } from '../storage/index.ts';
import { type ApiParts, os } from './base.ts';

export function systemHandlers({ context }: ApiParts) {
  return {
    info: os.system.info.handler(async () => ({
      version: context.config.version,
      host: context.config.host,
      platform: process.platform,
      dataFolder: context.config.dataFolder,
      suggestedFolder: context.config.suggestedFolder,
      clients: (await listClients(context.store.db)).length,
    })),
    doctor: os.system.doctor.handler(() => doctor(context)),
    settings: os.system.settings.handler(async () => settingsAnswer(context, await getSettings(context.store.db))),
    changeSettings: os.system.changeSettings.handler(async ({ input, context: call }) =>
      settingsAnswer(context, await changeSettings(context, input, call.actor)),
    ),
    reading: os.system.reading.handler(() => readingNumbers(context)),
    folders: os.system.folders.handler(({ input }) => foldersIn(input.path)),
  };
}

function settingsAnswer(context: EngineContext, settings: MachineSettings): SettingsAnswer {
  return { settings, installedLanguages: [...context.installedLanguages()] };
}

/** What is installed, what is missing, what that costs. */
export async function doctor(context: EngineContext): Promise<DoctorLine[]> {
  const state = context.store.check();
  const lines: DoctorLine[] = [
    {
      name: 'Data',
      ok: state === 'ok',
      found: state === 'ok' ? `sound, in ${context.config.dataFolder}` : state,
      ...(state === 'ok' ? {} : { cost: 'Data may be damaged.', todo: 'Restore the last backup.' }),
    },
    await readerLine(context),
  ];
  for (const client of await listClients(context.store.db)) lines.push(await ledgerLine(context, client));
  return [...lines, ...(await context.tools())];
}

async function readerLine(context: EngineContext): Promise<DoctorLine> {
  const name = 'Account suggestions';
  try {
    await context.readers.classify(['doctor']);
    return { name, ok: true, found: 'the text classifier is there and unchanged' };
  } catch (error) {
    const words = error instanceof EngineError ? error.message : 'it does not start';
    return { name, ok: false, found: words, cost: 'Accounts are suggested from history alone.', todo: 'Install Tickmark again.' };
  }
}

async function ledgerLine(context: EngineContext, client: Client): Promise<DoctorLine> {
  const name = `Books of ${client.name}`;
  try {
    return { name, ok: true, found: await (await connectionFor(context, client.id, client.ledger)).test() };
  } catch (error) {
    const problem = error instanceof EngineError ? error.info() : undefined;
    return {
      name,
      ok: false,
      found: problem?.message ?? String(error),
      cost: 'Nothing can be posted for this client.',
      ...(problem ? { todo: problem.todo } : {}),
    };
  }
}

/** Folders inside a folder, without hidden ones, for choosing one in a browser. @throws EngineError `folder_missing`, `permission_denied` */
async function foldersIn(path: string | undefined): Promise<{ path: string; parent?: string; folders: string[] }> {
  const folder = resolve(path === undefined || !isAbsolute(path) ? homedir() : path);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => join(folder, name));
    const parent = dirname(folder);
    return { path: folder, folders: folders.sort((a, b) => a.localeCompare(b)).slice(0, 1_000), ...(parent === folder ? {} : { parent }) };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new EngineError('folder_missing', { details: { folder }, cause });
    throw translateFileError(cause);
  }
}
