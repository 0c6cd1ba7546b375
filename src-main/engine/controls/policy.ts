import { z } from 'zod';
import { type CheckInfo, type Currency, EngineError, type Finding, Policy, parseMoney, type Route } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import { type EngineContext, record } from '../context.ts';
import type { Reads, Work } from '../storage/index.ts';
import { CHECKS } from './checks/index.ts';

export type PolicyVersion = { readonly policy: Policy; readonly version: number };

/** The client's rules; before the first change, the defaults as version 0. */
export async function getPolicy(db: Reads, clientId: string): Promise<PolicyVersion> {
  const row = await db
    .selectFrom('policies')
    .selectAll()
    .where('client_id', '=', clientId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { policy: Policy.parse(JSON.parse(row.body_json)), version: row.version } : { policy: Policy.parse({}), version: 0 };
}

/**
 * Writes the next version.
 * @throws EngineError `version_conflict` where somebody changed the rules in the meantime, `invalid_input` for an amount that the client's
 * currency does not have, `not_found`
 */
export async function setPolicy(context: EngineContext, clientId: string, change: PolicyVersion, actor: string): Promise<PolicyVersion> {
  return context.store.write(async (work) => {
    const client = await getClient(work.tx, clientId);
    checkAmounts(client.currency, change.policy);
    const current = await getPolicy(work.tx, clientId);
    if (current.version !== change.version) throw new EngineError('version_conflict');
    const next = { policy: Policy.parse(change.policy), version: current.version + 1 };
    await insertPolicy(context, work, clientId, next, actor);
    const changed = (Object.keys(next.policy) as (keyof Policy)[]).filter(
      (key) => JSON.stringify(next.policy[key]) !== JSON.stringify(current.policy[key]),
    );
    await record(context, work, {
      actor,
      event: 'policy.changed',
      subject: clientId,
      words: `The rules were changed: ${changed.join(', ') || 'nothing'}.`,
      data: { version: next.version, before: current.policy, after: next.policy },
    });
    return next;
  });
}

/** A limit that is no amount of the currency (12.50 yen) would be no limit at all. */
function checkAmounts(currency: Currency, policy: Policy): void {
  for (const field of ['newSupplierLimit', 'reviewAbove'] as const) {
    if (parseMoney(policy[field], currency) === undefined)
      throw new EngineError('invalid_input', { note: `${policy[field]} is no amount in ${currency}.`, details: { field } });
  }
}

async function insertPolicy(
  context: EngineContext,
  work: Work,
  clientId: string,
  { policy, version }: PolicyVersion,
  actor: string,
): Promise<void> {
  await work.tx
    .insertInto('policies')
    .values({ client_id: clientId, version, body_json: JSON.stringify(policy), actor, created_at: context.clock.now() })
    .execute();
}

/** Clear, unless a control that is switched on doubts or contradicts something. A note informs and holds nothing back. */
export function route(findings: readonly Finding[]): Route {
  return findings.some(({ severity }) => severity !== 'note') ? 'review' : 'clear';
}

export function checkInfos(): CheckInfo[] {
  return CHECKS.map(({ id, title, explanation }) => ({ id, title, explanation }));
}

/** The rules as JSON schema, for editors and outside programs. */
export function policySchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(Policy, { io: 'input' }) };
}
