/** A program that owns a pool, prints the id of its reader when that works on a file, and lives on until it is killed. `stuck` uses a reader that hangs. */
import { fileURLToPath } from 'node:url';
import { createReaderPool } from '../../../../src-main/adapters/reader-pool/create-reader-pool.ts';

const stuck = process.argv[2] === 'stuck' ? { entry: fileURLToPath(new URL('stuck-reader.ts', import.meta.url)) } : {};
const pool = createReaderPool({ size: 1, ...stuck });
const tell = (): void => void process.stdout.write(`${pool.pids()[0]}\n`);
pool.read({ bytes: new Uint8Array(0), name: 'empty', onProgress: tell }).catch(tell);
setInterval(() => undefined, 1000);
