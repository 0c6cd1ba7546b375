import { type DocumentDetail, type DocumentSummary, FieldName } from '../../../contract/index.ts';
import type { ContractClient } from '../../transports/in-process.ts';
import { type Command, type ExitCode, type Io, requiredOption, soleArgument, someArguments, textOption, UsageError } from '../command.ts';
import { failureWords } from '../failure.ts';
import { findClient } from '../find-client.ts';
import { findDocument, shortId } from '../find-documents.ts';
import { oneLine } from '../printable.ts';
import { readerOption } from '../reader-options.ts';
import { readByWords } from '../reading-words.ts';
import { withSession } from '../session.ts';
import { table } from '../table.ts';

const list: Command = {
  name: 'queue list',
  summary: 'List what waits for a person, most serious first',
  usage: '[--client NAME] [--json]',
  options: { client: { type: 'string' } },
  optionHelp: [['--client NAME', "only this client's"]],
  examples: ['queue list', 'queue list --client harbour --json'],
  async run({ values, io }) {
    const documents = await withSession(io, async ({ client: api }) => {
      const wanted = textOption(values, 'client');
      const { groups } = await api.review.queue(wanted === undefined ? {} : { clientId: (await findClient(api, wanted)).id });
      return groups.flatMap((group) => group.documents);
    });
    if (io.json) io.out(`${JSON.stringify(documents)}\n`);
    else if (documents.length === 0) io.out('Nothing waits.\n');
    else io.out(table(['Id', 'Supplier', 'Date', 'Total', 'Cur', 'Reason'], documents.map(rowOf)));
    return 0;
  },
};

const rowOf = ({ id, supplier, name, date, total, currency, reason }: DocumentSummary) => [
  shortId(id),
  supplier ?? name,
  date,
  total,
  currency,
  reason,
];

const show: Command = {
  name: 'queue show',
  summary: 'Show everything about one document',
  usage: 'ID [--json]',
  examples: ['queue show 3f2a91c0', 'queue show 3f2a91c0 --json'],
  async run({ positionals, io }) {
    const document = await withSession(io, ({ client: api }) => findDocument(api, soleArgument(positionals, 'The id')));
    io.out(io.json ? `${JSON.stringify(document)}\n` : inWords(document));
    return 0;
  },
};

const approve: Command = {
  name: 'queue approve',
  summary: 'Approve documents as they stand; they are written to the ledger',
  usage: 'ID... [--note TEXT] [--json]',
  options: { note: { type: 'string' } },
  optionHelp: [['--note TEXT', 'why; stands in the audit']],
  examples: ['queue approve 3f2a91c0 77b01d2e'],
  run({ positionals, values, io }) {
    const note = textOption(values, 'note');
    return decide(io, positionals, 'approved', async (api, { id, version }) => {
      const { documents } = await api.review.approve({ documents: [{ id, version }], ...(note === undefined ? {} : { note }) });
      return documents[0];
    });
  },
};

const reject: Command = {
  name: 'queue reject',
  summary: 'Set documents aside; they are never posted',
  usage: 'ID... --reason TEXT [--json]',
  options: { reason: { type: 'string' } },
  optionHelp: [['--reason TEXT', 'why; stands in the audit']],
  examples: ['queue reject 3f2a91c0 --reason "private"'],
  run({ positionals, values, io }) {
    const reason = requiredOption(values, 'reason', 'why it is set aside');
    return decide(io, positionals, 'rejected', async (api, { id, version }) => {
      const { documents } = await api.review.reject({ documents: [{ id, version }], reason });
      return documents[0];
    });
  },
};

const CHANGEABLE = [...FieldName.options, 'account', 'taxCode', 'type'] as const;

const correct: Command = {
  name: 'queue correct',
  summary: 'Change values of a document; it is checked again',
  usage: 'ID FIELD=VALUE... [--json]',
  optionHelp: [
    ['FIELD', CHANGEABLE.join(', ')],
    ['VALUE', 'dates as 2026-03-31, amounts as 12.50; nothing behind "=" removes the value'],
  ],
  examples: ['queue correct 3f2a91c0 total=12.50 date=2026-03-31', 'queue correct 3f2a91c0 account=6200'],
  async run({ positionals, io }) {
    const [wanted, ...pairs] = someArguments(positionals, 'The id');
    const changes = Object.fromEntries(someArguments(pairs, 'What to change (FIELD=VALUE)').map(parsePair));
    return withSession(io, async ({ client: api }) => {
      const { id, version } = await findDocument(api, wanted ?? '');
      const changed = await api.review.correct({ document: { id, version }, changes });
      io.out(io.json ? `${JSON.stringify(changed)}\n` : inWords(changed));
      return 0 as const;
    });
  },
};

function parsePair(pair: string): [(typeof CHANGEABLE)[number], string] {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
  const field = CHANGEABLE.find((candidate) => candidate.toLowerCase() === name?.toLowerCase());
  if (field === undefined || value === undefined)
    throw new UsageError(`"${pair}" is not FIELD=VALUE with one of ${CHANGEABLE.join(', ')}.`);
  return [field, value.trim()];
}

const readAgain: Command = {
  name: 'queue read-again',
  summary: 'Read a waiting document again from its original; what was typed in stays',
  usage: 'ID... [--reader own|tesseract] [--json]',
  options: { reader: { type: 'string' } },
  optionHelp: [['--reader WHICH', 'the other reader, where the words are garbage: own or tesseract; without it as the settings say']],
  examples: ['queue read-again 3f2a91c0 --reader tesseract'],
  run({ positionals, values, io }) {
    const reader = readerOption(values);
    return decide(io, positionals, 'due to be read again', async (api, { id }) => {
      await api.documents.readAgain({ id, ...(reader === undefined ? {} : { reader }) });
      return api.documents.get({ id });
    });
  },
};

/** Decides about each document for itself, so that one that cannot be decided does not hold up the others. */
function decide(
  io: Io,
  ids: readonly string[],
  word: string,
  decision: (api: ContractClient, document: DocumentDetail) => Promise<DocumentSummary | undefined>,
): Promise<ExitCode> {
  someArguments(ids, 'An id');
  return withSession(io, async ({ client: api }) => {
    let failed = false;
    for (const wanted of ids) {
      try {
        const document = await decision(api, await findDocument(api, wanted));
        io.out(io.json ? `${JSON.stringify(document)}\n` : `${wanted}: ${word}\n`);
      } catch (error) {
        failed = true;
        io.err(`${wanted}: ${failureWords(error)}\n`);
      }
    }
    return failed ? 1 : 0;
  });
}

function inWords(document: DocumentDetail): string {
  const { name, state, extraction, coding, findings, posting, problem, reader, times } = document;
  const values = Object.entries(extraction?.fields ?? {}).map(([field, { value, p }]) => [field, value, `${Math.round(p * 100)} %`]);
  const account = coding
    ? [
        ['account', coding.account, `${Math.round(coding.p * 100)} %`],
        ['taxCode', coding.taxCode, ''],
      ]
    : [];
  const reasons = findings.map(({ severity, reason }) => `${severity}: ${reason}\n`).join('');
  const preview = posting?.preview === undefined ? '' : `\n${posting.preview.trimEnd()}\n`;
  const broken = problem === undefined ? '' : `${problem.message}\n  ${problem.todo}\n`;
  const by = reader === undefined ? '' : `Read by ${readByWords(reader, times?.tiers ?? {})}\n`;
  return `${document.id}  ${oneLine(name)}  ${state}\n${by}${table(['Field', 'Value', 'Sure'], [...values, ...account])}${broken}${reasons}${preview}`;
}

export const queueCommands = [list, show, approve, correct, reject, readAgain];
