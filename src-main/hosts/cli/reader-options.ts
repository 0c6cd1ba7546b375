import { type LanguageCode, MachineSettings, ReaderChoice } from '../../contract/index.ts';
import { textOption, UsageError, type Values } from './command.ts';

/** `--reader` of a command. @throws UsageError for anything but the two readers */
export function readerOption(values: Values): ReaderChoice | undefined {
  const text = textOption(values, 'reader');
  return text === undefined ? undefined : parseReader(text, '--reader');
}

/** @throws UsageError */
export function parseReader(text: string, name: string): ReaderChoice {
  const reader = ReaderChoice.safeParse(text.trim().toLowerCase());
  if (!reader.success) throw new UsageError(`${name} is own (the reader of Tickmark) or tesseract.`);
  return reader.data;
}

/** Languages as they are typed: `eng,deu`. @throws UsageError */
export function parseLanguages(text: string, name: string): LanguageCode[] {
  const typed = text.split(/[,+\s]+/).filter((code) => code !== '');
  const languages = MachineSettings.shape.languages.safeParse(typed.map((code) => code.toLowerCase()));
  if (!languages.success) throw new UsageError(`${name} wants up to six codes of Tesseract, parted by commas: eng,deu.`);
  return languages.data;
}
