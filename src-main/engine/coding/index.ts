export { type AccountHistory, codeDocument } from './code-document.ts';
export { codeAgain, codeStep, guessCategories, loadCoding, type StoredCoding, saveCoding } from './code-step.ts';
export { historyOfSupplier, learn, unlearn } from './examples.ts';
export { learnFromLedger } from './learn-from-ledger.ts';
