import { MailboxSettings } from '../../../contract/index.ts';
import { type Command, type Io, requiredOption, textOption, UsageError, type Values } from '../command.ts';
import { findClient } from '../find-client.ts';
import { withSession } from '../session.ts';
import { table } from '../table.ts';

const SETTINGS = {
  host: { type: 'string' },
  port: { type: 'string' },
  security: { type: 'string' },
  user: { type: 'string' },
  folder: { type: 'string' },
} as const;

const SETTINGS_HELP: readonly (readonly [string, string])[] = [
  ['--host NAME', 'the mail server'],
  ['--user NAME', 'the user name, often the mail address'],
  ['--port N', 'default 993'],
  ['--security', 'tls (default), starttls, or plain-loopback for a server on this machine'],
  ['--folder NAME', 'default INBOX'],
  ['', 'The password is read from TICKMARK_MAIL_PASSWORD, else asked for or read from standard input; never from the command line,'],
  ['', 'which other accounts of the machine can see.'],
];

const add: Command = {
  name: 'mailbox add',
  summary: "Try a mailbox and watch it: its attachments become a client's documents",
  usage: '--client NAME --host NAME --user NAME [--port N] [--security tls|starttls|plain-loopback] [--folder NAME] [--json]',
  options: { client: { type: 'string' }, ...SETTINGS },
  optionHelp: [['--client NAME', 'whose documents arrive there'], ...SETTINGS_HELP],
  examples: ['mailbox add --client harbour --host imap.example.org --user bills@harbour.example < password.txt'],
  async run({ values, io }) {
    const wanted = requiredOption(values, 'client', 'whose documents arrive there');
    const settings = await settingsOf(values, io);
    const { source, words } = await withSession(io, async ({ client: api }) => {
      const { id: clientId } = await findClient(api, wanted);
      // Tried first: a mistyped password would otherwise be found only when documents are missed.
      const { words } = await api.sources.testMailbox(settings);
      return { words, source: await api.sources.addMailbox({ clientId, settings }) };
    });
    io.out(io.json ? `${JSON.stringify(source)}\n` : `${source.title} is watched. ${words}\n`);
    return 0;
  },
};

const test: Command = {
  name: 'mailbox test',
  summary: 'Try the settings of a mailbox without keeping them',
  usage: '--host NAME --user NAME [--port N] [--security tls|starttls|plain-loopback] [--folder NAME] [--json]',
  options: SETTINGS,
  optionHelp: SETTINGS_HELP,
  examples: ['TICKMARK_MAIL_PASSWORD=… mailbox test --host imap.example.org --user bills@harbour.example'],
  async run({ values, io }) {
    const settings = await settingsOf(values, io);
    const outcome = await withSession(io, ({ client: api }) => api.sources.testMailbox(settings));
    io.out(io.json ? `${JSON.stringify(outcome)}\n` : `${outcome.words}\n`);
    return 0;
  },
};

const list: Command = {
  name: 'mailbox list',
  summary: 'List the mailboxes that are watched, and what keeps them from working',
  usage: '[--json]',
  examples: ['mailbox list'],
  async run({ io }) {
    const { sources, isRunning } = await withSession(io, async ({ client: api, own }) => ({
      sources: await api.sources.list({}),
      isRunning: own === undefined,
    }));
    const mailboxes = sources.filter(({ kind }) => kind === 'mailbox');
    if (io.json) io.out(`${JSON.stringify(mailboxes)}\n`);
    else if (mailboxes.length === 0) io.out('No mailbox is watched.\n');
    else {
      const rows = mailboxes.map(({ title, arrived, lastSeenAt, problem }) => [
        title,
        arrived,
        lastSeenAt,
        problem?.message ?? (isRunning ? 'works' : 'watched while Tickmark runs'),
      ]);
      io.out(table(['Mailbox', 'Arrived', 'Last seen', 'State'], rows));
    }
    return 0;
  },
};

async function settingsOf(values: Values, io: Io): Promise<MailboxSettings> {
  const host = requiredOption(values, 'host', 'the mail server');
  const user = requiredOption(values, 'user', 'the user name');
  const port = Number(textOption(values, 'port') ?? 993);
  if (!(Number.isInteger(port) && port >= 1 && port <= 65_535)) throw new UsageError('--port wants a number from 1 to 65535.');
  const security = textOption(values, 'security') ?? 'tls';
  if (security !== 'tls' && security !== 'starttls' && security !== 'plain-loopback')
    throw new UsageError('--security is tls, starttls or plain-loopback.');
  const password = process.env['TICKMARK_MAIL_PASSWORD'] ?? (await io.readSecret(`Password of ${user} at ${host}: `));
  if (password === '') throw new UsageError('The password is missing: set TICKMARK_MAIL_PASSWORD, or give it on standard input.');
  const parsed = MailboxSettings.safeParse({
    host,
    user,
    password,
    port,
    security,
    folder: textOption(values, 'folder'),
  });
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}

export const mailboxCommands = [add, test, list];
