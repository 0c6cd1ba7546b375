import type { ContextBridge, IpcRenderer } from 'electron';

export type PreloadApi = {
  readonly contextBridge: Pick<ContextBridge, 'exposeInMainWorld'>;
  readonly ipcRenderer: Pick<IpcRenderer, 'on' | 'send'>;
  readonly window: Pick<Window, 'postMessage'> & { readonly location: { hash: string } };
  readonly platform: NodeJS.Platform;
};

/**
 * Gives the page one verb, `connect`, and the name of the platform; no channel, no event, nothing of Electron itself. The port arrives as a
 * window message, because ports cannot pass through the bridge.
 */
export function exposeHost({ contextBridge, ipcRenderer, window, platform }: PreloadApi): void {
  contextBridge.exposeInMainWorld('tickmarkHost', {
    connect: () => ipcRenderer.send('tickmark:connect'),
    platform,
  });
  ipcRenderer.on('tickmark:port', ({ ports }) => window.postMessage('tickmark:port', '*', [...ports]));
  // A clicked notification turns the window to a document. The id is one of ours or nothing happens.
  ipcRenderer.on('tickmark:open', (_event, id: unknown) => {
    if (typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) window.location.hash = `#/review/${id}`;
  });
}
