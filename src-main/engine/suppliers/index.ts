export { contradictionsOf, type SupplierContradiction } from './contradictions.ts';
export { domainsOf } from './domains.ts';
export { supplierHistory } from './history.ts';
export { identifySupplier, knownSuppliers } from './identify.ts';
export { seenSupplier, withKnownSupplier } from './known-name.ts';
export { forgetSupplier, learnSupplier } from './learn.ts';
export type { KnownSupplier, MatchReason, SeenSupplier, SupplierMatch } from './match.ts';
export { snapSupplier } from './snap.ts';
