/**
 * Signing in through a token broker. Intuit gives tokens to apps with a client secret alone and sends browsers to registered `https`
 * addresses alone; a program on a desktop can keep no secret and has no such address. The broker is a small service that does: its protocol is
 * in docs/ledgers/quickbooks.md. Tickmark never sees the secret, the broker never keeps a token.
 */
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { Clock, LedgerSignIn } from '../../../engine/ports.ts';
import { listenForRedirect } from '../../oauth/loopback.ts';
import { newProof, newState } from '../../oauth/pkce.ts';
import { askForToken, type TokenSecrets } from '../../oauth/tokens.ts';
import { jsonOf, safeAddress, sendRequest } from '../../web-ledger/web-request.ts';

const TIMEOUT_MS = 30_000;
const Begun = z.object({ authorize_url: z.string() });

type Ports = { readonly clock: Clock; readonly signal: AbortSignal };

/** @throws EngineError `ledger_unreachable`, `ledger_login_failed` */
export async function beginSignIn(broker: URL, ports: Ports): Promise<LedgerSignIn> {
  const [state, proof] = [newState(), newProof()];
  const redirect = await listenForRedirect({ port: 0, state, signal: ports.signal });
  const answer = await sendRequest({
    method: 'POST',
    url: new URL('begin', broker),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uri: redirect.redirectUri, state, code_challenge: proof.challenge }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: 64 * 1024,
    signal: ports.signal,
  });
  const begun = answer.status === 200 ? Begun.safeParse(jsonOf(answer)) : undefined;
  const url = begun?.success === true ? safeAddress(begun.data.authorize_url) : undefined;
  if (begun?.success !== true || url === undefined)
    throw new EngineError('ledger_unreachable', { note: 'There is no token broker at this address.' });
  const done = finish(broker, redirect.code, proof.verifier, ports);
  done.catch(() => undefined);
  return { url: begun.data.authorize_url, done };
}

/** The code is `<realm>.<one-time text>`: Intuit tells the company beside its own code, to the broker alone. */
async function finish(broker: URL, waiting: Promise<string>, verifier: string, ports: Ports): Promise<Awaited<LedgerSignIn['done']>> {
  const code = await waiting;
  const realm = /^(\d{1,30})\./.exec(code)?.[1];
  if (realm === undefined) throw new EngineError('ledger_login_failed', { note: 'The broker did not say which company was chosen.' });
  const secrets = await askForToken(new URL('token', broker), { grant_type: 'authorization_code', code, code_verifier: verifier }, ports);
  if (secrets.refreshToken === '')
    throw new EngineError('ledger_login_failed', { note: 'The broker gave no token to stay signed in with.' });
  return { settings: { realm }, secrets };
}

/** New tokens for an old refresh token. */
export function renewThrough(broker: URL, ports: Ports): (refreshToken: string) => Promise<TokenSecrets> {
  return (refreshToken) => askForToken(new URL('token', broker), { grant_type: 'refresh_token', refresh_token: refreshToken }, ports);
}
