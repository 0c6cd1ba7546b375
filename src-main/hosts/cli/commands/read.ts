import { basename } from 'node:path';
import { systemClock } from '../../../adapters/clock.ts';
import { createReaderPool } from '../../../adapters/reader-pool/create-reader-pool.ts';
import { Currency } from '../../../contract/index.ts';
import type { ReadOptions } from '../../../engine/ports.ts';
import { type ReadLine, readWithoutStoring } from '../../../engine/read-without-storing.ts';
import { demandInstalled } from '../../../engine/settings/index.ts';
import { installedLanguages } from '../../../workers/reading/second-reader/language-data.ts';
import { type Command, someArguments, textOption, UsageError, type Values } from '../command.ts';
import { failureInfo, failureWords } from '../failure.ts';
import { inOrder } from '../in-order.ts';
import { readInput } from '../input-files.ts';
import { oneLine } from '../printable.ts';
import { parseLanguages, readerOption } from '../reader-options.ts';
import { readByWords, shownWords, textOf } from '../reading-words.ts';

export const read: Command = {
  name: 'read',
  summary: 'Read files and say what they are, without keeping anything',
  usage: 'FILE... [--json] [--words] [--currency CUR] [--reader own|tesseract] [--no-second-reader] [--languages CODES]',
  options: {
    currency: { type: 'string' },
    words: { type: 'boolean' },
    reader: { type: 'string' },
    'no-second-reader': { type: 'boolean' },
    languages: { type: 'string' },
  },
  optionHelp: [
    ['--words', 'the text too; with --json each word with its page, its box as fractions of the page, and how sure it is'],
    ['--currency CUR', 'the currency of the books, for pages that name none (GBP)'],
    ['--reader WHICH', 'own (the reader of Tickmark, the default) or tesseract'],
    ['--no-second-reader', 'do not ask Tesseract about what the own reader is unsure of'],
    ['--languages CODES', 'what Tesseract expects: eng (the default) or eng,deu'],
  ],
  examples: ['read receipt.jpg', 'read --json inbox/*.pdf > lines.jsonl', 'read --words --reader tesseract receipt.jpg'],
  async run({ positionals, values, io }) {
    const files = someArguments(positionals, 'A file');
    const wanted = Currency.safeParse((textOption(values, 'currency') ?? 'GBP').toUpperCase());
    if (!wanted.success) throw new UsageError('--currency wants a code of ISO 4217 that Tickmark knows, such as EUR.');
    const options = readOptions(values);
    demandInstalled(options.languages ?? [], installedLanguages());
    const hasWords = values['words'] === true;
    const readers = createReaderPool({ log: io.log });
    let failed = 0;
    try {
      const work = async (file: string) => {
        try {
          const input = { bytes: await readInput(file), name: basename(file), currency: wanted.data, options };
          return { read: await readWithoutStoring(input, { readers, clock: systemClock, log: io.log }) };
        } catch (error) {
          return { error };
        }
      };
      await inOrder(files, readers.size, work, ({ read, error }, file) => {
        if (read === undefined) failed += 1;
        io.out(io.json ? `${JSON.stringify({ file, ...asData(read, error, hasWords) })}\n` : `${inWords(file, read, error, hasWords)}\n\n`);
      });
    } finally {
      await readers.close();
    }
    return failed > 0 ? 1 : 0;
  },
};

type Read = Awaited<ReturnType<typeof readWithoutStoring>>;

function readOptions(values: Values): ReadOptions {
  const reader = readerOption(values);
  const languages = textOption(values, 'languages');
  if (values['no-second-reader'] === true && reader === 'tesseract')
    throw new UsageError('--no-second-reader leaves nothing to read with where --reader is tesseract.');
  return {
    ...(reader === undefined ? {} : { reader }),
    ...(values['no-second-reader'] === true ? { secondReader: 'never' as const } : {}),
    ...(languages === undefined ? {} : { languages: parseLanguages(languages, '--languages') }),
  };
}

function asData(read: Read | undefined, error: unknown, hasWords: boolean): object {
  if (read !== undefined) return { ...read.line, ...(hasWords ? { words: shownWords(read.reading) } : {}) };
  const info = failureInfo(error);
  return { error: { code: info?.code ?? 'internal', message: info?.message ?? String(error) } };
}

function inWords(file: string, read: Read | undefined, error: unknown, hasWords: boolean): string {
  if (read === undefined) return `${oneLine(file)}\n  ${failureWords(error).replaceAll('\n', '\n  ')}`;
  return [`${oneLine(file)}: ${aboutLine(read.line)}`, ...(hasWords ? [textOf(read.reading), ''] : []), ...foundLines(read.line)].join(
    '\n',
  );
}

function aboutLine({ type, pages, reader, ms }: ReadLine): string {
  return `${type}, ${pages} ${pages === 1 ? 'page' : 'pages'}, ${(ms.total / 1000).toFixed(1)} s, read by ${readByWords(reader, ms.tiers)}`;
}

function foundLines({ fields, coding, findings, route }: ReadLine): string[] {
  const values = Object.entries(fields).map(([name, field]) => `  ${name.padEnd(14)} ${field.value}  (${Math.round(field.p * 100)} %)`);
  const reasons = findings.map(({ severity, reason }) => `  ${severity.padEnd(14)} ${reason}`);
  const account = `  ${'account'.padEnd(14)} ${coding.account}, tax ${coding.taxCode}  (${Math.round(coding.p * 100)} %)`;
  return [...values, account, ...reasons, route === 'clear' ? '  would be posted' : '  would wait for a person'];
}
