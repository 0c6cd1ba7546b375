import { rootCertificates } from 'node:tls';
import type { FetchMessageObject } from 'imapflow';
import { ImapFlow } from 'imapflow';
import { EngineError } from '../../../contract/index.ts';
import { MAIL_LIMITS } from './mail-protocol.ts';

export type MailboxSettings = {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'plain-loopback';
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  readonly certificateAuthority?: string | undefined;
};

/** A server that says nothing for so long is gone, also where the network never told so. Routers forget quiet connections after 5 minutes. */
export const SILENCE_MS = 90_000;

/** A connection that only ever looks: the folder is opened read-only, so that no message is marked as seen. */
export function imapClient(settings: MailboxSettings, silenceMs = SILENCE_MS): ImapFlow {
  const loopback = settings.security === 'plain-loopback';
  if (loopback && !isLoopback(settings.host)) {
    throw new EngineError('mail_tls_failed', { note: 'A connection without encryption is possible to this machine itself only.' });
  }
  return new ImapFlow({
    // `localhost` could be made to mean another machine; the address cannot.
    host: loopback && settings.host === 'localhost' ? '127.0.0.1' : settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    // True makes STARTTLS a condition: a server, or somebody on the way, that does not offer it ends the connection before the login.
    doSTARTTLS: settings.security === 'starttls',
    auth: { user: settings.user, pass: settings.password },
    tls: {
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(settings.certificateAuthority === undefined ? {} : { ca: [...rootCertificates, settings.certificateAuthority] }),
    },
    logger: false,
    clientInfo: { name: 'Tickmark' },
    disableCompression: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: silenceMs,
    autoIdleDelay: 500,
    maxLiteralSize: MAIL_LIMITS.bytes + 1024 * 1024,
    maxResponseSize: MAIL_LIMITS.bytes + 8 * 1024 * 1024,
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** Opens the folder for looking. Throws EngineError. */
export async function openFolder(client: ImapFlow, { folder, host }: MailboxSettings): Promise<{ uidValidity: string; messages: number }> {
  try {
    const mailbox = await client.mailboxOpen(folder, { readOnly: true });
    return { uidValidity: String(mailbox.uidValidity), messages: mailbox.exists };
  } catch (error) {
    if (flag(error, 'mailboxMissing')) throw new EngineError('folder_missing', { note: `${folder} at ${host}`, cause: error });
    throw error;
  }
}

/** Envelope and size of a message, or undefined where there is no such message (any more). */
export type Announced = { readonly size: number; readonly subject: string; readonly from: string };

export async function announce(client: ImapFlow, uid: number): Promise<Announced | undefined> {
  const answer = delivered(await client.fetchOne(String(uid), { uid: true, size: true, envelope: true }, { uid: true }), uid);
  if (answer === undefined) return undefined;
  const sender = answer.envelope?.from?.[0];
  return {
    size: answer.size ?? 0,
    subject: answer.envelope?.subject ?? '',
    from: [sender?.name, sender?.address].filter(Boolean).join(' '),
  };
}

/** The message as it lies on the server. Undefined where the server answered without it: it was not delivered, whatever the reason. */
export async function fetchRaw(client: ImapFlow, uid: number): Promise<Uint8Array | undefined> {
  const answer = delivered(await client.fetchOne(String(uid), { uid: true, source: true }, { uid: true }), uid);
  const source = answer?.source;
  return source === undefined || source.byteLength === 0 ? undefined : source;
}

function delivered(answer: FetchMessageObject | false | undefined, uid: number): FetchMessageObject | undefined {
  return answer !== false && answer?.uid === uid ? answer : undefined;
}

/** An error of the connection in the words of the contract. Decided by codes and flags, never by the text. */
export function mailError(error: unknown, { host, port }: MailboxSettings): EngineError {
  if (error instanceof EngineError) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const options = { note: `${host}:${port}`, details: { host: `${host}:${port}`, ...(code === '' ? {} : { code }) }, cause: error };
  // RFC 5530: the server cannot check passwords just now, which says nothing about ours.
  const responseCode = error instanceof Error && 'serverResponseCode' in error ? error.serverResponseCode : undefined;
  if (responseCode === 'UNAVAILABLE' || responseCode === 'INUSE' || responseCode === 'LIMIT')
    return new EngineError('mail_unreachable', options);
  if (flag(error, 'authenticationFailed')) return new EngineError('mail_login_failed', options);
  if (flag(error, 'tlsFailed') || code === 'STARTTLS_INJECTION' || isTlsCode(code)) return new EngineError('mail_tls_failed', options);
  return new EngineError('mail_unreachable', options);
}

/** Codes of OpenSSL's certificate checks as Node passes them on, and of its own TLS layer. */
function isTlsCode(code: string): boolean {
  return /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_|INVALID_PURPOSE)/.test(
    code,
  );
}

function flag(error: unknown, name: string): boolean {
  return error instanceof Error && Reflect.get(error, name) === true;
}
