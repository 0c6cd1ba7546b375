import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { requestLimitSetting, settleMsOf } from '../../web-ledger/request-limit.ts';
import { safeAddress } from '../../web-ledger/web-request.ts';
import { OdooBooks } from './books.ts';
import { OdooClient } from './client.ts';
import { OdooRecords } from './records.ts';

const Config = z.object({
  url: z
    .string()
    .max(500)
    .refine((text) => safeAddress(text) !== undefined, 'an address with https')
    .meta({ title: 'Address', description: 'Where Odoo is opened in the browser', kind: 'url', placeholder: 'https://books.example.com' }),
  database: z.string().trim().min(1).max(200).meta({ title: 'Database', description: 'Its name as the login page shows it' }),
  user: z.string().trim().min(1).max(200).meta({ title: 'User', description: 'The login of the user whom the key belongs to' }),
  apiKey: z.string().trim().min(1).max(200).meta({
    title: 'API key',
    description: 'Preferences, Account Security, New API Key; it ends after three months at the latest',
    secret: true,
  }),
  company: z.string().trim().max(200).optional().meta({ title: 'Company', description: 'Only where the user sees more than one' }),
  api: z
    .enum(['auto', 'json-2', 'json-rpc'])
    .default('auto')
    .meta({ title: 'API', description: 'JSON-2 is there from Odoo 19 on; auto asks' }),
  requestLimit: requestLimitSetting('Seconds after which the server ends a request (limit_time_real)'),
});
type Config = z.infer<typeof Config>;

/** Odoo 14 and later: bills as drafts, posted by `action_post`. */
export const odoo: LedgerConnector<Config> = {
  id: 'odoo',
  title: 'Odoo',
  about:
    'Odoo 14 or later, hosted or your own. Needs an API key of a user who may enter vendor bills; Odoo Online offers keys on the Custom plan alone.',
  config: Config,
  finish: 'draft',
  address: ({ url, database, company }) => `${baseOf(url).host}/${database}${company ? `/${company}` : ''}`,
  connect(config) {
    const stop = new AbortController();
    const { database, user, apiKey, api } = config;
    const client = new OdooClient({ base: baseOf(config.url), database, user, apiKey, api }, stop.signal);
    const company = config.company === undefined || config.company === '' ? undefined : config.company;
    return new OdooBooks(new OdooRecords(client, company), settleMsOf(config.requestLimit), stop);
  },
};

/** The address with the slash at its end that paths are added to. */
function baseOf(text: string): URL {
  const url = safeAddress(text);
  if (url === undefined) throw new EngineError('invalid_input', { note: 'The address of Odoo must begin with https.' });
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
