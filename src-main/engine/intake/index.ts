export { type ArrivalOutcome, arrive, type Provenance } from './arrive.ts';
export { arrivalsOf, intakeBalance, listArrivals } from './ledger.ts';
export { createSources, type Sources } from './sources.ts';
