import { z } from 'zod';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { sha256Of } from '../batch-files/entry-record.ts';
import { isLoopback } from './addresses.ts';
import { WebhookReceiver } from './client.ts';
import { signingKey } from './map.ts';

const Config = z.object({
  url: z
    .string()
    .max(2000)
    .refine(isReceiver, 'an address that begins with https:// (http:// to this machine only), without user and password')
    .meta({
      title: 'Address',
      description: 'Where events are posted. Kept like a password, since whoever knows it can post to many receivers.',
      placeholder: 'https://hooks.example.org/tickmark',
      secret: true,
    }),
  secret: z
    .string()
    .refine((secret) => signingKey(secret) !== undefined, 'whsec_ and 24 to 64 bytes in Base64')
    .meta({
      title: 'Signing secret',
      description: 'The receiver checks signatures with the same one.',
      placeholder: 'whsec_…',
      secret: true,
    }),
  source: z
    .string()
    .regex(/^[\w./:-]{1,200}$/)
    .default('/tickmark')
    .meta({ title: 'Source', description: 'Names this client in each event.' }),
  contentType: z.enum(['application/cloudevents+json', 'application/json']).default('application/cloudevents+json').meta({
    title: 'Content type',
    description: 'Some receivers read only application/json.',
  }),
  sendsDocument: z.boolean().default(false).meta({ title: 'Send the document itself along (Base64, up to 10 MB)' }),
  allowsPrivate: z.boolean().default(false).meta({ title: 'The receiver is in our own network' }),
  timeoutSeconds: z.int().min(1).max(120).default(20).meta({ title: 'Longest wait for an answer in seconds' }),
});
type Config = z.infer<typeof Config>;

/** Signed events for anything that can receive a POST. */
export const webhook: LedgerConnector<Config> = {
  id: 'webhook',
  title: 'Webhook (signed CloudEvents)',
  about: 'Posts each cleared document as a signed event to an address of yours: robots, Power Automate, Zapier, your own program.',
  config: Config,
  finish: 'final',
  // The address may be a secret as a whole, so that it is told by its host and a fingerprint.
  address: ({ url }) => `${new URL(url).host}#${sha256Of(url).slice(0, 12)}`,
  connect: ({ url, secret, timeoutSeconds, ...rest }, ports) => {
    const key = signingKey(secret);
    if (!key) throw new TypeError('the settings were not parsed');
    return new WebhookReceiver({ ...rest, url: new URL(url), key, timeoutMs: timeoutSeconds * 1000 }, ports);
  },
};

function isReceiver(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
