/**
 * A fake as a process of its own, so that it outlives an engine that a test kills: `node fake-child.ts <vendor> <folder> [port]`.
 * `<vendor>` is a folder beside this file whose `vendor.ts` exports `vendor`. Prints `{"port":…}`; ends when its input closes.
 */
import { startFakeServer } from './fake-server.ts';
import type { FakeVendor } from './fake-vendor.ts';

const [, , name, folder, port] = process.argv;
if (name === undefined || !/^[a-z0-9-]+$/.test(name) || folder === undefined) throw new Error('fake-child.ts <vendor> <folder> [port]');
const { vendor } = (await import(`./${name}/vendor.ts`)) as { readonly vendor: FakeVendor };
const server = await startFakeServer(vendor, folder, port === undefined ? {} : { port: Number(port) });
process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
process.stdin.resume().on('end', () => void server.close().then(() => process.exit(0)));
