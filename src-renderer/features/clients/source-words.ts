import type { MailboxSettings, Source } from '../../../src-main/contract/client.ts';

/** Where a source is: a path, or `user at server, folder`. */
export function placeOf({ kind, title, settings }: Source): string {
  const text = (name: string) => (settings[name] === undefined ? '' : String(settings[name]));
  if (kind === 'folder') return text('path') || title;
  const host = text('host');
  if (!host) return title;
  const folder = text('folder');
  return `${text('user')} at ${host}${folder ? `, ${folder}` : ''}`;
}

export type Security = MailboxSettings['security'];

/** Usual port of each way to talk to a mail server. */
export const USUAL_PORT: Record<Security, number> = { tls: 993, starttls: 143, 'plain-loopback': 143 };

/** True for names of this computer, where a password never crosses a network. */
export function isThisComputer(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host.trim());
}
