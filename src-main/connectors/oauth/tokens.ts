/**
 * Access tokens of OAuth 2 with refresh tokens that change at every use. The rule that matters: a new refresh token is safe in the vault
 * before the access token that came with it is used, since the old one may be worthless from then on.
 */
import { z } from 'zod';
import { EngineError } from '../../contract/index.ts';
import type { Clock, LedgerVault, Log } from '../../engine/ports.ts';
import { jsonOf, sendRequest } from '../web-ledger/web-request.ts';

/** What lies in the vault. `expiresAt` is an instant; it saves a refresh after a restart and is never trusted over a 401. */
export type TokenSecrets = { readonly refreshToken: string; readonly accessToken: string; readonly expiresAt: string };

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().default(1800),
});

const TIMEOUT_MS = 30_000;
/** A token is renewed this long before it ends, so that it does not end on its way. */
const MARGIN_MS = 60_000;

/**
 * Asks a token endpoint (RFC 6749, 4.1.3 and 6).
 * @throws EngineError `ledger_login_failed` where it says no, `ledger_unreachable`, `ledger_busy`
 */
export async function askForToken(
  endpoint: URL,
  form: Readonly<Record<string, string>>,
  {
    clock,
    signal,
    headers = {},
  }: { readonly clock: Clock; readonly signal: AbortSignal; readonly headers?: Readonly<Record<string, string>> },
): Promise<TokenSecrets> {
  const answer = await sendRequest({
    method: 'POST',
    url: endpoint,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
    timeoutMs: TIMEOUT_MS,
    maxBytes: 256 * 1024,
    signal,
  });
  if (answer.status >= 500) throw new EngineError('ledger_unreachable', { note: `The sign-in server answered with ${answer.status}.` });
  if (answer.status !== 200) throw new EngineError('ledger_login_failed', { details: { status: String(answer.status) } });
  const parsed = TokenAnswer.safeParse(jsonOf(answer));
  if (!parsed.success) throw new EngineError('ledger_unreachable', { note: 'The answer of the sign-in server could not be read.' });
  const { access_token, refresh_token, expires_in } = parsed.data;
  return {
    accessToken: access_token,
    // A server that does not rotate sends none: the old one stays.
    refreshToken: refresh_token ?? form['refresh_token'] ?? '',
    expiresAt: new Date(Date.parse(clock.now()) + expires_in * 1000).toISOString(),
  };
}

export type TokenSource = {
  /** A token that should be good, renewed where it is about to end. */
  token(): Promise<string>;
  /** A token other than `refused`, which the server did not take. */
  tokenAfter(refused: string): Promise<string>;
};

type Ports = { readonly vault: LedgerVault; readonly clock: Clock; readonly log: Log };

/** Renewals that are running, by vault: two connections of one login must not use the same refresh token at once. */
const running = new WeakMap<LedgerVault, Promise<TokenSecrets>>();

/** `renew` asks for new tokens with a refresh token, as `askForToken` does. */
export function tokenSource(ports: Ports, renew: (refreshToken: string) => Promise<TokenSecrets>): TokenSource {
  const { vault, clock, log } = ports;
  let known: TokenSecrets | undefined;

  const renewed = async (refused: string | undefined): Promise<string> => {
    const flight = running.get(vault) ?? startRenewal(refused);
    known = await flight;
    return known.accessToken;
  };
  const startRenewal = (refused: string | undefined): Promise<TokenSecrets> => {
    const flight = renewInVault(vault, clock, refused, renew).finally(() => running.delete(vault));
    running.set(vault, flight);
    flight.then(
      () => log.info('ledger.token-renewed'),
      () => undefined,
    );
    return flight;
  };

  return {
    async token() {
      if (known === undefined || isEnding(known, clock)) known = await secretsOf(vault);
      return isEnding(known, clock) ? await renewed(undefined) : known.accessToken;
    },
    async tokenAfter(refused) {
      if (known !== undefined && known.accessToken !== refused) return known.accessToken;
      return await renewed(refused);
    },
  };
}

async function renewInVault(
  vault: LedgerVault,
  clock: Clock,
  refused: string | undefined,
  renew: (refreshToken: string) => Promise<TokenSecrets>,
): Promise<TokenSecrets> {
  const kept = await secretsOf(vault);
  // Somebody else renewed in the meantime.
  if (!isEnding(kept, clock) && kept.accessToken !== refused) return kept;
  const fresh = await renew(kept.refreshToken);
  await vault.write(fresh);
  return fresh;
}

async function secretsOf(vault: LedgerVault): Promise<TokenSecrets> {
  const { refreshToken, accessToken = '', expiresAt = '' } = await vault.read();
  if (refreshToken === undefined || refreshToken === '')
    throw new EngineError('ledger_login_failed', { note: 'Nobody has signed in yet.' });
  return { refreshToken, accessToken, expiresAt };
}

function isEnding({ accessToken, expiresAt }: TokenSecrets, clock: Clock): boolean {
  const ends = Date.parse(expiresAt);
  return accessToken === '' || Number.isNaN(ends) || ends - MARGIN_MS <= Date.parse(clock.now());
}
