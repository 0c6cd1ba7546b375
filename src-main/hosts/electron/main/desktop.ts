import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../../data-folder/location.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { Attention } from './attention.ts';
import { answerConnect } from './connect-ipc.ts';
import type { ElectronApi } from './electron-api.ts';
import { EngineRelay } from './engine-relay.ts';
import { guardContents, guardSession, openOutside } from './guards.ts';
import { createLoginItem } from './login-item.ts';
import { MainWindow } from './main-window.ts';

/** Where and how the desktop app was started. */
export type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly execPath: string;
  /** Arguments behind the program: `--demo`, `--hidden`, `--data=DIR`. Anything else is ignored. */
  readonly argv: readonly string[];
};

/** Starts the desktop app, or leaves at once where another one works on the same data and brings that one's window up. */
export async function startDesktop(electron: ElectronApi, surroundings: Surroundings): Promise<void> {
  const { app, protocol } = electron;
  const { platform, env, home, argv } = surroundings;
  const data = dataFolder(argv.find((argument) => argument.startsWith('--data='))?.slice('--data='.length), { platform, env, home });
  // The window's own files, and with them the lock on a single instance, belong to the data: two sets of books may be open at once.
  const own = join(data, 'window');
  mkdirSync(own, { recursive: true, mode: 0o700 });
  app.setPath('userData', own);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  app.setAppUserModelId('Tickmark');
  registerAppScheme(protocol);
  await app.whenReady();
  run(electron, surroundings, data);
}

function run(electron: ElectronApi, surroundings: Surroundings, data: string): void {
  const { app, BrowserWindow, ipcMain, session } = electron;
  const root = app.getAppPath();
  const icons = join(root, 'resources', 'icons');
  // Set by electron-vite's dev server; a packaged app takes no page from an address.
  const developmentOrigin = app.isPackaged ? undefined : surroundings.env['ELECTRON_RENDERER_URL'];
  let isQuitting = false;
  let wasToldThatItGoesOn = false;

  // macOS needs its menu for copying and pasting; elsewhere it would only offer reloading and developer tools.
  if (app.isPackaged && surroundings.platform !== 'darwin') electron.Menu.setApplicationMenu(null);
  guardSession(session.defaultSession, developmentOrigin);
  serveApp(session.defaultSession, join(root, 'out', 'renderer'));
  app.on('web-contents-created', (_event, contents) => guardContents(contents, (url) => void openOutside(electron, url)));

  const window = new MainWindow({
    BrowserWindow,
    preload: join(root, 'out', 'preload', 'index.cjs'),
    icon: join(icons, 'icon.png'),
    developmentOrigin,
    isQuitting: () => isQuitting,
    onHidden: () => {
      if (!wasToldThatItGoesOn) attention.sayItGoesOn();
      wasToldThatItGoesOn = true;
    },
  });
  const relay = new EngineRelay({
    electron,
    entry: join(root, 'out', 'main', 'hosts', 'electron', 'engine-entry.js'),
    args: [`--data=${data}`, `--root=${root}`, ...surroundings.argv.filter((argument) => argument === '--demo')],
    onWaiting: (notice) => attention.update(notice),
    onFailed: (words) => {
      electron.dialog.showErrorBox('Tickmark cannot start', words);
      app.quit();
    },
  });
  const attention = new Attention({
    electron,
    icons,
    platform: surroundings.platform,
    loginItem: createLoginItem(loginItemOptions(electron, surroundings, root)),
    open: (first) => window.show(first),
    isWatching: () => window.isWatched(),
    quit: () => app.quit(),
  });

  answerConnect(ipcMain, relay, () => window.current, developmentOrigin);
  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  // Without a listener Electron quits when the last window closes; the folders stay watched instead.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    if (isQuitting) return;
    isQuitting = true;
    event.preventDefault();
    void relay.close().finally(() => app.quit());
  });
  relay.start();
  if (!surroundings.argv.includes('--hidden')) window.show();
}

function loginItemOptions({ app }: ElectronApi, { platform, env, home, execPath }: Surroundings, root: string) {
  const configFolder = env['XDG_CONFIG_HOME'] || join(home, '.config');
  return { app, platform, configFolder, command: app.isPackaged ? [execPath] : [execPath, root] };
}
