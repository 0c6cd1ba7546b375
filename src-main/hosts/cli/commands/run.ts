import { setTimeout as pause } from 'node:timers/promises';
import { DocumentState } from '../../../contract/index.ts';
import type { IdleCounts } from '../../../engine/engine.ts';
import type { ContractClient } from '../../transports/in-process.ts';
import type { Command, Io } from '../command.ts';
import { failureWords } from '../failure.ts';
import { type Session, withSession } from '../session.ts';
import { stopSignal } from '../stop-signal.ts';
import { table } from '../table.ts';

/** How often a host in another process is asked whether it is done (ms). */
const ASK_MS = 250;

export const run: Command = {
  name: 'run',
  summary: 'Watch the sources and work on what is due, without a window',
  usage: '[--until-idle] [--json]',
  options: { 'until-idle': { type: 'boolean' } },
  optionHelp: [['--until-idle', 'look into the sources once, work until nothing is due, print the documents by state, and end']],
  examples: ['run --until-idle', 'run --until-idle --json', 'run'],
  async run({ values, io }) {
    return withSession(io, async (session) => {
      if (values['until-idle'] === true) return untilIdle(session, io);
      const stopped = stopSignal();
      await session.own?.start({ watch: true });
      io.err(session.own ? 'Working. Stop with Ctrl+C.\n' : 'A running Tickmark does this already. Stop watching it with Ctrl+C.\n');
      await stopped;
      return 0;
    });
  },
};

async function untilIdle({ client: api, own }: Session, io: Io): Promise<0 | 1> {
  await own?.start({ watch: true });
  const failed = await lookIntoSources(api, io);
  const counts = own ? await own.untilIdle() : await askUntilIdle(api);
  if (io.json) io.out(`${JSON.stringify(counts)}\n`);
  else io.out(table(['State', 'Documents'], Object.entries(counts)));
  const troubles = [...(await sourceTroubles(api)), ...(await ledgerTroubles(api))];
  for (const words of troubles) io.err(`${words}\n`);
  return failed || troubles.length > 0 ? 1 : 0;
}

/** Folders and mailboxes of which something could not be read. */
async function sourceTroubles(api: ContractClient): Promise<string[]> {
  return (await api.sources.list({})).flatMap(({ title, problem }) =>
    problem === undefined ? [] : [`${title}: ${problem.message}\n  ${problem.todo}`],
  );
}

/** Why entries did not get into their ledger, each reason once. */
async function ledgerTroubles(api: ContractClient): Promise<string[]> {
  const { rows } = await api.postings.list({ states: ['queued', 'sent'], limit: 500 });
  const reasons = new Map<string, number>();
  for (const { problem } of rows) if (problem !== undefined) reasons.set(problem, (reasons.get(problem) ?? 0) + 1);
  return [...reasons].map(([problem, count]) => `${count === 1 ? 'An entry waits' : `${count} entries wait`} for the ledger: ${problem}`);
}

/** Everything that lies in the sources now is handed in before "idle" can mean anything. True where a source could not be reached. */
async function lookIntoSources(api: ContractClient, io: Io): Promise<boolean> {
  const sources = await api.sources.list({});
  const outcomes = await Promise.allSettled(sources.map(({ id }) => api.sources.rescan({ id })));
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === 'rejected') io.err(`${sources[index]?.title ?? 'Source'}: ${failureWords(outcome.reason)}\n`);
  }
  return outcomes.some(({ status }) => status === 'rejected');
}

async function askUntilIdle(api: ContractClient): Promise<IdleCounts> {
  for (;;) {
    const counts = await countStates(api);
    if (counts.queued + counts.reading + counts.checking + counts.posting === 0) return counts;
    await pause(ASK_MS);
  }
}

async function countStates(api: ContractClient): Promise<IdleCounts> {
  const totals = await Promise.all(DocumentState.options.map((state) => api.documents.list({ states: [state], limit: 1 })));
  const entries = DocumentState.options.map((state, index) => [state, totals[index]?.total ?? 0]);
  return Object.fromEntries(entries);
}
