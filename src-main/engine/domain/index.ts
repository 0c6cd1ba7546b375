export { assertNever } from './assert-never.ts';
export { canonicalJson } from './canonical-json.ts';
export { endsInLegalForm, withoutLegalForm } from './legal-forms.ts';
export { IN_PROGRESS, mayFollow } from './life-cycle.ts';
export { supplierKey } from './supplier-key.ts';
