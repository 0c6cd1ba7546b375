import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { tokenSource } from '../../oauth/tokens.ts';
import { requestLimitSetting, settleMsOf } from '../../web-ledger/request-limit.ts';
import { safeAddress } from '../../web-ledger/web-request.ts';
import { QuickbooksBooks } from './books.ts';
import { QuickbooksClient } from './client.ts';
import { beginSignIn, renewThrough } from './sign-in.ts';

const address = () =>
  z
    .string()
    .trim()
    .max(500)
    .refine((text) => safeAddress(text) !== undefined, 'an address with https');

const Config = z.object({
  broker: address().meta({
    title: 'Token broker',
    description: 'Address of the service that holds the secret of your app with Intuit',
    kind: 'url',
    placeholder: 'https://broker.example.com/quickbooks',
  }),
  realm: z
    .preprocess(
      (value) => (value === '' ? undefined : value),
      z
        .string()
        .trim()
        .regex(/^\d{1,30}$/, 'digits alone')
        .optional(),
    )
    .meta({ title: 'Company id', description: 'Filled in by signing in' }),
  api: address()
    .default('https://quickbooks.api.intuit.com')
    .meta({ title: 'API', description: 'Companies for trying things out are at https://sandbox-quickbooks.api.intuit.com', kind: 'url' }),
  refreshToken: z
    .preprocess((value) => (value === '' ? undefined : value), z.string().trim().min(1).max(4096).optional())
    .meta({
      title: 'Refresh token',
      description: 'Filled in by signing in, and changed at every use',
      secret: true,
    }),
  requestLimit: requestLimitSetting('Seconds that a request may go on; Intuit says 120'),
});
type Config = z.infer<typeof Config>;

/** Bills, supplier credits and expenses in QuickBooks Online; signed in through a token broker. */
export const quickbooks: LedgerConnector<Config> = {
  id: 'quickbooks',
  title: 'QuickBooks Online',
  about:
    'Online books of Intuit. Needs an app of your own with Intuit and a token broker that holds its secret, since Intuit lets no desktop program sign in by itself. There are no drafts.',
  config: Config,
  finish: 'final',
  // The company's id never changes; before the first sign-in there are no books yet.
  address: ({ realm, broker }) => realm ?? baseOf(broker).host,
  signIn: (config, { clock, signal }) => beginSignIn(baseOf(config.broker), { clock, signal }),
  connect(config, ports) {
    const stop = new AbortController();
    const renew = renewThrough(baseOf(config.broker), { clock: ports.clock, signal: stop.signal });
    if (config.realm === undefined) throw new EngineError('ledger_login_failed', { note: 'Nobody has signed in yet.' });
    const client = new QuickbooksClient({
      api: baseOf(config.api),
      realm: config.realm,
      tokens: tokenSource(ports, renew),
      signal: stop.signal,
    });
    return new QuickbooksBooks(client, { settleMs: settleMsOf(config.requestLimit), clock: ports.clock, stop });
  },
};

/** The address with the slash at its end that paths are added to. */
function baseOf(text: string): URL {
  const url = safeAddress(text);
  if (url === undefined) throw new EngineError('invalid_input', { note: 'The address must begin with https.' });
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
