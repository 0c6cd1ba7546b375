import { z } from 'zod';
import { type Coding, type Extraction, Finding, type Policy, type Route } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import type { EngineContext } from '../context.ts';
import type { DocumentChange, DocumentRow } from '../documents/index.ts';
import type { Reads, Work } from '../storage/index.ts';
import type { CheckInput } from './check.ts';
import { CHECKS } from './checks/index.ts';
import { gather } from './gather.ts';
import { getPolicy, route } from './policy.ts';

export type Assessment = {
  readonly findings: readonly Finding[];
  readonly route: Route;
  readonly policy: Policy;
  readonly policyVersion: number;
};

/** Runs the controls that the policy leaves on; `gather` has fetched what they compare with. */
export function runChecks(input: CheckInput): Finding[] {
  const off = new Set(input.policy.disabledChecks);
  return CHECKS.filter(({ id }) => !off.has(id)).flatMap((check) => check.run(input));
}

/** Findings and route of a document as it stands, within the transaction that will act on them. */
export async function assess(
  context: Pick<EngineContext, 'clock'>,
  db: Reads,
  document: DocumentRow,
  what: { extraction: Extraction; coding: Coding; typed: ReadonlySet<string> },
): Promise<Assessment> {
  const client = await getClient(db, document.client_id);
  const { policy, version } = await getPolicy(db, document.client_id);
  const findings = runChecks(await gather(db, { document, client, policy, today: context.clock.today(), ...what }));
  return { findings, route: route(findings), policy, policyVersion: version };
}

const Findings = z.array(Finding);

/** What the controls last found of a document. */
export async function loadFindings(db: Reads, documentId: string): Promise<Finding[]> {
  const row = await db.selectFrom('findings').select('body_json').where('document_id', '=', documentId).executeTakeFirst();
  return row ? Findings.parse(JSON.parse(row.body_json)) : [];
}

/** Stores the findings and gives the columns by which the queue shows and orders the document. */
export async function saveFindings(work: Work, documentId: string, assessment: Assessment): Promise<DocumentChange> {
  const body_json = JSON.stringify(assessment.findings);
  await work.tx
    .insertInto('findings')
    .values({ document_id: documentId, body_json })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet({ body_json }))
    .execute();
  const telling = assessment.findings.filter(({ severity }) => severity !== 'note');
  const first = telling.find(({ severity }) => severity === 'wrong') ?? telling[0];
  return { route: assessment.route, reason: first?.reason ?? null, group_name: first?.group ?? null, severity: first?.severity ?? null };
}
