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
  ['', 'The password is read from TICKMARK_MAIL_PASSWORD, else from the first line of standard input; never from the command line,'],
  ['', 'which other accounts of the machine can see.'],
];

const add: Command = {
  name: 'mailbox add',
  summary: "Watch a mailbox: its attachments become a client's documents",
  usage: '--client NAME --host NAME --user NAME [--port N] [--security tls|starttls|plain-loopback] [--folder NAME] [--json]',
  options: { client: { type: 'string' }, ...SETTINGS },
  optionHelp: [['--client NAME', 'whose documents arrive there'], ...SETTINGS_HELP],
  examples: ['mailbox add --client harbour --host imap.example.org --user bills@harbour.example < password.txt'],
  async run({ values, io }) {
    const wanted = requiredOption(values, 'client', 'whose documents arrive there');
    const settings = await settingsOf(values, io);
    const source = await withSession(io, async ({ client: api }) =>
      api.sources.addMailbox({ clientId: (await findClient(api, wanted)).id, settings }),
    );
    io.out(io.json ? `${JSON.stringify(source)}\n` : `${source.title} is watched.\n`);
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
    const sources = await withSession(io, ({ client: api }) => api.sources.list({}));
    const mailboxes = sources.filter(({ kind }) => kind === 'mailbox');
    if (io.json) io.out(`${JSON.stringify(mailboxes)}\n`);
    else if (mailboxes.length === 0) io.out('No mailbox is watched.\n');
    else {
      const rows = mailboxes.map(({ title, arrived, lastSeenAt, problem }) => [title, arrived, lastSeenAt, problem?.message ?? 'works']);
      io.out(table(['Mailbox', 'Arrived', 'Last seen', 'State'], rows));
    }
    return 0;
  },
};

async function settingsOf(values: Values, io: Io): Promise<MailboxSettings> {
  const host = requiredOption(values, 'host', 'the mail server');
  const user = requiredOption(values, 'user', 'the user name');
  const password = process.env['TICKMARK_MAIL_PASSWORD'] ?? (await io.readStdin()).split(/\r?\n/)[0] ?? '';
  const parsed = MailboxSettings.safeParse({
    host,
    user,
    password,
    port: Number(textOption(values, 'port') ?? 993),
    security: textOption(values, 'security'),
    folder: textOption(values, 'folder'),
  });
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}

export const mailboxCommands = [add, test, list];
