import type { LedgerTraits } from './fault-proxy.ts';
import { serveOrders } from './fault-proxy.ts';

// A fault proxy in a process of its own. Arguments: target, address of the module with the traits, file of the orders.
const [, , target = '', module = '', orders = ''] = process.argv;
const { traits } = (await import(module)) as { traits: LedgerTraits };
const { url, close } = await serveOrders(target, traits, orders);
process.once('disconnect', () => {
  void close().finally(() => process.exit(0));
});
process.send?.(url);
