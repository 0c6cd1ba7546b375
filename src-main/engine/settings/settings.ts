import { EngineError, MachineSettings, type MachineSettingsChange } from '../../contract/index.ts';
import { type EngineContext, record } from '../context.ts';
import type { Reads } from '../storage/index.ts';

/** The settings of this machine; the defaults before the first change. */
export async function getSettings(db: Reads): Promise<MachineSettings> {
  return (await newest(db)).settings;
}

/**
 * Writes the next version of the settings. What is absent in the change stays; changing nothing writes nothing.
 * @throws EngineError `language_missing` for a language whose data are not installed
 */
export async function changeSettings(context: EngineContext, change: MachineSettingsChange, actor: string): Promise<MachineSettings> {
  return context.store.write(async (work) => {
    const { settings: before, version } = await newest(work.tx);
    const after = MachineSettings.parse({
      reader: change.reader ?? before.reader,
      languages: change.languages === undefined ? before.languages : [...new Set(change.languages)],
    });
    if (change.languages !== undefined) demandInstalled(after.languages, context.installedLanguages());
    const changed = (Object.keys(after) as (keyof MachineSettings)[]).filter(
      (key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]),
    );
    if (changed.length === 0) return before;
    await work.tx
      .insertInto('settings')
      .values({ version: version + 1, body_json: JSON.stringify(after), actor, created_at: context.clock.now() })
      .execute();
    await record(context, work, {
      actor,
      event: 'settings.changed',
      subject: 'settings',
      words: `The settings were changed: ${changed.map((key) => `${key} is now ${[after[key]].flat().join(', ')}`).join('; ')}.`,
      data: { version: version + 1, before, after },
    });
    return after;
  });
}

async function newest(db: Reads): Promise<{ settings: MachineSettings; version: number }> {
  const row = await db.selectFrom('settings').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row
    ? { settings: MachineSettings.parse(JSON.parse(row.body_json)), version: row.version }
    : { settings: MachineSettings.parse({}), version: 0 };
}

/** @throws EngineError `language_missing`, naming those that are missing and those that are there */
export function demandInstalled(wanted: readonly string[], installed: readonly string[]): void {
  const missing = wanted.filter((language) => !installed.includes(language));
  if (missing.length === 0) return;
  throw new EngineError('language_missing', {
    note: `Missing: ${missing.join(', ')}. There: ${installed.join(', ') || 'none'}.`,
    details: { missing: missing.join(','), installed: installed.join(',') },
  });
}
