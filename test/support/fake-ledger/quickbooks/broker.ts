/**
 * The token broker of docs/ledgers/quickbooks.md, and Intuit behind it: `begin`, a page that stands for the sign-in in the browser, `token`.
 * Refresh tokens change at every use; the one before the last stays good, as Intuit's does for a day.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { FakeDb } from '../fake-store.ts';
import { readSwitch } from '../fake-store.ts';
import type { FakeReply, FakeRequest, FakeRoute } from '../fake-vendor.ts';

export const REALM = '4620816365001234567';
export const FIRST_REFRESH_TOKEN = 'RT1-first-refresh-token-of-the-fake';

export const BROKER_TABLES = `
  CREATE TABLE handover (state TEXT PRIMARY KEY, redirect_uri TEXT NOT NULL, challenge TEXT NOT NULL, code TEXT) STRICT;
  CREATE TABLE login (id INTEGER PRIMARY KEY, access TEXT, refresh TEXT, previous TEXT, expires INTEGER) STRICT;`;

const secret = () => randomBytes(18).toString('base64url');

function begin(request: FakeRequest, db: FakeDb): FakeReply {
  const { redirect_uri: uri, state, code_challenge: challenge } = request.json() as Record<string, string>;
  // A broker that sends codes anywhere would hand them to strangers.
  if (!/^http:\/\/(localhost|127\.0\.0\.1):\d+\/callback$/.test(uri ?? '') || !state || !challenge)
    return { status: 400, json: { error: 'invalid_request' } };
  db.prepare('INSERT INTO handover (state, redirect_uri, challenge) VALUES (?, ?, ?)').run(state, uri, challenge);
  const url = new URL('/authorize', `http://${request.headers.host}`);
  url.searchParams.set('state', state);
  return { status: 200, json: { authorize_url: url.toString() } };
}

/** The person says yes at Intuit, the broker takes the tokens and sends the browser home. */
function authorize(request: FakeRequest, db: FakeDb): FakeReply {
  const state = request.query.get('state') ?? '';
  const row = db.prepare('SELECT redirect_uri FROM handover WHERE state = ?').get(state) as { redirect_uri: string } | undefined;
  if (row === undefined) return { status: 400, json: {} };
  const code = `${REALM}.${secret()}`;
  db.prepare('UPDATE handover SET code = ? WHERE state = ?').run(code, state);
  const home = new URL(row.redirect_uri);
  home.search = new URLSearchParams(
    readSwitch(db, 'refuse') === undefined ? { code, state } : { error: 'access_denied', state },
  ).toString();
  return { status: 302, headers: { location: home.toString() } };
}

function token(request: FakeRequest, db: FakeDb): FakeReply {
  const form = request.form();
  const denied: FakeReply = { status: 400, json: { error: 'invalid_grant' } };
  if (readSwitch(db, 'signed-out') !== undefined) return denied;
  if (form.get('grant_type') === 'authorization_code') {
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const { changes } = db.prepare('DELETE FROM handover WHERE code = ? AND challenge = ?').run(form.get('code') ?? '', challenge);
    return changes === 1 ? issue(db) : denied;
  }
  const given = form.get('refresh_token') ?? '';
  const known = db.prepare('SELECT 1 FROM login WHERE refresh = ? OR previous = ?').get(given, given);
  return form.get('grant_type') === 'refresh_token' && known !== undefined ? issue(db) : denied;
}

function issue(db: FakeDb): FakeReply {
  const [access, refresh] = [`AT-${secret()}`, `RT-${secret()}`];
  const life = Number(readSwitch(db, 'token-seconds') ?? '3600');
  db.prepare('UPDATE login SET access = ?, previous = refresh, refresh = ?, expires = ? WHERE id = 1').run(
    access,
    refresh,
    Date.now() + life * 1000,
  );
  return { status: 200, json: { access_token: access, refresh_token: refresh, expires_in: life, token_type: 'bearer' } };
}

/** True where the request carries the access token that is good now. */
export function isSignedIn({ headers }: FakeRequest, db: FakeDb): boolean {
  const row = db.prepare('SELECT access, expires FROM login WHERE id = 1').get() as { access: string | null; expires: number };
  return row.access !== null && row.expires > Date.now() && headers['authorization'] === `Bearer ${row.access}`;
}

export const BROKER_ROUTES: readonly FakeRoute[] = [
  { method: 'POST', path: '/broker/begin', kind: 'other', handle: begin },
  { method: 'GET', path: '/authorize', kind: 'other', handle: authorize },
  { method: 'POST', path: '/broker/token', kind: 'token', handle: token },
];
