import { z } from 'zod';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { TrytonBooks } from './books.ts';
import { TrytonConnection } from './client.ts';
import { TrytonSession } from './session.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

const Config = z
  .object({
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .meta({
        title: 'Address of the server',
        description: 'Without the database',
        kind: 'url',
        placeholder: 'https://tryton.example.org',
      }),
    database: z
      .string()
      .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}$/, 'the name of the database')
      .meta({ title: 'Database' }),
    user: z
      .string()
      .min(1)
      .max(200)
      .meta({ title: 'User name', description: 'A user of the group "Account", best one for Tickmark alone' }),
    password: z.string().min(1).max(500).meta({ title: 'Password', secret: true }),
    company: z.string().min(1).max(200).optional().meta({ title: 'Company', description: 'Only where the user works for several' }),
    requestTimeoutSeconds: z.int().min(1).max(600).default(60).meta({
      title: 'Longest request in seconds',
      description: 'After a lost answer Tickmark waits half as long again before it looks whether the bill is there',
    }),
    allowPlainHttp: z
      .boolean()
      .default(false)
      .meta({ title: 'Allow http without encryption', description: 'Only in a network of your own: the password goes over it readably' }),
  })
  .refine(({ url, allowPlainHttp }) => allowPlainHttp || new URL(url).protocol === 'https:' || LOOPBACK.includes(new URL(url).hostname), {
    message: 'Use https, or allow http without encryption',
    path: ['url'],
  });
type Config = z.infer<typeof Config>;

/** Without what is no part of a place: a user name, a query, slashes at the end. */
function baseOf({ url }: Pick<Config, 'url'>): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

/**
 * How long a lost request may still be at work, counted from the beginning of its step: half of the longest request may pass before it
 * is sent (`sendBefore`), then one such request. The server sets itself no limit; the longest that we would have waited for must do.
 */
const settleMs = ({ requestTimeoutSeconds }: Config): number => requestTimeoutSeconds * 1500 + 1000;

/** Bills on a Tryton 6.0 server. */
export const tryton: LedgerConnector<Config> = {
  id: 'tryton',
  title: 'Tryton',
  about: 'Supplier bills on a Tryton 6.0 server, over its own protocol. Needs a user of the group "Account".',
  config: Config,
  finish: 'draft',
  address: (config) => `${baseOf(config)}/${config.database}${config.company === undefined ? '' : ` (${config.company})`}`,
  connect(config, { clock, log }) {
    const { database, user, password, requestTimeoutSeconds } = config;
    const session = new TrytonSession(
      { url: baseOf(config), database, user, password, timeoutMs: requestTimeoutSeconds * 1000 },
      clock,
      log,
    );
    return new TrytonConnection(new TrytonBooks(session, config.company, clock), settleMs(config));
  },
};
