import { MailboxSettings } from '../../../src-main/contract/client.ts';
import { type Security, USUAL_PORT } from './source-words.ts';

/** The form as it is typed; the port is text until it is checked. */
export type MailboxDraft = { host: string; port: string; security: Security; user: string; password: string; folder: string };

export const NEW_MAILBOX: MailboxDraft = { host: '', port: '993', security: 'tls', user: '', password: '', folder: 'INBOX' };

export function settingsOf(draft: MailboxDraft): unknown {
  return { ...draft, port: /^\d+$/.test(draft.port.trim()) ? Number(draft.port) : Number.NaN };
}

/** Another security brings its usual port along, unless the port was chosen by hand. */
export function withSecurity(draft: MailboxDraft, security: Security): Partial<MailboxDraft> {
  const isUsual = Number(draft.port) === USUAL_PORT[draft.security];
  return { security, ...(isUsual ? { port: String(USUAL_PORT[security]) } : {}) };
}

const WORDS: Record<keyof MailboxDraft, string> = {
  host: 'Write the name of the mail server, for example imap.example.com.',
  port: 'A port is a number from 1 to 65535.',
  security: 'Choose how the connection is made safe.',
  user: 'Write the user name, mostly the mail address.',
  password: 'Write the password.',
  folder: 'Write the mail folder, mostly INBOX.',
};

/** What is wrong with the form, in words at the field concerned. */
export function mailboxProblems(draft: MailboxDraft): Partial<Record<keyof MailboxDraft, string>> {
  const parsed = MailboxSettings.safeParse(settingsOf(draft));
  if (parsed.success) return {};
  const names = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const fields = Object.keys(WORDS) as (keyof MailboxDraft)[];
  return Object.fromEntries(fields.filter((name) => names.has(name)).map((name) => [name, WORDS[name]]));
}
