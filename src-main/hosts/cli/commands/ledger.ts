import { writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ledgerConnectors } from '../../../connectors/registry.ts';
import type { LedgerConnectionInfo, SettingField, SettingValues } from '../../../contract/index.ts';
import { settingFields } from '../../../engine/ledgers/index.ts';
import { type Command, type ExitCode, type Io, requiredOption, soleArgument, textOption, UsageError, type Values } from '../command.ts';
import { findClient } from '../find-client.ts';
import { withSession } from '../session.ts';

/** Settings of every kind of ledger as flags: `requestTimeoutSeconds` is `--request-timeout-seconds`. */
const KINDS = [...ledgerConnectors.values()].map((connector) => ({ connector, fields: settingFields(connector) }));
const flagOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const FLAGS = Object.fromEntries(
  KINDS.flatMap(({ fields }) => fields)
    .filter(({ kind }) => kind !== 'secret')
    .map(({ name, kind }) => [flagOf(name), { type: kind === 'switch' ? ('boolean' as const) : ('string' as const) }]),
);
const CLIENT = { client: { type: 'string' } } as const;
const CLIENT_HELP = ['--client NAME', 'whose books'] as const;

const kinds: Command = {
  name: 'ledger kinds',
  summary: 'List the kinds of ledgers and their settings',
  usage: '[--json]',
  examples: ['ledger kinds'],
  async run({ io }) {
    const all = await withSession(io, ({ client: api }) => api.ledgers.kinds());
    if (io.json) io.out(`${JSON.stringify(all)}\n`);
    else for (const { id, title, about, fields } of all) io.out(`${id}: ${title}\n  ${about}\n${fields.map(fieldLine).join('')}\n`);
    return 0;
  },
};

function fieldLine({ name, title, kind, required, description }: SettingField): string {
  const flag = kind === 'secret' ? `${envOf(name)} (environment), or asked for` : `--${flagOf(name)}`;
  return `  ${flag}  ${title}${required ? '' : ' (may be left out)'}${description === undefined ? '' : `: ${description}`}\n`;
}

const show: Command = {
  name: 'ledger show',
  summary: 'Show where the books of a client are kept and what is known of them',
  usage: '--client NAME [--refresh] [--json]',
  options: { ...CLIENT, refresh: { type: 'boolean' } },
  optionHelp: [CLIENT_HELP, ['--refresh', 'ask the ledger for its accounts, tax codes and suppliers first']],
  examples: ['ledger show --client harbour --refresh'],
  async run({ values, io }) {
    const info = await withSession(io, async ({ client: api }) => {
      const { id } = await findClient(api, requiredOption(values, 'client', 'whose books'));
      return values['refresh'] === true ? api.ledgers.refresh({ id }) : api.ledgers.get({ id });
    });
    io.out(io.json ? `${JSON.stringify(info)}\n` : describe(info));
    return 0;
  },
};

function describe({ title, address, finish, abilities, books, problem, comparedAt }: LedgerConnectionInfo): string {
  const lines = [
    `${title}: ${address}`,
    abilities.drafts ? `Entries are ${finish === 'draft' ? 'left as drafts' : 'posted for good'}.` : 'Entries are written for good.',
    ...(books === undefined
      ? ['Its accounts have not been asked yet: --refresh asks.']
      : [
          `${books.organisation}${books.currency === undefined ? '' : ` · ${books.currency}`}${books.lockedThrough === undefined ? '' : ` · closed through ${books.lockedThrough}`}`,
          `${books.accounts.length} accounts, ${books.taxCodes.length} tax codes, ${books.suppliers.length} suppliers, asked ${books.at}`,
        ]),
    ...(comparedAt === undefined ? [] : [`Compared with what was posted: ${comparedAt}`]),
    ...(problem === undefined ? [] : [`Problem: ${problem}`]),
  ];
  return `${lines.join('\n')}\n`;
}

const connect: Command = {
  name: 'ledger connect',
  summary: 'Keep the books of a client in another ledger: tried first, then kept',
  usage: 'KIND --client NAME [settings of the kind] [--finish draft|final] [--test] [--json]',
  options: { ...CLIENT, ...FLAGS, finish: { type: 'string' }, test: { type: 'boolean' } },
  optionHelp: [
    CLIENT_HELP,
    ['--finish', 'draft: a person finishes entries in the ledger; final: they are posted'],
    ['--test', 'try the settings and keep nothing'],
    ['', 'The settings of each kind are listed by `ledger kinds`. Secrets are read from the environment, else asked for or read from'],
    ['', 'standard input; never from the command line, which other accounts of the machine can see.'],
  ],
  examples: ['ledger connect tryton --client harbour --url https://erp.example.org --database books --user ann < password.txt'],
  async run({ positionals, values, io }) {
    const kind = soleArgument(positionals, 'The kind of ledger');
    const known = KINDS.find(({ connector }) => connector.id === kind);
    if (known === undefined) throw new UsageError(`There is no ledger "${kind}". There are: ${[...ledgerConnectors.keys()].join(', ')}.`);
    const finish = textOption(values, 'finish');
    if (finish !== undefined && finish !== 'draft' && finish !== 'final') throw new UsageError('--finish is draft or final.');
    const wanted = requiredOption(values, 'client', 'whose books');
    const settings = await settingsOf(known.fields, values, io);
    return withSession(io, async ({ client: api }): Promise<ExitCode> => {
      const { id } = await findClient(api, wanted);
      if (values['test'] === true) {
        const tried = await api.ledgers.test({ kind, settings, clientId: id });
        io.out(io.json ? `${JSON.stringify(tried)}\n` : `${tried.words}\n`);
        return 0;
      }
      const info = await api.ledgers.connect({ id, kind, settings, ...(finish === undefined ? {} : { finish }) });
      io.out(io.json ? `${JSON.stringify(info)}\n` : describe(info));
      return 0;
    });
  },
};

const envOf = (name: string) => `TICKMARK_LEDGER_${flagOf(name).replaceAll('-', '_').toUpperCase()}`;

async function settingsOf(fields: readonly SettingField[], values: Values, io: Io): Promise<SettingValues> {
  const settings: SettingValues = {};
  for (const { name, kind, title, required } of fields) {
    const given = values[flagOf(name)];
    if (kind === 'secret') {
      const secret = process.env[envOf(name)] ?? (required ? await io.readSecret(`${title}: `) : '');
      if (secret !== '') settings[name] = secret;
    } else if (kind === 'path' && typeof given === 'string') settings[name] = resolve(given);
    else if (typeof given === 'string' || typeof given === 'boolean') settings[name] = given;
  }
  return settings;
}

const compare: Command = {
  name: 'ledger compare',
  summary: 'Compare what was posted with what the ledger holds now; exit code 1 where an entry was changed or deleted there',
  usage: '--client NAME [--json]',
  options: CLIENT,
  optionHelp: [CLIENT_HELP],
  examples: ['ledger compare --client harbour'],
  async run({ values, io }) {
    const found = await withSession(io, async ({ client: api }) => {
      const { id } = await findClient(api, requiredOption(values, 'client', 'whose books'));
      return api.ledgers.compare({ id });
    });
    if (io.json) io.out(`${JSON.stringify(found)}\n`);
    else
      io.out(
        `${found.compared} entries compared, ${found.drifted.length} changed or deleted there since${found.failed === 0 ? '' : `, ${found.failed} could not be asked`}.\n${found.drifted.map((key) => `  ${key}\n`).join('')}`,
      );
    return found.drifted.length === 0 ? 0 : 1;
  },
};

const plan: Command = {
  name: 'ledger plan',
  summary: 'Show what posting a document would write, without writing it; exit code 1 where something is against it',
  usage: 'DOCUMENT [--json]',
  examples: ['ledger plan 0197a1c2-…'],
  async run({ positionals, io }) {
    const id = soleArgument(positionals, 'The document');
    const found = await withSession(io, ({ client: api }) => api.postings.plan({ id: id as never }));
    if (io.json) io.out(`${JSON.stringify(found)}\n`);
    else {
      for (const { words } of found.problems) io.out(`! ${words}\n`);
      for (const { target, before, after } of found.changes) io.out(`${target}\n${signed('-', before)}${signed('+', after)}`);
    }
    return found.problems.length === 0 ? 0 : 1;
  },
};

const signed = (sign: string, text: string | undefined) =>
  text === undefined
    ? ''
    : text
        .trimEnd()
        .split('\n')
        .map((line) => `${sign} ${line}\n`)
        .join('');

const learn: Command = {
  name: 'ledger learn',
  summary: 'Learn from the entries that the ledger holds already which supplier goes to which account',
  usage: '--client NAME [--json]',
  options: CLIENT,
  optionHelp: [CLIENT_HELP],
  examples: ['ledger learn --client harbour'],
  async run({ values, io }) {
    const found = await withSession(io, async ({ client: api }) => {
      const { id } = await findClient(api, requiredOption(values, 'client', 'whose books'));
      return api.ledgers.learn({ id });
    });
    io.out(io.json ? `${JSON.stringify(found)}\n` : `Learned from ${found.entries} entries of ${found.suppliers} suppliers.\n`);
    return 0;
  },
};

const exportBatch: Command = {
  name: 'ledger export',
  summary: 'Write the batch file of the entries that are in none yet, or an earlier one again',
  usage: '--client NAME [--batch ID] [--into DIR] [--json]',
  options: { ...CLIENT, batch: { type: 'string' }, into: { type: 'string' } },
  optionHelp: [
    CLIENT_HELP,
    ['--batch ID', 'an earlier batch, byte for byte the same'],
    ['--into DIR', 'where the file goes; default: here'],
  ],
  examples: ['ledger export --client harbour --into ~/datev'],
  async run({ values, io }) {
    const written = await withSession(io, async ({ client: api }) => {
      const { id } = await findClient(api, requiredOption(values, 'client', 'whose books'));
      const batch = textOption(values, 'batch') ?? (await api.ledgers.exportBatch({ id })).batch?.id;
      if (batch === undefined) return undefined;
      const file = await api.ledgers.batchFile({ id, batch });
      const path = join(resolve(textOption(values, 'into') ?? '.'), basename(file.name));
      await writeFile(path, Buffer.from(await file.arrayBuffer()));
      return { batch, path };
    });
    if (io.json) io.out(`${JSON.stringify(written ?? null)}\n`);
    else io.out(written === undefined ? 'No entry waits for a batch.\n' : `${written.path}\n`);
    return 0;
  },
};

export const ledgerCommands = [kinds, show, connect, compare, plan, learn, exportBatch];
