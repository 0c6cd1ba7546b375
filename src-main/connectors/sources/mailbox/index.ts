import { z } from 'zod';
import type { SourceConnector } from '../../../engine/ports.ts';
import type { MailTiming } from './client.ts';
import { MailboxWatch } from './client.ts';
import { imapClient, mailError, openFolder, SILENCE_MS } from './connection.ts';
import type { StartMailParser } from './mail-parser-process.ts';
import { forkMailParser, MailParserProcess } from './mail-parser-process.ts';

const Config = z.object({
  host: z.string().min(1).max(255).describe('Mail server, for instance imap.example.org'),
  port: z.int().min(1).max(65_535).default(993).describe('993 with TLS, 143 with STARTTLS'),
  security: z
    .enum(['tls', 'starttls', 'plain-loopback'])
    .default('tls')
    .describe('How the connection is protected; without protection to this machine only'),
  user: z.string().min(1).max(500).describe('User name, usually the mail address'),
  password: z.string().min(1).max(500).describe('Password; some providers want an app password').meta({ secret: true }),
  folder: z.string().min(1).max(500).default('INBOX').describe('Folder that is read; messages stay untouched'),
  certificateAuthority: z.string().max(100_000).optional().describe('Certificate (PEM) of an own authority, where the server uses one'),
});
export type MailboxConfig = z.infer<typeof Config>;

const TIMING: MailTiming = { pollMs: 60_000, pauseMs: 5_000, pauseMaxMs: 15 * 60_000, loginPauseMs: 5 * 60_000, silenceMs: SILENCE_MS };

/** The connector with its times and the way its parser is started; both are parameters for tests and for hosts that cannot fork. */
export function mailboxConnector(timing = TIMING, startParser: StartMailParser = () => forkMailParser()): SourceConnector<MailboxConfig> {
  return {
    id: 'mailbox',
    title: 'Mailbox (IMAP)',
    config: Config,
    test: testMailbox,
    start: (config, sink, ports) => new MailboxWatch(config, sink, ports, timing, new MailParserProcess(startParser)),
  };
}

async function testMailbox(config: MailboxConfig, signal: AbortSignal): Promise<string> {
  const client = imapClient(config);
  client.on('error', () => undefined);
  const abort = () => client.close();
  signal.addEventListener('abort', abort);
  try {
    await client.connect();
    const { messages } = await openFolder(client, config);
    await client.logout();
    return `Connected: ${messages} ${messages === 1 ? 'message' : 'messages'} in ${config.folder}`;
  } catch (error) {
    client.close();
    signal.throwIfAborted();
    throw mailError(error, config);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

export const mailbox = mailboxConnector();
