import type { LedgerConnector } from '../../../engine/ports.ts';
import { XeroConnection } from './connection.ts';
import { Config } from './settings.ts';
import { signIn } from './sign-in.ts';

/** Bills in Xero (docs/ledgers/xero.md). */
export const xero: LedgerConnector<Config> = {
  id: 'xero',
  title: 'Xero',
  about:
    'Online books. Bills are written as drafts with the original attached. Needs an app of your own, registered free with Xero, and a sign-in with your browser.',
  config: Config,
  finish: 'draft',
  // The id of the organisation never changes; before the first sign-in there are no books yet.
  address: ({ tenantId, organisation, clientId }) => tenantId ?? organisation ?? clientId,
  signIn,
  connect: (config, ports) => new XeroConnection(config, ports),
};
