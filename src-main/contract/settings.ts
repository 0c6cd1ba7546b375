import { z } from 'zod';
import { ReadingTier } from './reading.ts';

/** What reads pictures first: `own` is the project's network with a second reader beside it; `tesseract` is the second reader alone. */
export const ReaderChoice = z.enum(['own', 'tesseract']);
export type ReaderChoice = z.infer<typeof ReaderChoice>;

/** A language as Tesseract calls it: "eng", "deu", "chi_sim". */
export const LanguageCode = z.string().regex(/^[a-z]{3}(_[a-z]{2,8}){0,2}$/, 'a code of Tesseract such as eng or deu');
export type LanguageCode = z.infer<typeof LanguageCode>;

/** Settings of the machine, for all clients. Every language makes the second reader slower and needs its data installed. */
export const MachineSettings = z.object({
  reader: ReaderChoice.default('own'),
  languages: z.array(LanguageCode).min(1, 'at least one language').max(6, 'at most six languages').default(['eng']),
});
export type MachineSettings = z.infer<typeof MachineSettings>;

/** What is absent stays as it is. */
export const MachineSettingsChange = z.object({
  reader: ReaderChoice.optional(),
  languages: MachineSettings.shape.languages.unwrap().optional(),
});
export type MachineSettingsChange = z.infer<typeof MachineSettingsChange>;

/** The settings, and the languages whose data lie on this machine: no other can be chosen. */
export const SettingsAnswer = z.object({ settings: MachineSettings, installedLanguages: z.array(z.string()) });
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

/**
 * How the newest documents were read. A tier's `share` is the part of the documents it was used for, `count` its pages (rows, where the
 * second reader looked at rows), `msP50` and `msP95` its wall milliseconds for one document.
 */
export const ReadingNumbers = z.object({
  /** Documents that were looked at: the newest 500 at most. */
  documents: z.int(),
  tiers: z.array(
    z.object({ tier: ReadingTier, documents: z.int(), share: z.number(), count: z.int(), msP50: z.number(), msP95: z.number() }),
  ),
});
export type ReadingNumbers = z.infer<typeof ReadingNumbers>;
