import { join } from 'node:path';
import type { WaitingNotice } from '../engine-messages.ts';
import type { ElectronApi, NativeImage, Notification, Tray } from './electron-api.ts';
import type { LoginItem } from './login-item.ts';

export type AttentionOptions = {
  readonly electron: Pick<ElectronApi, 'app' | 'Menu' | 'nativeImage' | 'nativeTheme' | 'Notification' | 'Tray'>;
  readonly icons: string;
  readonly platform: NodeJS.Platform;
  readonly loginItem: LoginItem;
  /** Shows the window, at that document where one is given. */
  readonly open: (first?: string) => void;
  readonly isWatching: () => boolean;
  readonly quit: () => void;
};

/** What draws the eye while the window is closed: the tray icon with its count and menu, the badge, and grouped notifications. */
export class Attention {
  readonly #options: AttentionOptions;
  readonly #tray: Tray;
  #shown: Notification | undefined;
  #waiting: WaitingNotice = { count: 0, added: 0 };

  constructor(options: AttentionOptions) {
    this.#options = options;
    this.#tray = new options.electron.Tray(this.#icon());
    this.#tray.on('click', () => options.open());
    options.electron.nativeTheme.on('updated', () => this.#tray.setImage(this.#icon()));
    this.#refresh();
  }

  /** Takes the newest count. Notifies only of new ones, only while nobody is looking, and replaces the notification before. */
  update(notice: WaitingNotice): void {
    this.#waiting = notice;
    this.#refresh();
    if (notice.count === 0) this.#shown?.close();
    if (notice.added === 0 || notice.count === 0 || this.#options.isWatching()) return;
    this.#notify(needYou(notice.count), 'Click to look at the first one.', notice.first);
  }

  /** Said once, when the window is first closed and Tickmark goes on working. */
  sayItGoesOn(): void {
    this.#notify('Tickmark goes on working', 'Your folders and mailboxes stay watched. Quit from the tray icon.', undefined);
  }

  #notify(title: string, body: string, first: string | undefined): void {
    const { Notification } = this.#options.electron;
    if (!Notification.isSupported()) return;
    this.#shown?.close();
    const notification = new Notification({ title, body, silent: true });
    notification.on('click', () => this.#options.open(first));
    notification.show();
    // Kept, because a notification that is collected as garbage loses its click.
    this.#shown = notification;
  }

  #refresh(): void {
    const { app, Menu } = this.#options.electron;
    const { count, first } = this.#waiting;
    const { loginItem, open, quit } = this.#options;
    const words = count === 0 ? 'Nothing needs you' : needYou(count);
    app.setBadgeCount(count);
    this.#tray.setImage(this.#icon());
    this.#tray.setToolTip(`Tickmark: ${words}`);
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words, enabled: count > 0, click: () => open(first) },
        { label: 'Open Tickmark', click: () => open() },
        { type: 'separator' },
        {
          label: 'Start with the computer',
          type: 'checkbox',
          checked: loginItem.isOn(),
          click: ({ checked }) => loginItem.set(checked),
        },
        { type: 'separator' },
        { label: 'Quit Tickmark', click: quit },
      ]),
    );
  }

  #icon(): NativeImage {
    const { electron, icons, platform } = this.#options;
    const isWaiting = this.#waiting.count > 0;
    // macOS tints black icons itself, but then the amber dot would be lost.
    const isTemplate = platform === 'darwin' && !isWaiting;
    const isDark = electron.nativeTheme.shouldUseDarkColors && !isTemplate;
    const image = electron.nativeImage.createFromPath(join(icons, `tray${isDark ? '-dark' : ''}${isWaiting ? '-waiting' : ''}.png`));
    image.setTemplateImage(isTemplate);
    return image;
  }
}

function needYou(count: number): string {
  return count === 1 ? '1 document needs you' : `${count} documents need you`;
}
