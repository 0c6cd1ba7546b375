import type { MachineSettingsChange, ReaderChoice, SettingsAnswer } from '../../../contract/index.ts';
import { type Command, UsageError } from '../command.ts';
import { parseLanguages, parseReader } from '../reader-options.ts';
import { withSession } from '../session.ts';

export const settings: Command = {
  name: 'settings',
  summary: 'Show or change the settings of this machine',
  usage: '[reader=own|tesseract] [languages=CODES] [--json]',
  optionHelp: [
    ['reader=WHICH', 'own: the reader of Tickmark, with Tesseract for what it is unsure of; tesseract: Tesseract alone'],
    ['languages=CODES', 'what the second reader expects, as codes of Tesseract: eng or eng,deu'],
  ],
  examples: ['settings', 'settings languages=eng,deu', 'settings reader=tesseract'],
  async run({ positionals, io }) {
    const change: MachineSettingsChange = Object.assign({}, ...positionals.map(parsePair));
    const answer = await withSession(io, ({ client: api }) =>
      positionals.length === 0 ? api.system.settings() : api.system.changeSettings(change),
    );
    io.out(io.json ? `${JSON.stringify(answer)}\n` : inWords(answer));
    return 0;
  },
};

function parsePair(pair: string): MachineSettingsChange {
  const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
  if (name === 'reader') return { reader: parseReader(value, 'reader') };
  if (name === 'languages') return { languages: parseLanguages(value, 'languages') };
  throw new UsageError(`"${pair}" is neither reader=own, reader=tesseract nor languages=CODES.`);
}

const READERS: Readonly<Record<ReaderChoice, string>> = {
  own: 'the reader of Tickmark, with Tesseract for what it is unsure of',
  tesseract: 'Tesseract alone',
};

function inWords({ settings: { reader, languages }, installedLanguages }: SettingsAnswer): string {
  return [
    `reader     ${reader}: ${READERS[reader]}`,
    `languages  ${languages.join(',')}: of the second reader; installed: ${installedLanguages.join(', ') || 'none'}`,
    '',
  ].join('\n');
}
