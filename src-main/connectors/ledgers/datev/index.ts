import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Currency, EngineError } from '../../../contract/index.ts';
import type { LedgerConnection, LedgerConnector, LedgerLists } from '../../../engine/ports.ts';
import { BatchBooks } from '../batch-files/books.ts';
import type { DatevSettings } from './bookings.ts';
import { datevFormat } from './map.ts';
import { parseRates } from './rates.ts';

const Config = z.object({
  folder: z.string().min(1).max(4096).meta({
    title: 'Folder',
    description: 'Where the files go, in a folder of their own for each client number. It is made where it does not exist.',
    kind: 'path',
  }),
  consultant: z.int().min(1001).max(9_999_999).meta({ title: 'Consultant number (Beraternummer)' }),
  client: z.int().min(1).max(99_999).meta({ title: 'Client number (Mandantennummer)' }),
  yearStart: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, 'month and day, for example 01-01')
    .default('01-01')
    .meta({ title: 'Fiscal year begins (MM-DD)' }),
  accountLength: z.int().min(4).max(8).default(4).meta({ title: 'Digits of an account (Sachkontenlänge)' }),
  currency: Currency.default('EUR' as Currency).meta({ title: 'Currency of the books' }),
  chart: z.enum(['own', '03', '04']).default('own').meta({ title: 'Chart of accounts (Sachkontenrahmen)' }),
  rates: z
    .string()
    .max(10_000)
    .default('')
    .check((context) => {
      try {
        parseRates(context.value);
      } catch (error) {
        context.issues.push({ code: 'custom', input: context.value, message: error instanceof Error ? error.message : 'no rates' });
      }
    })
    .meta({
      title: 'Rates of foreign currencies',
      description: 'Units of the foreign currency for one of the books, for all months or for one. Without a rate such bills are refused.',
      placeholder: 'USD 2026-11=1.0913; GBP=0.8650',
    }),
  period: z.enum(['year', 'month']).default('year').meta({ title: 'One file a fiscal year or a month, at most' }),
  isFinal: z.boolean().default(false).meta({ title: 'Bookings cannot be changed after they are read in (Festschreibung)' }),
  link: z.enum(['none', 'BEDI', 'DDMS']).default('none').meta({
    title: 'Document link (Beleglink)',
    description: 'For originals that are handed over under the first 32 digits of their SHA-256 as GUID.',
  }),
});
type Config = z.infer<typeof Config>;

/** Booking batches (EXTF) for DATEV programs. `--ledger datev:CONSULTANT-CLIENT:FOLDER`. */
export const datev: LedgerConnector<Config> = {
  id: 'datev',
  title: 'DATEV booking batches (EXTF)',
  about: 'Collects entries and writes numbered files in the DATEV format for the tax office to read in. Each entry is in exactly one file.',
  config: Config,
  finish: 'final',
  address: (config) => `${config.consultant}-${config.client}:${resolve(config.folder)}`,
  parse(rest) {
    const [, consultant, client, folder = ''] = /^(\d+)-(\d+):(.+)$/.exec(rest.trim()) ?? [];
    if (folder === '') throw new EngineError('invalid_input', { note: 'Write --ledger datev:CONSULTANT-CLIENT:FOLDER.' });
    const path = resolve(folder.replace(/^~(?=$|[/\\])/, () => join(homedir(), '.')));
    const parsed = Config.safeParse({ folder: path, consultant: Number(consultant), client: Number(client) });
    if (!parsed.success) throw new EngineError('invalid_input', { note: 'The consultant or the client number is out of range.' });
    return parsed.data;
  },
  connect(config, ports): LedgerConnection {
    const settings: DatevSettings = { ...config, chart: config.chart === 'own' ? '' : config.chart, rates: parseRates(config.rates) };
    // A folder a client: the first line of a file says whose books it is for, so the registers of two clients must never mix.
    const books = new BatchBooks(resolve(config.folder, `${config.consultant}-${config.client}`), datevFormat(settings), ports);
    return Object.assign(books, { lists: async () => lists(config) });
  },
};

/** What can be said without the books: the keys of German input tax that every standard chart knows. */
function lists({ consultant, client, currency }: Config): LedgerLists {
  return {
    organisation: `${consultant} / ${client}`,
    currency,
    accounts: [],
    taxCodes: [
      { ref: '9', name: 'Vorsteuer 19 %', rate: '19' },
      { ref: '8', name: 'Vorsteuer 7 %', rate: '7' },
    ],
    suppliers: [],
  };
}
