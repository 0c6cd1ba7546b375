import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { Currency } from '../../../contract/index.ts';
import { type Command, requiredOption, soleArgument, textOption, UsageError } from '../command.ts';
import { withSession } from '../session.ts';
import { table } from '../table.ts';

const add: Command = {
  name: 'client add',
  summary: 'Add a client: whose books, in which currency, from which folder, to which ledger',
  usage: 'NAME --currency CUR --ledger KIND:PATH [--watch DIR] [--not-tax-registered] [--date-order dmy|mdy|ymd] [--json]',
  options: {
    currency: { type: 'string' },
    watch: { type: 'string' },
    ledger: { type: 'string' },
    'not-tax-registered': { type: 'boolean' },
    'date-order': { type: 'string' },
  },
  optionHelp: [
    ['--currency CUR', 'the currency of the books: EUR, GBP, USD…'],
    ['--ledger KIND:PATH', 'where entries are written, for example hledger:/books/client.journal'],
    ['--watch DIR', 'folder whose files are read; more can be added in the window'],
    ['--not-tax-registered', 'tax of bills is a cost and is not claimed back'],
    ['--date-order', 'how 03/04/2026 is meant where a page does not show it (dmy)'],
  ],
  examples: ['client add "Harbour Café" --currency GBP --watch ~/harbour/in --ledger hledger:~/harbour/books.journal'],
  async run({ positionals, values, io }) {
    const name = soleArgument(positionals, 'The name');
    const currency = Currency.safeParse(requiredOption(values, 'currency', 'a code such as EUR').toUpperCase());
    if (!currency.success) throw new UsageError('--currency wants a code of ISO 4217 that Tickmark knows, such as EUR.');
    const dateOrder = textOption(values, 'date-order') ?? 'dmy';
    if (dateOrder !== 'dmy' && dateOrder !== 'mdy' && dateOrder !== 'ymd') throw new UsageError('--date-order is dmy, mdy or ymd.');
    const ledger = absoluteLedger(requiredOption(values, 'ledger', 'for example hledger:/books/client.journal'));
    const watch = textOption(values, 'watch');
    const client = await withSession(io, ({ client: api }) =>
      api.clients.create({
        name,
        currency: currency.data,
        ledger,
        taxRegistered: values['not-tax-registered'] !== true,
        dateOrder,
        ...(watch === undefined ? {} : { watch: resolve(fromHome(watch)) }),
      }),
    );
    io.out(io.json ? `${JSON.stringify(client)}\n` : `${client.name} was added. Its books: ${client.ledger}\n`);
    return 0;
  },
};

/** A path is meant from where the command is typed, not from where the engine happens to run. */
function absoluteLedger(ledger: string): string {
  const [, kind, rest] = /^([a-z][a-z0-9-]*):(.+)$/.exec(ledger) ?? [];
  if (kind === undefined || rest === undefined) throw new UsageError('--ledger is a kind and a path: hledger:/books/client.journal');
  return /^[a-z]+:\/\//.test(rest) ? ledger : `${kind}:${resolve(fromHome(rest))}`;
}

/** A shell leaves `~` as it is within quotation marks and behind `hledger:`. */
function fromHome(path: string): string {
  return path.replace(/^~(?=$|[/\\])/, homedir);
}

const list: Command = {
  name: 'client list',
  summary: 'List the clients with what waits and what was posted',
  usage: '[--json]',
  examples: ['client list', 'client list --json'],
  async run({ io }) {
    const clients = await withSession(io, ({ client: api }) => api.clients.list());
    if (io.json) io.out(`${JSON.stringify(clients)}\n`);
    else if (clients.length === 0) io.out('No client yet. Add one: client add NAME --currency CUR --ledger hledger:PATH\n');
    else {
      const rows = clients.map(({ client, toReview, inProgress, posted }) => [
        client.name,
        client.currency,
        toReview,
        inProgress,
        posted,
        client.ledger,
      ]);
      io.out(table(['Client', 'Cur', 'To review', 'Being read', 'Posted', 'Ledger'], rows));
    }
    return 0;
  },
};

export const clientCommands = [add, list];
