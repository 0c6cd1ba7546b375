export { type AuditEntry, appendAudit } from './append.ts';
export { saveCheckpoint } from './checkpoint.ts';
export { historyOf, listAudit } from './list.ts';
export { verifyAudit } from './verify.ts';
