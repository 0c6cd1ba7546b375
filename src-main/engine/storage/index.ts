export { registerBlob } from './blob-rows.ts';
export { type BlobStore, sha256Of, translateFileError, type WrittenBlob } from './blob-store.ts';
export { CRASHPOINTS, crashpoint } from './crashpoint.ts';
export { openDatabase, translateSqliteError } from './database.ts';
export { deriveKeys } from './keys.ts';
export { openStore, type Reads, type Store, type Work } from './store.ts';
export type * from './tables.ts';
