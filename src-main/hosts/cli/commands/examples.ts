import { type Command, requiredOption } from '../command.ts';
import { findClient } from '../find-client.ts';
import { withSession } from '../session.ts';

const PAGE = 500;

const exportExamples: Command = {
  name: 'examples export',
  summary: 'Print what people corrected, one example a line (JSON)',
  usage: '--client NAME > FILE.jsonl',
  options: { client: { type: 'string' } },
  optionHelp: [['--client NAME', 'whose examples; they hold words of its documents']],
  examples: ['examples export --client harbour > harbour.jsonl'],
  async run({ values, io }) {
    const wanted = requiredOption(values, 'client', 'whose examples are wanted');
    const count = await withSession(io, async ({ client: api }) => {
      const { id } = await findClient(api, wanted);
      let printed = 0;
      for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
        const { rows, next } = await api.clients.examples({ id, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
        for (const row of rows) io.out(`${JSON.stringify(row)}\n`);
        printed += rows.length;
        cursor = next;
      }
      return printed;
    });
    io.err(`${count} ${count === 1 ? 'example' : 'examples'}\n`);
    return 0;
  },
};

export const exampleCommands = [exportExamples];
