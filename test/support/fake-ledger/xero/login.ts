/** Xero's sign-in server: code with PKCE, access tokens of 30 minutes, refresh tokens that change at every use and are good for 30 minutes more. */
import { createHash } from 'node:crypto';
import { type FakeDb, readSwitch } from '../fake-store.ts';
import type { FakeReply, FakeRequest, FakeRoute } from '../fake-vendor.ts';
import { CLIENT_ID } from './tables.ts';

const HALF_HOUR_MS = 30 * 60_000;

export const loginRoutes: readonly FakeRoute[] = [
  { method: 'GET', path: '/identity/connect/authorize', kind: 'other', handle: authorize },
  { method: 'POST', path: '/connect/token', kind: 'token', handle: token },
  {
    method: 'GET',
    path: '/connections',
    kind: 'other',
    handle: (request, db) => {
      if (!isLoggedIn(request, db)) return { status: 401, json: {} };
      const rows = db.prepare('SELECT id, name FROM tenant ORDER BY name').all() as { id: string; name: string }[];
      return {
        status: 200,
        json: rows.map(({ id, name }) => ({ id: crypto.randomUUID(), tenantId: id, tenantType: 'ORGANISATION', tenantName: name })),
      };
    },
  },
];

export function isLoggedIn(request: FakeRequest, db: FakeDb): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return db.prepare('SELECT 1 FROM access WHERE token = ? AND expires > ?').get(given, Date.now()) !== undefined;
}

/** Consents at once, unless the switch `consent` says `refuse`. */
function authorize({ query }: FakeRequest, db: FakeDb): FakeReply {
  const redirect = query.get('redirect_uri') ?? '';
  const good =
    query.get('response_type') === 'code' &&
    query.get('client_id') === CLIENT_ID &&
    query.get('code_challenge_method') === 'S256' &&
    (query.get('scope') ?? '').split(' ').includes('offline_access') &&
    /^http:\/\/localhost:\d+\/callback$/.test(redirect);
  if (!good) return { status: 400, text: 'unauthorized_client', type: 'text/html' };
  const answer = new URL(redirect);
  if (readSwitch(db, 'consent') === 'refuse') answer.searchParams.set('error', 'access_denied');
  else {
    const code = crypto.randomUUID();
    db.prepare('INSERT INTO code VALUES (?, ?, ?)').run(code, query.get('code_challenge'), redirect);
    answer.searchParams.set('code', code);
  }
  answer.searchParams.set('state', query.get('state') ?? '');
  return { status: 302, headers: { location: answer.toString() }, text: '', type: 'text/html' };
}

function token(request: FakeRequest, db: FakeDb): FakeReply {
  const form = request.form();
  if (form.get('client_id') !== CLIENT_ID) return { status: 400, json: { error: 'invalid_client' } };
  const granted =
    form.get('grant_type') === 'authorization_code'
      ? takeCode(form, db)
      : form.get('grant_type') === 'refresh_token' && takeRefresh(form.get('refresh_token') ?? '', db);
  return granted ? { status: 200, json: newTokens(db) } : { status: 400, json: { error: 'invalid_grant' } };
}

function takeCode(form: URLSearchParams, db: FakeDb): boolean {
  const row = db.prepare('DELETE FROM code WHERE code = ? RETURNING challenge, redirect').get(form.get('code') ?? '');
  if (row === undefined) return false;
  const { challenge, redirect } = row as { challenge: string; redirect: string };
  const proof = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  return proof === challenge && form.get('redirect_uri') === redirect;
}

/** A used one stays good for a while, so that a lost answer is no lost login. Switch `grace-ms`. */
function takeRefresh(given: string, db: FakeDb): boolean {
  const row = db.prepare('SELECT replaced FROM refresh WHERE token = ?').get(given) as { replaced: number | null } | undefined;
  if (row === undefined) return false;
  if (row.replaced !== null) return Date.now() - row.replaced < Number(readSwitch(db, 'grace-ms') ?? HALF_HOUR_MS);
  db.prepare('UPDATE refresh SET replaced = ? WHERE token = ?').run(Date.now(), given);
  return true;
}

function newTokens(db: FakeDb): Record<string, unknown> {
  const [access, refresh] = [crypto.randomUUID(), crypto.randomUUID()];
  db.prepare('INSERT INTO access VALUES (?, ?)').run(access, Date.now() + HALF_HOUR_MS);
  db.prepare('INSERT INTO refresh VALUES (?, NULL)').run(refresh);
  return { access_token: access, refresh_token: refresh, expires_in: HALF_HOUR_MS / 1000, token_type: 'Bearer' };
}

export function expireToken(db: FakeDb): void {
  db.prepare('DELETE FROM access').run();
}
