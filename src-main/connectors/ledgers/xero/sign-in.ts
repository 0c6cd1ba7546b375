/** Signing in: the browser, the redirect to this machine, the tokens, the organisation. */
import { EngineError } from '../../../contract/index.ts';
import type { Clock, LedgerSignIn } from '../../../engine/ports.ts';
import { listenForRedirect } from '../../oauth/loopback.ts';
import { newProof, newState } from '../../oauth/pkce.ts';
import { askForToken } from '../../oauth/tokens.ts';
import { oneLine } from '../../one-line.ts';
import { jsonOf, sendRequest } from '../../web-ledger/web-request.ts';
import { Connections } from './schemas.ts';
import { type Config, serversOf } from './settings.ts';

type Ports = { readonly clock: Clock; readonly signal: AbortSignal };

/** @throws EngineError `ledger_login_failed` where the port is taken */
export async function signIn(config: Config, ports: Ports): Promise<LedgerSignIn> {
  const servers = serversOf(config);
  const proof = newProof();
  const state = newState();
  const redirect = await listenForRedirect({ port: config.redirectPort, state, signal: ports.signal });
  const url = new URL('/identity/connect/authorize', servers.login);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: config.clientId,
    redirect_uri: redirect.redirectUri,
    scope: config.scopes,
    state,
    code_challenge: proof.challenge,
    code_challenge_method: 'S256',
  }).toString();
  const done = finish(config, ports, redirect, proof.verifier);
  done.catch(() => undefined);
  return { url: url.toString(), done };
}

async function finish(
  config: Config,
  { clock, signal }: Ports,
  redirect: { readonly redirectUri: string; readonly code: Promise<string> },
  verifier: string,
): Promise<Awaited<LedgerSignIn['done']>> {
  const code = await redirect.code;
  const form = {
    grant_type: 'authorization_code',
    client_id: config.clientId,
    code,
    redirect_uri: redirect.redirectUri,
    code_verifier: verifier,
  };
  const secrets = await askForToken(new URL('/connect/token', serversOf(config).identity), form, { clock, signal });
  if (secrets.refreshToken === '') throw new EngineError('ledger_login_failed', { note: 'The app may not stay signed in.' });
  const { tenantId, name } = await chosen(config, secrets.accessToken, signal);
  return { settings: { tenantId, organisation: name }, secrets };
}

/** The organisation that was named, or the only one. Books are never guessed. */
async function chosen(config: Config, accessToken: string, signal: AbortSignal): Promise<{ tenantId: string; name: string }> {
  const answer = await sendRequest({
    method: 'GET',
    url: new URL('/connections', serversOf(config).api),
    headers: { authorization: `Bearer ${accessToken}` },
    timeoutMs: config.timeoutSeconds * 1000,
    signal,
  });
  if (answer.status !== 200) throw new EngineError('ledger_unreachable', { note: `It answered with ${answer.status}.` });
  const parsed = Connections.safeParse(jsonOf(answer));
  if (!parsed.success) throw new EngineError('ledger_unreachable', { note: 'Its answer could not be read.' });
  const organisations = parsed.data
    .filter(({ tenantType }) => !tenantType || tenantType === 'ORGANISATION')
    .map(({ tenantId, tenantName }) => ({ tenantId, name: oneLine(tenantName ?? '', 255) || tenantId }));
  const wanted = config.organisation?.toLowerCase();
  const fitting =
    wanted === undefined
      ? organisations
      : organisations.filter(({ name, tenantId }) => name.toLowerCase() === wanted || tenantId.toLowerCase() === wanted);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  const names = organisations.map(({ name }) => name).join(', ');
  throw new EngineError('invalid_input', {
    note:
      names === ''
        ? 'The sign-in gives access to no organisation.'
        : `Write the name of one organisation into the settings and sign in again: ${names}.`,
  });
}
