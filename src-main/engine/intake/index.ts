export { type ArrivalOutcome, arrive, MAX_FILE_BYTES, type Provenance } from './arrive.ts';
export { arrivalsOf, intakeBalance, listArrivals } from './ledger.ts';
export { createSources, type Sources } from './sources.ts';
