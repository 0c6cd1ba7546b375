import { useQuery } from '@tanstack/react-query';
import { createContext, use, useMemo } from 'react';
import type { Client } from '../../../src-main/contract/client.ts';
import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import type { ClientId, DocumentId } from '../../../src-main/contract/ids.ts';
import { queries } from '../../bridge/queries.ts';
import { type FieldRow, fieldRows, nextStop, type Stop, stopsOf } from './field-rows.ts';
import { type Drafts, lookedKey, useReviewStore } from './review-store.ts';

/** One document under review, as every part of the screen sees it. */
export type Review = {
  detail: DocumentDetail;
  client: Client | undefined;
  rows: readonly FieldRow[];
  /** False once it is decided: then it is only shown. */
  canEdit: boolean;
  /** Ids of the queue, in its order. */
  order: readonly DocumentId[];
  /** Enter: to the next doubtful place, and when none is left, approve. */
  walk: () => void;
  approve: () => void;
  /** To the next document that waits. */
  goOn: () => void;
};

export const ReviewContext = createContext<Review | undefined>(undefined);

export function useReview(): Review {
  const review = use(ReviewContext);
  if (!review) throw new Error('used outside a review');
  return review;
}

/** The rows of a document with the client's chart and limits applied. */
export function useRows(detail: DocumentDetail | undefined): { client: Client | undefined; rows: readonly FieldRow[] } {
  const { data: all } = useQuery(queries.clients());
  const client = all?.find((known) => known.client.id === detail?.clientId)?.client;
  const { data: rules } = useQuery({ ...queries.policy(detail?.clientId ?? ('' as ClientId)), enabled: detail !== undefined });
  const minimum = rules?.policy.minimum;
  const rows = useMemo(() => (detail ? fieldRows(detail, { client, minimum }) : []), [detail, client, minimum]);
  return { client, rows };
}

/** The first field whose typed text was refused. It is never passed over, whatever was looked at. */
export function refusedStop(id: DocumentId, rows: readonly FieldRow[]): Stop | undefined {
  const typed: Drafts = useReviewStore.getState().drafts[id] ?? {};
  const refused = rows.find(({ name }) => typed[name] !== undefined);
  return refused && { key: `draft ${refused.name}`, target: refused.name };
}

/** Where a person must still look, after `from`. */
export function openStop(detail: DocumentDetail, rows: readonly FieldRow[], from: Stop['target'] | undefined): Stop | undefined {
  const prefix = lookedKey(detail.id, '');
  const { looked } = useReviewStore.getState();
  const seen = new Set([...looked].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)));
  return nextStop(stopsOf(rows, detail.findings), seen, from);
}
