import { type Client, type ClientOverview, Instant, LocalDate, type SupplierInfo } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import { countByState } from '../documents/index.ts';
import { postingCounts } from '../posting/index.ts';

/** A client with the figures of its row on the home page. */
export async function clientOverview(context: EngineContext, client: Client): Promise<ClientOverview> {
  const { db } = context.store;
  const states = await countByState(db, client.id);
  const oldest = await db
    .selectFrom('documents')
    .select(({ fn }) => fn.min('arrived_at').as('at'))
    .where('client_id', '=', client.id)
    .where('state', '=', 'review')
    .executeTakeFirst();
  const thisMonth = context.clock.now().slice(0, 7);
  const lastMonth = monthBefore(thisMonth);
  const troubles = await postingCounts(context, client.id);
  return {
    client,
    toReview: states.review,
    inProgress: states.queued + states.reading + states.checking,
    ...(oldest?.at ? { oldestWaiting: Instant.parse(oldest.at) } : {}),
    arrivedThisMonth: await arrivedIn(context, client.id, thisMonth),
    arrivedLastMonth: await arrivedIn(context, client.id, lastMonth),
    posted: states.posted,
    failedPostings: troubles.rejected + troubles.uncertain,
  };
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

async function arrivedIn(context: EngineContext, clientId: string, month: string): Promise<number> {
  const { count } = await context.store.db
    .selectFrom('arrivals')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('client_id', '=', clientId)
    .where('outcome', '!=', 'message')
    .where('at', '>=', `${month}-01`)
    .where('at', '<', `${month}-99`)
    .executeTakeFirstOrThrow();
  return count;
}

/** The client's suppliers with what is known of them, most documents first. */
export async function supplierInfos(context: EngineContext, clientId: string): Promise<SupplierInfo[]> {
  const rows = await context.store.db
    .selectFrom('documents')
    .select(({ fn }) => ['supplier_key', fn.max('supplier').as('name'), fn.countAll<number>().as('documents'), fn.max('date').as('last')])
    .where('client_id', '=', clientId)
    .where('supplier_key', 'is not', null)
    .where('state', '!=', 'rejected')
    .groupBy('supplier_key')
    .orderBy('documents', 'desc')
    .limit(500)
    .execute();
  const usual = await usualAccounts(context, clientId);
  return rows.flatMap(({ supplier_key, name, documents, last }) => {
    if (name === null) return [];
    const lastDate = LocalDate.safeParse(last);
    const account = usual.get(supplier_key ?? '');
    return [{ name, documents, ...(lastDate.success ? { lastDate: lastDate.data } : {}), ...(account === undefined ? {} : { account }) }];
  });
}

/** The account that most documents of a supplier went to. */
async function usualAccounts(context: EngineContext, clientId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await context.store.db
    .selectFrom('coding_examples')
    .select(({ fn }) => ['supplier_key', 'account', fn.countAll<number>().as('count')])
    .where('client_id', '=', clientId)
    .groupBy(['supplier_key', 'account'])
    .orderBy('count')
    .execute();
  // The last one set for a key is the most frequent.
  return new Map(rows.map(({ supplier_key, account }) => [supplier_key, account]));
}
