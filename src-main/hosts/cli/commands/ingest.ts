import { basename, resolve } from 'node:path';
import { type Command, requiredOption, someArguments } from '../command.ts';
import { failureInfo, failureWords } from '../failure.ts';
import { findClient } from '../find-client.ts';
import { inOrder } from '../in-order.ts';
import { listFiles, readInput } from '../input-files.ts';
import { oneLine } from '../printable.ts';
import { withSession } from '../session.ts';

/** One after another: of two files that hold the same, the one named first is the document and the other the duplicate. The store has one writer anyway. */
const WIDTH = 1;

export const ingest: Command = {
  name: 'ingest',
  summary: 'Hand in files, or all files below folders, for a client',
  usage: 'PATH... --client NAME [--json]',
  options: { client: { type: 'string' } },
  optionHelp: [['--client NAME', 'whose documents these are']],
  examples: ['ingest scans/ --client "Harbour Café"', 'ingest a.pdf b.jpg --client harbour && tickmark run --until-idle'],
  async run({ positionals, values, io }) {
    const paths = someArguments(positionals, 'A file or folder');
    const wanted = requiredOption(values, 'client', 'whose documents these are');
    return withSession(io, async ({ client: api }) => {
      const { id: clientId } = await findClient(api, wanted);
      const files = await listFiles(paths);
      const counts = { document: 0, duplicate: 0, ignored: 0, failed: 0 };
      const work = async (file: string) => {
        try {
          const bytes = await readInput(file);
          return {
            taken: await api.documents.upload({ clientId, file: new File([bytes], basename(file)), via: 'command', origin: resolve(file) }),
          };
        } catch (error) {
          return { error };
        }
      };
      await inOrder(files, WIDTH, work, ({ taken, error }, file) => {
        counts[taken?.outcome ?? 'failed'] += 1;
        if (io.json) io.out(`${JSON.stringify(taken === undefined ? { file, error: errorOf(error) } : { file, ...taken })}\n`);
        else io.out(`${oneLine(file)}: ${taken === undefined ? failureWords(error).replaceAll('\n', '\n  ') : taken.words}\n`);
      });
      if (!io.json)
        io.out(`\n${counts.document} taken in, ${counts.duplicate} here already, ${counts.ignored} set aside, ${counts.failed} failed\n`);
      return counts.failed > 0 ? 1 : 0;
    });
  },
};

function errorOf(error: unknown): { code: string; message: string } {
  const info = failureInfo(error);
  return { code: info?.code ?? 'internal', message: info?.message ?? String(error) };
}
