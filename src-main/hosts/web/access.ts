import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { loadSecret, loadToken } from '../../adapters/key-file.ts';
import type { Clock } from '../../engine/ports.ts';
import { WEB_LIMITS } from './limits.ts';

/**
 * Who may come in. People: a one-time code from the terminal becomes a signed cookie. Programs: the API token of the data folder.
 * The cookie is signed with a secret of the data folder and kept nowhere, so that an open tab goes on after a restart; removing
 * `session-secret` signs everybody out.
 */
export type Access = {
  readonly token: string;
  issueCode(): string;
  /** Takes a code once. `limited`: too many wrong ones were tried. */
  redeem(code: string): 'accepted' | 'refused' | 'limited';
  /** The `Set-Cookie` of a fresh session. */
  sessionCookie(): string;
  hasSession(cookieHeader: string | undefined): boolean;
  hasToken(authorization: string): boolean;
};

export function createAccess(folder: string, clock: Clock): Access {
  const secret = loadSecret(join(folder, 'session-secret'));
  const token = loadToken(join(folder, 'api-token'));
  // Browsers keep cookies by host name without the port: two data folders need two names.
  const cookieName = `tickmark-${createHash('sha256').update('cookie').update(secret).digest('hex').slice(0, 8)}`;
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  const now = () => Date.parse(clock.now());

  return {
    token,
    ...launchCodes(clock),

    sessionCookie() {
      const body = `${(now() + WEB_LIMITS.sessionMs).toString(36)}.${randomBytes(12).toString('base64url')}`;
      return `${cookieName}=${body}.${sign(body)}; Path=/; Max-Age=${WEB_LIMITS.sessionMs / 1000}; HttpOnly; SameSite=Strict`;
    },

    hasSession(header) {
      return cookiesNamed(cookieName, header).some((value) => {
        const [expiry = '', nonce = '', signature = ''] = value.split('.');
        return equal(signature, sign(`${expiry}.${nonce}`)) && Number.parseInt(expiry, 36) > now();
      });
    },

    hasToken(authorization) {
      const given = /^Bearer ([\w-]{43})$/i.exec(authorization)?.[1];
      return given !== undefined && equal(given, token);
    },
  };
}

function launchCodes(clock: Clock): Pick<Access, 'issueCode' | 'redeem'> {
  const codes = new Map<string, number>();
  let wrong: number[] = [];
  return {
    issueCode() {
      const code = randomBytes(32).toString('base64url');
      codes.set(digest(code), clock.monotonicMs() + WEB_LIMITS.codeMs);
      const [oldest] = codes.keys();
      if (codes.size > WEB_LIMITS.codes && oldest !== undefined) codes.delete(oldest);
      return code;
    },
    redeem(code) {
      const now = clock.monotonicMs();
      wrong = wrong.filter((at) => at > now - WEB_LIMITS.wrongCodesMs);
      if (wrong.length >= WEB_LIMITS.wrongCodes) return 'limited';
      // Looked up by its digest: how long that takes tells nothing about the code.
      const expiry = codes.get(digest(code));
      codes.delete(digest(code));
      if (expiry !== undefined && now < expiry) return 'accepted';
      wrong.push(now);
      return 'refused';
    },
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** Equal or not, in a time that does not depend on where they differ. */
function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookiesNamed(name: string, header: string | undefined): string[] {
  return (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
}
