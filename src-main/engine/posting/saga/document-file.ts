import type { EngineContext } from '../../context.ts';
import type { LedgerEntry, LedgerFile } from '../../ports.ts';
import { readBlob } from '../../reading/index.ts';

/** The document's original as ledgers take it; its bytes are read from the store when they are needed. */
export async function fileOf(context: EngineContext, entry: LedgerEntry): Promise<LedgerFile> {
  const { name, sha256, mediaType, size } = entry.document;
  return {
    name,
    sha256,
    // Entries of the first release did not keep it.
    mediaType: mediaType ?? 'application/octet-stream',
    size: size ?? 0,
    bytes: () => readBlob(context, sha256),
  };
}
