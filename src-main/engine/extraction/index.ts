export { extract } from './extract.ts';
export { extractStep } from './extract-step.ts';
export { columnsOf, EMPTY_EXTRACTION, loadExtraction, type StoredExtraction, saveExtraction, Typed, withTyped } from './stored.ts';
export { tagWords } from './tagging/tag-words.ts';
export type { WordTags } from './tagging/word-tags.ts';
export { type AmountStyle, type Canonical, canonicalField, parseAmountText, parseDateText } from './typed.ts';
export type { DateOrder, ExtractionContext } from './types.ts';
