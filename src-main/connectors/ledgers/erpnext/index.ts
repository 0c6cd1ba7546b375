import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { requestLimitSetting, settleMsOf } from '../../web-ledger/request-limit.ts';
import { safeAddress } from '../../web-ledger/web-request.ts';
import { ErpBooks } from './books.ts';
import { ErpClient } from './client.ts';
import { ErpCompany } from './company.ts';

const Config = z.object({
  url: z
    .string()
    .max(500)
    .refine((text) => safeAddress(text) !== undefined, 'an address with https')
    .meta({ title: 'Address', description: 'Where ERPNext is opened in the browser', kind: 'url', placeholder: 'https://erp.example.com' }),
  apiKey: z.string().trim().min(1).max(200).meta({ title: 'API key', description: 'User, Settings, API Access, Generate Keys' }),
  apiSecret: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ title: 'API secret', description: 'Shown once when the keys are generated', secret: true }),
  company: z.string().trim().max(200).optional().meta({ title: 'Company', description: 'Only where the user sees more than one' }),
  unit: z.string().trim().min(1).max(40).default('Nos').meta({ title: 'Unit', description: 'Unit of measure of the lines' }),
  requestLimit: requestLimitSetting('Seconds after which the server ends a request'),
});
type Config = z.infer<typeof Config>;

/** ERPNext 13 and later: purchase invoices as drafts, then submitted. */
export const erpnext: LedgerConnector<Config> = {
  id: 'erpnext',
  title: 'ERPNext',
  about: 'ERPNext 13 or later, hosted or your own. Needs API keys of a user with the roles Accounts User and Purchase User.',
  config: Config,
  finish: 'draft',
  address: ({ url, company }) => `${baseOf(url).host}${company ? `/${company}` : ''}`,
  connect(config) {
    const stop = new AbortController();
    const client = new ErpClient({ base: baseOf(config.url), apiKey: config.apiKey, apiSecret: config.apiSecret }, stop.signal);
    const company = new ErpCompany(client, config.company === '' ? undefined : config.company);
    return new ErpBooks(client, company, { settleMs: settleMsOf(config.requestLimit), unit: config.unit, stop });
  },
};

/** The address with the slash at its end that paths are added to. */
function baseOf(text: string): URL {
  const url = safeAddress(text);
  if (url === undefined) throw new EngineError('invalid_input', { note: 'The address of ERPNext must begin with https.' });
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
