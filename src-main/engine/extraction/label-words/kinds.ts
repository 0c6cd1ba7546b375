import type { Label } from '../labels.ts';

/**
 * Words of one language by kind, as alternatives of a regular expression that are matched as whole words, upper case without accents.
 * `[A-Z]*` ends a stem. Words that mean something else on the documents of another language stay out, see the comments.
 */
export type LabelWords = Readonly<Partial<Record<Label, string>>>;
