import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  ElectronApi,
  MenuItemConstructorOptions,
} from '../../../src-main/hosts/electron/main/electron-api.ts';

/** Events as Electron emits them: listeners get an event whose default can be prevented. Returns whether it was. */
function emitPreventable(emitter: EventEmitter, name: string, properties: object = {}, ...rest: unknown[]): boolean {
  let prevented = false;
  emitter.emit(
    name,
    {
      ...properties,
      preventDefault: () => {
        prevented = true;
      },
    },
    ...rest,
  );
  return prevented;
}

export class FrameDouble {
  readonly posted: { channel: string; ports: unknown[] }[] = [];
  origin: string;
  constructor(origin: string) {
    this.origin = origin;
  }
  postMessage(channel: string, _message: unknown, ports: unknown[]): void {
    this.posted.push({ channel, ports });
  }
}

export class ContentsDouble extends EventEmitter {
  readonly sent: unknown[][] = [];
  readonly mainFrame = new FrameDouble('app://tickmark');
  url = 'app://tickmark/index.html';
  loading = false;
  reloads = 0;
  windowOpenHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  getURL = (): string => this.url;
  isLoading = (): boolean => this.loading;
  reload = (): void => {
    this.reloads += 1;
  };
  send = (...message: unknown[]): void => void this.sent.push(message);
  setWindowOpenHandler(handler: ContentsDouble['windowOpenHandler']): void {
    this.windowOpenHandler = handler;
  }
  /** As if the page asked to go there. Returns whether it was refused. */
  navigate(event: string, url: string, isMainFrame = true): boolean {
    return emitPreventable(this, event, { url, isMainFrame });
  }
}

export class WindowDouble extends EventEmitter {
  readonly webContents = new ContentsDouble();
  readonly options: BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  visible = false;
  focused = false;
  minimized = false;
  destroyed = false;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  loadURL = (url: string): Promise<void> => {
    this.loaded.push(url);
    return Promise.resolve();
  };
  show = (): void => {
    this.visible = true;
  };
  hide = (): void => {
    this.visible = false;
  };
  focus = (): void => {
    this.focused = true;
  };
  restore = (): void => {
    this.minimized = false;
  };
  isMinimized = (): boolean => this.minimized;
  isFocused = (): boolean => this.focused && this.visible;
  isDestroyed = (): boolean => this.destroyed;
  /** The person clicks the window's cross. Returns whether it stayed. */
  closeByPerson(): boolean {
    const stayed = emitPreventable(this, 'close');
    if (!stayed) this.emit('closed');
    return stayed;
  }
}

export class EngineDouble extends EventEmitter {
  readonly told: { message: unknown; ports: unknown[] }[] = [];
  killed = false;
  readonly entry: string;
  readonly args: readonly string[];
  constructor(entry: string, args: readonly string[]) {
    super();
    this.entry = entry;
    this.args = args;
  }
  postMessage(message: unknown, ports: unknown[]): void {
    this.told.push({ message, ports });
  }
  kill = (): boolean => {
    this.killed = true;
    return true;
  };
}

export class NotificationDouble extends EventEmitter {
  readonly options: { title: string; body: string };
  state: 'made' | 'shown' | 'closed' = 'made';
  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
  }
  show(): void {
    this.state = 'shown';
  }
  close(): void {
    this.state = 'closed';
  }
}

export class TrayDouble extends EventEmitter {
  image: unknown;
  tooltip = '';
  menu: MenuItemConstructorOptions[] = [];
  constructor(image: unknown) {
    super();
    this.image = image;
  }
  setImage = (image: unknown): void => {
    this.image = image;
  };
  setToolTip = (text: string): void => {
    this.tooltip = text;
  };
  setContextMenu(menu: { template: MenuItemConstructorOptions[] }): void {
    this.menu = menu.template;
  }
  /** Chooses the entry with that label. */
  choose(label: string, checked = false): void {
    const entry = this.menu.find((item) => item.label === label);
    if (entry?.click === undefined) throw new Error(`no entry "${label}" that can be clicked`);
    Reflect.apply(entry.click, undefined, [{ checked }]);
  }
}

class AppDouble extends EventEmitter {
  readonly paths = new Map<string, string>();
  readonly calls: string[] = [];
  isPackaged = false;
  hasLock = true;
  badge = -1;
  loginItem: { openAtLogin: boolean; args?: string[] } = { openAtLogin: false };
  readonly root: string;
  constructor(root: string) {
    super();
    this.root = root;
  }
  getAppPath = (): string => this.root;
  setPath = (name: string, path: string): void => void this.paths.set(name, path);
  requestSingleInstanceLock = (): boolean => this.hasLock;
  enableSandbox = (): void => void this.calls.push('enableSandbox');
  setAppUserModelId = (): void => undefined;
  whenReady = (): Promise<void> => {
    this.calls.push('whenReady');
    return Promise.resolve();
  };
  setBadgeCount = (count: number): boolean => {
    this.badge = count;
    return true;
  };
  getLoginItemSettings = () => this.loginItem;
  setLoginItemSettings = (settings: { openAtLogin: boolean; args?: string[] }): void => {
    this.loginItem = settings;
  };
  quit = (): void => {
    this.calls.push('quit');
    const held = emitPreventable(this, 'before-quit');
    if (!held) this.calls.push('gone');
  };
}

class SessionDouble {
  permissionRequest: ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | undefined;
  permissionCheck: (() => boolean) | undefined;
  devicePermission: (() => boolean) | undefined;
  beforeRequest: ((details: { url: string }, answer: (reply: { cancel?: boolean }) => void) => void) | undefined;
  readonly schemes = new Map<string, (request: { method: string; url: string }) => Promise<Response>>();
  setPermissionRequestHandler = (handler: SessionDouble['permissionRequest']): void => {
    this.permissionRequest = handler;
  };
  setPermissionCheckHandler = (handler: SessionDouble['permissionCheck']): void => {
    this.permissionCheck = handler;
  };
  setDevicePermissionHandler = (handler: SessionDouble['devicePermission']): void => {
    this.devicePermission = handler;
  };
  readonly webRequest = {
    onBeforeRequest: (handler: SessionDouble['beforeRequest']): void => {
      this.beforeRequest = handler;
    },
  };
  readonly protocol = {
    handle: (scheme: string, handler: (request: { method: string; url: string }) => Promise<Response>): void =>
      void this.schemes.set(scheme, handler),
  };
  isCancelled(url: string): boolean {
    let cancelled: boolean | undefined;
    this.beforeRequest?.({ url }, ({ cancel }) => {
      cancelled = cancel;
    });
    return cancelled === true;
  }
}

/** A double of Electron's main API that remembers what was done with it. `api` is what the host gets. */
export function electronDouble(root: string) {
  const app = new AppDouble(root);
  const session = new SessionDouble();
  const windows: WindowDouble[] = [];
  const engines: EngineDouble[] = [];
  const notifications: NotificationDouble[] = [];
  const trays: TrayDouble[] = [];
  const channels: { port1: PortDouble; port2: PortDouble }[] = [];
  const opened: string[] = [];
  const asked: { message: string; detail?: string }[] = [];
  const errors: string[] = [];
  const schemes: { scheme: string; privileges: Record<string, boolean> }[] = [];
  const ipcMain = new EventEmitter();
  const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
  const answer = { button: 0 };
  const api = {
    app,
    ipcMain,
    nativeTheme,
    session: { defaultSession: session },
    nativeImage: { createFromPath: (path: string) => ({ path, setTemplateImage: () => undefined }) },
    Menu: { buildFromTemplate: (template: MenuItemConstructorOptions[]) => ({ template }), setApplicationMenu: () => undefined },
    protocol: { registerSchemesAsPrivileged: (list: typeof schemes) => void schemes.push(...list) },
    shell: {
      openExternal: (url: string) => {
        opened.push(url);
        return Promise.resolve();
      },
    },
    dialog: {
      showMessageBox: (question: { message: string; detail?: string }) => {
        asked.push(question);
        return Promise.resolve({ response: answer.button });
      },
      showErrorBox: (_title: string, words: string) => void errors.push(words),
    },
    utilityProcess: {
      fork: (entry: string, args: string[]) => {
        const engine = new EngineDouble(entry, args);
        engines.push(engine);
        return engine;
      },
    },
    BrowserWindow: class extends WindowDouble {
      constructor(options: BrowserWindowConstructorOptions) {
        super(options);
        windows.push(this);
        app.emit('web-contents-created', {}, this.webContents);
      }
    },
    Notification: class extends NotificationDouble {
      static isSupported = (): boolean => true;
      constructor(options: { title: string; body: string }) {
        super(options);
        notifications.push(this);
      }
    },
    Tray: class extends TrayDouble {
      constructor(image: unknown) {
        super(image);
        trays.push(this);
      }
    },
    MessageChannelMain: class {
      readonly port1 = new PortDouble();
      readonly port2 = new PortDouble();
      constructor() {
        channels.push(this);
      }
    },
  } satisfies Record<keyof ElectronApi, unknown>;
  // The one place where the double is taken for the real thing: its members are those of ElectronApi, each with what the host uses.
  const typed = api as unknown as ElectronApi;
  return {
    api: typed,
    app,
    session,
    ipcMain,
    nativeTheme,
    windows,
    engines,
    notifications,
    trays,
    channels,
    opened,
    asked,
    errors,
    schemes,
    answer,
  };
}

export class PortDouble {
  closed = false;
  close(): void {
    this.closed = true;
  }
}
export type ElectronDouble = ReturnType<typeof electronDouble>;
