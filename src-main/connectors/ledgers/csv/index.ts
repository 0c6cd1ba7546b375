import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { LedgerConnector } from '../../../engine/ports.ts';
import { BatchBooks } from '../batch-files/books.ts';
import { columnChoices } from './column-choices.ts';
import { PRESETS, parseColumns } from './columns.ts';
import type { CsvStyle } from './map.ts';
import { csvFormat } from './map.ts';

const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const;
const DECIMAL_MARKS = { point: '.', comma: ',' } as const;

const Config = z.object({
  folder: z.string().min(1).max(4096).meta({
    title: 'Folder',
    description: 'Where the files go. It is made where it does not exist.',
    kind: 'path',
  }),
  columns: z
    .string()
    .max(20_000)
    .default('generic')
    .check((context) => {
      try {
        parseColumns(context.value);
      } catch (error) {
        context.issues.push({ code: 'custom', input: context.value, message: error instanceof Error ? error.message : 'no mapping' });
      }
    })
    .meta({
      title: 'Columns',
      description: `Header=value, parted by ";", or the name of a mapping: ${Object.keys(PRESETS).join(', ')}.`,
      placeholder: 'Date=date:DD.MM.YYYY; Supplier=payee; Net=net; Account=account',
      kind: 'columns',
      columns: {
        ...columnChoices(),
        separator: { setting: 'separator', marks: SEPARATORS },
        decimalMark: { setting: 'decimalMark', marks: DECIMAL_MARKS },
      },
    }),
  separator: z.enum(['comma', 'semicolon', 'tab', 'bar']).default('comma').meta({ title: 'Between columns' }),
  decimalMark: z.enum(['point', 'comma']).default('point').meta({ title: 'Decimal mark' }),
  encoding: z
    .enum(['utf-8', 'utf-8-bom', 'windows-1252'])
    .default('utf-8-bom')
    .meta({ title: 'Encoding', description: 'Spreadsheets recognise UTF-8 by the mark at its beginning (utf-8-bom).' }),
  misfits: z.enum(['refuse', 'spell-out']).default('refuse').meta({
    title: 'Characters that Windows-1252 does not have',
    description: 'Refuse the entry, or spell them out (ő as o, others as their number). They are never replaced by "?".',
  }),
  name: z
    .string()
    .regex(/^[A-Za-z0-9][\w-]{0,39}$/)
    .default('tickmark')
    .meta({ title: 'Beginning of the file names' }),
});
type Config = z.infer<typeof Config>;

/** Files of comma-separated values for whatever reads them. `--ledger csv:FOLDER` with the generic columns. */
export const csv: LedgerConnector<Config> = {
  id: 'csv',
  title: 'CSV files',
  about: 'Collects entries and writes numbered files with the columns that your program imports. Each entry is in exactly one file.',
  config: Config,
  finish: 'final',
  address: ({ folder }) => resolve(folder),
  parse(rest) {
    if (rest.trim() === '') throw new EngineError('invalid_input', { note: 'Write --ledger csv:FOLDER with the folder for the files.' });
    return Config.parse({ folder: resolve(rest.replace(/^~(?=$|[/\\])/, () => join(homedir(), '.'))) });
  },
  connect: (config, ports) => new BatchBooks(resolve(config.folder), csvFormat(parseColumns(config.columns), styleOf(config)), ports),
};

function styleOf({ separator, decimalMark, ...rest }: Config): CsvStyle {
  return { ...rest, separator: SEPARATORS[separator], decimalMark: DECIMAL_MARKS[decimalMark] };
}
