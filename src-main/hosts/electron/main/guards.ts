import type { ElectronApi, Session, WebContents } from './electron-api.ts';

/** Schemes of the window itself. Everything else that the window asks for is cancelled: it has no business on the network. */
const OWN_SCHEMES: ReadonlySet<string> = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/** Refuses every permission (Electron grants all unless told otherwise) and every request that leaves the window's own files. */
export function guardSession(session: Session, developmentOrigin?: string): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwn(url, developmentOrigin) }));
}

function isOwn(url: string, developmentOrigin: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  if (OWN_SCHEMES.has(protocol)) return true;
  return developmentOrigin !== undefined && host === new URL(developmentOrigin).host;
}

/** Holds every page, frame and window where it is: no navigation, no new windows, no `<webview>`. Links outside go through a question. */
export function guardContents(contents: WebContents, openOutside: (url: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (!isSamePage(event.url, contents.getURL())) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}

/** True for a reload of the page that is shown: the only navigation that a page may start. */
function isSamePage(url: string, shown: string): boolean {
  return url !== '' && url.split('#')[0] === shown.split('#')[0];
}

/**
 * Opens a link in the person's browser or mail program after asking. Only `https:` and `mailto:`: other schemes can start programs.
 * The address is shown as it is parsed, so that it cannot be dressed up.
 */
export async function openOutside({ dialog, shell }: Pick<ElectronApi, 'dialog' | 'shell'>, text: string): Promise<void> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'mailto:') return;
  const isMail = url.protocol === 'mailto:';
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: isMail ? 'Write a mail?' : `Open ${url.host} in the browser?`,
    detail: url.href.slice(0, 500),
    buttons: ['Cancel', 'Open'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) await shell.openExternal(url.href);
}
