import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ElectronApi } from './electron-api.ts';

/** Whether Tickmark starts when the person logs in. It then starts without its window. */
export type LoginItem = { isOn(): boolean; set(on: boolean): void };

export type LoginItemOptions = {
  readonly app: ElectronApi['app'];
  readonly platform: NodeJS.Platform;
  /** Folder of the desktop's own settings on Linux (`$XDG_CONFIG_HOME`). */
  readonly configFolder: string;
  /** Command that starts Tickmark: the program, and the app's folder where it is not packaged. */
  readonly command: readonly string[];
};

/** The system's own login items on macOS and Windows; on Linux, for which Electron has none, a file of the XDG autostart standard. */
export function createLoginItem({ app, platform, configFolder, command }: LoginItemOptions): LoginItem {
  const [path = '', ...args] = command;
  if (platform !== 'linux') {
    const settings = { path, args: [...args, '--hidden'] };
    return {
      isOn: () => app.getLoginItemSettings(settings).openAtLogin,
      set: (on) => app.setLoginItemSettings({ openAtLogin: on, ...settings }),
    };
  }
  const file = join(configFolder, 'autostart', 'tickmark.desktop');
  return {
    isOn: () => existsSync(file),
    set(on) {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(dirname(file), { recursive: true });
      const exec = [...command, '--hidden'].map(quoted).join(' ');
      writeFileSync(file, `[Desktop Entry]\nType=Application\nName=Tickmark\nExec=${exec}\nX-GNOME-Autostart-enabled=true\n`);
    },
  };
}

/** An argument of an `Exec` line: in double quotes, with the standard's reserved characters escaped and no field codes. */
function quoted(argument: string): string {
  return `"${argument.replace(/(["`$\\])/g, '\\$1').replaceAll('%', '%%')}"`;
}
