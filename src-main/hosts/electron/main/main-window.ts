import { APP_ORIGIN } from './app-protocol.ts';
import type { BrowserWindow, BrowserWindowConstructorOptions, ElectronApi } from './electron-api.ts';

export type MainWindowOptions = {
  readonly BrowserWindow: ElectronApi['BrowserWindow'];
  readonly preload: string;
  readonly icon: string;
  readonly developmentOrigin?: string | undefined;
  /** True once the person chose to quit: the window then closes instead of hiding. */
  readonly isQuitting: () => boolean;
  readonly onHidden: () => void;
};

/** The window's settings. Those that Electron has as defaults are repeated, because a test holds on to them. */
export function windowOptions(preload: string, icon: string): BrowserWindowConstructorOptions {
  return {
    width: 1280,
    height: 860,
    minWidth: 760,
    minHeight: 520,
    show: false,
    title: 'Tickmark',
    icon,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  };
}

/** The one window. Closing hides it; the work goes on, and the next `show` is immediate. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  #window: BrowserWindow | undefined;

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  get current(): BrowserWindow | undefined {
    return this.#window;
  }

  isWatched(): boolean {
    return this.#window?.isFocused() ?? false;
  }

  /** Brings the window up, making it where there is none, and turns it to a document where one is named. */
  show(first?: string): void {
    const window = this.#window ?? this.#make();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    if (first === undefined) return;
    if (window.webContents.isLoading()) window.webContents.once('did-finish-load', () => window.webContents.send('tickmark:open', first));
    else window.webContents.send('tickmark:open', first);
  }

  #make(): BrowserWindow {
    const { BrowserWindow, preload, icon, developmentOrigin, isQuitting, onHidden } = this.#options;
    const window = new BrowserWindow(windowOptions(preload, icon));
    this.#window = window;
    window.on('close', (event) => {
      if (isQuitting()) return;
      event.preventDefault();
      window.hide();
      onHidden();
    });
    window.on('closed', () => {
      this.#window = undefined;
    });
    // A page that died is loaded again; what was typed but not saved is the only loss.
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit' && !isQuitting()) window.webContents.reload();
    });
    void window.loadURL(developmentOrigin ?? `${APP_ORIGIN}/index.html`);
    return window;
  }
}
