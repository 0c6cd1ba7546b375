import type * as electron from 'electron';

/**
 * What this host uses of Electron. Everything gets it as a parameter, so that the tests can pass a typed double and need no binary;
 * `index.ts` alone imports the real one.
 */
export type ElectronApi = Pick<
  typeof electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'nativeImage'
  | 'nativeTheme'
  | 'Notification'
  | 'protocol'
  | 'session'
  | 'shell'
  | 'Tray'
  | 'utilityProcess'
>;

export type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMainEvent,
  MenuItemConstructorOptions,
  MessagePortMain,
  NativeImage,
  Notification,
  Session,
  Tray,
  UtilityProcess,
  WebContents,
} from 'electron';
