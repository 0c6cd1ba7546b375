import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import type { Failure } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { savingSettled } from './corrections.ts';
import { approve, reject } from './decisions.ts';
import { type FieldRow, fieldRows, type Stop } from './field-rows.ts';
import { editField } from './focus.ts';
import { openStop, refusedStop } from './review-context.ts';
import { goTo } from './walk.ts';

/** Approves, or rejects with a reason; keeps what went wrong until the document changes. */
export function useDeciding(detail: DocumentDetail, order: readonly DocumentId[]) {
  const cache = useQueryClient();
  const { data: clients } = useQuery(queries.clients());
  const { data: rules } = useQuery(queries.policy(detail.clientId));
  const [failed, setFailed] = useState<{ version: number; failure: Failure }>();
  const [isDeciding, setDeciding] = useState(false);
  const client = clients?.find((known) => known.client.id === detail.clientId)?.client;
  const minimum = rules?.policy.minimum;
  const decide = async (reason?: string) => {
    if (detail.state !== 'review') return;
    setDeciding(true);
    // Leaving the field that is being typed in saves it.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    await savingSettled();
    const fresh = cache.getQueryData(queries.document(detail.id).queryKey) ?? detail;
    const rows = fieldRows(fresh, { client, minimum });
    const open = reason === undefined ? stillOpen(detail, fresh, rows) : undefined;
    const failure = open ? undefined : await send(fresh, order, reason);
    setDeciding(false);
    setFailed(failure && { version: fresh.version, failure });
    const missing = failure?.code === 'fields_missing' ? rows.find(({ mark }) => mark === 'missing') : undefined;
    if (open) goTo(open, rows);
    else if (missing) editField(missing.name);
  };
  return { decide, isDeciding, failure: failed && failed.version === detail.version ? failed.failure : undefined };
}

/** What a correction that was just saved left open: a text that was refused, or something new that it brought up. */
function stillOpen(shown: DocumentDetail, fresh: DocumentDetail, rows: readonly FieldRow[]): Stop | undefined {
  return refusedStop(fresh.id, rows) ?? (fresh.version === shown.version ? undefined : openStop(fresh, rows, undefined));
}

function send(document: DocumentDetail, order: readonly DocumentId[], reason: string | undefined): Promise<Failure | undefined> {
  return reason === undefined ? approve({ document, order }) : reject({ document, order }, reason);
}
