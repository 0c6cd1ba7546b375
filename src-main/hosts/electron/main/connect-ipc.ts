import { APP_ORIGIN } from './app-protocol.ts';
import type { BrowserWindow, ElectronApi, IpcMainEvent } from './electron-api.ts';
import type { EngineRelay } from './engine-relay.ts';

/**
 * The only thing that a page may ask of main: a port to the engine. It carries no data, and only the main frame of our own window at our
 * own origin is answered; other frames, other windows and developer tools get nothing.
 */
export function answerConnect(
  ipcMain: ElectronApi['ipcMain'],
  relay: EngineRelay,
  window: () => BrowserWindow | undefined,
  developmentOrigin?: string,
): void {
  ipcMain.on('tickmark:connect', (event) => {
    if (!isOurWindow(event, window(), developmentOrigin)) return;
    relay.connect((port) => {
      // The frame may have gone while the engine was starting.
      if (isOurWindow(event, window(), developmentOrigin)) event.senderFrame?.postMessage('tickmark:port', null, [port]);
      else port.close();
    });
  });
}

function isOurWindow({ sender, senderFrame }: IpcMainEvent, window: BrowserWindow | undefined, developmentOrigin?: string): boolean {
  if (window === undefined || window.isDestroyed() || senderFrame === null) return false;
  if (sender !== window.webContents || senderFrame !== window.webContents.mainFrame) return false;
  return senderFrame.origin === APP_ORIGIN || (developmentOrigin !== undefined && senderFrame.origin === developmentOrigin);
}
