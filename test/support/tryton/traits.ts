import { z } from 'zod';
import type { LedgerTraits } from '../fault-proxy.ts';

const Call = z.object({ id: z.number(), method: z.string() });

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^common\.db\.login$/, 'token'],
  [/^model\.party\.party\.create$/, 'supplier'],
  [/^model\.account\.invoice\.create$/, 'create'],
  [/^model\.account\.invoice\.post$/, 'finalise'],
  [/^model\.account\.invoice\.(cancel|delete)$/, 'undo'],
  [/^model\.ir\.attachment\.create$/, 'attach'],
];

/** How the requests to a Tryton server are told apart. */
export const traits: LedgerTraits = {
  match({ body }) {
    const call = callOf(body);
    if (call?.method === 'model.account.invoice.search_read' && body.includes('tickmark-key:')) return 'find';
    return KINDS.find(([method]) => call !== undefined && method.test(call.method))?.[1];
  },
  errorBody: ({ body }) => JSON.stringify({ id: callOf(body)?.id, error: ['UserError', ['You are not allowed to do this.', '', null]] }),
};

function callOf(body: Buffer): z.infer<typeof Call> | undefined {
  try {
    return Call.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}
