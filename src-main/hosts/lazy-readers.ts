import { availableParallelism } from 'node:os';
import { createReaderPool, defaultPoolSize } from '../adapters/reader-pool/create-reader-pool.ts';
import type { Log, ReaderPool } from '../engine/ports.ts';

/**
 * Reader processes that start with the first thing there is to read. Most commands (a list, an approval) read nothing, and a reader
 * costs 0.4 s of processor time and 150 MB.
 */
export function lazyReaders(log: Log): ReaderPool {
  let pool: ReaderPool | undefined;
  const started = () => {
    pool ??= createReaderPool({ log });
    return pool;
  };
  return {
    size: defaultPoolSize(availableParallelism()),
    read: (request) => started().read(request),
    classify: (texts) => started().classify(texts),
    tag: (input) => started().tag(input),
    close: async () => pool?.close(),
  };
}
