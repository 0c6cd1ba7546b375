import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import { safeAddress } from '../../web-ledger/web-request.ts';

/**
 * The least that the connector needs, by the granular names that apps registered since March 2026 must use. `offline_access` gives the
 * refresh token.
 */
const SCOPES = 'offline_access accounting.invoices accounting.contacts accounting.attachments accounting.settings.read';

/** Texts as a form sends them; empty ones count as absent. */
const optionalText = (max: number) =>
  z.preprocess((value) => (value === '' ? undefined : value), z.string().trim().min(1).max(max).optional());

export const Config = z.object({
  clientId: z.string().trim().min(1).max(100).meta({
    title: 'Client id',
    description: 'Of the app that your practice registered with Xero, of the kind "Auth code with PKCE". It is no secret.',
  }),
  redirectPort: z.coerce.number().int().min(1024).max(65_535).default(8747).meta({
    title: 'Port for the sign-in',
    description: 'The registration of the app must name http://localhost:8747/callback, or the same with another port chosen here.',
  }),
  organisation: optionalText(255).meta({
    title: 'Organisation',
    description: 'Its name in Xero. Needed only where the sign-in gives access to several; otherwise it is filled in.',
  }),
  tenantId: optionalText(36).meta({ title: 'Organisation id', description: 'Filled in by signing in.' }),
  refreshToken: optionalText(4096).meta({
    title: 'Refresh token',
    secret: true,
    description: 'Filled in by signing in, and changed at every use. Type one only where no browser can be used on this machine.',
  }),
  scopes: z.string().trim().min(1).max(500).default(SCOPES).meta({
    title: 'Rights',
    description: 'What the app asks for at the sign-in. Apps registered before March 2026 may need the older names.',
  }),
  requestsPerMinute: z.coerce.number().int().min(1).max(100_000).default(60).meta({
    title: 'Requests a minute',
    description: 'Xero allows 60 for each organisation. Choose less where other programs of the same app work on the same books.',
  }),
  timeoutSeconds: z.coerce.number().int().min(1).max(300).default(60).meta({
    title: 'Longest answer in seconds',
    description: 'How long an answer is waited for. After a lost one, three times as long passes before the books are searched.',
  }),
  server: optionalText(300)
    .refine((text) => text === undefined || safeAddress(text) !== undefined, 'an https address')
    .meta({ title: 'Another server', kind: 'url', description: 'Leave empty. For a stand-in of Xero in tests.' }),
});
export type Config = z.infer<typeof Config>;

/** Where requests go. A stand-in plays all three. */
export function serversOf(config: Config): { readonly api: URL; readonly login: URL; readonly identity: URL } {
  const own = config.server === undefined ? undefined : safeAddress(config.server);
  return {
    api: own ?? new URL('https://api.xero.com'),
    login: own ?? new URL('https://login.xero.com'),
    identity: own ?? new URL('https://identity.xero.com'),
  };
}

/** The organisation that was chosen at the sign-in. @throws EngineError `ledger_login_failed` */
export function tenantOf(config: Config): string {
  if (config.tenantId === undefined) throw new EngineError('ledger_login_failed', { note: 'Nobody has signed in yet.' });
  return config.tenantId;
}
