import { basename } from 'node:path';
import { systemClock } from '../../../adapters/clock.ts';
import { createReaderPool } from '../../../adapters/reader-pool/create-reader-pool.ts';
import { Currency } from '../../../contract/index.ts';
import { type ReadLine, readWithoutStoring } from '../../../engine/read-without-storing.ts';
import { type Command, someArguments, textOption, UsageError } from '../command.ts';
import { failureInfo, failureWords } from '../failure.ts';
import { inOrder } from '../in-order.ts';
import { readInput } from '../input-files.ts';
import { oneLine } from '../printable.ts';

export const read: Command = {
  name: 'read',
  summary: 'Read files and say what they are, without keeping anything',
  usage: 'FILE... [--json] [--currency CUR]',
  options: { currency: { type: 'string' } },
  optionHelp: [['--currency CUR', 'the currency of the books, for pages that name none (GBP)']],
  examples: ['read receipt.jpg', 'read --json inbox/*.pdf > lines.jsonl'],
  async run({ positionals, values, io }) {
    const files = someArguments(positionals, 'A file');
    const wanted = Currency.safeParse((textOption(values, 'currency') ?? 'GBP').toUpperCase());
    if (!wanted.success) throw new UsageError('--currency wants a code of ISO 4217 that Tickmark knows, such as EUR.');
    const readers = createReaderPool({ log: io.log });
    let failed = 0;
    try {
      const work = async (file: string) => {
        try {
          const input = { bytes: await readInput(file), name: basename(file), currency: wanted.data };
          return { line: await readWithoutStoring(input, { readers, clock: systemClock, log: io.log }) };
        } catch (error) {
          return { error };
        }
      };
      await inOrder(files, readers.size, work, ({ line, error }, file) => {
        if (line === undefined) failed += 1;
        if (io.json) io.out(`${JSON.stringify(line === undefined ? { file, error: errorOf(error) } : { file, ...line })}\n`);
        else io.out(line === undefined ? `${oneLine(file)}\n  ${failureWords(error).replaceAll('\n', '\n  ')}\n\n` : inWords(file, line));
      });
    } finally {
      await readers.close();
    }
    return failed > 0 ? 1 : 0;
  },
};

function errorOf(error: unknown): { code: string; message: string } {
  const info = failureInfo(error);
  return { code: info?.code ?? 'internal', message: info?.message ?? String(error) };
}

function inWords(file: string, { type, pages, fields, coding, findings, route, ms }: ReadLine): string {
  const values = Object.entries(fields).map(([name, field]) => `  ${name.padEnd(14)} ${field.value}  (${Math.round(field.p * 100)} %)`);
  const reasons = findings.map(({ severity, reason }) => `  ${severity.padEnd(14)} ${reason}`);
  const about = `${type}, ${pages} ${pages === 1 ? 'page' : 'pages'}, ${(ms.total / 1000).toFixed(1)} s`;
  const account = `  ${'account'.padEnd(14)} ${coding.account}, tax ${coding.taxCode}  (${Math.round(coding.p * 100)} %)`;
  const verdict = route === 'clear' ? '  would be posted' : '  would wait for a person';
  return `${[`${oneLine(file)}: ${about}`, ...values, account, ...reasons, verdict].join('\n')}\n\n`;
}
