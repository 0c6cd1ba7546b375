import type { LedgerKind } from '../../../src-main/contract/ledger.ts';

export type KindGroupId = 'files' | 'servers' | 'cloud' | 'other';
export type KindGroup = { id: KindGroupId; title: string; note: string; kinds: LedgerKind[] };

const GROUPS: readonly Omit<KindGroup, 'kinds'>[] = [
  { id: 'files', title: 'Files', note: 'On this computer. Nothing is sent anywhere.' },
  { id: 'servers', title: 'ERP and accounting servers', note: 'Yours or your client’s own, reached over the network.' },
  { id: 'cloud', title: 'Cloud bookkeeping', note: 'You sign in with the browser; Tickmark never sees the password.' },
  { id: 'other', title: 'Everything else', note: 'For programs of your own.' },
];

/**
 * Where a kind stands among the others. It follows from what the kind needs, so that a new one finds its place by itself: a sign-in makes it
 * a cloud, a path a file, and of the rest those that leave drafts are servers that people work in.
 */
export function groupOf({ signsIn, fields, finish }: Pick<LedgerKind, 'signsIn' | 'fields' | 'finish'>): KindGroupId {
  if (signsIn) return 'cloud';
  if (fields.some(({ kind }) => kind === 'path')) return 'files';
  return finish === 'draft' ? 'servers' : 'other';
}

/** The kinds under their headings; a heading without kinds is left out. */
export function kindGroups(kinds: readonly LedgerKind[]): KindGroup[] {
  return GROUPS.map((group) => ({ ...group, kinds: kinds.filter((kind) => groupOf(kind) === group.id) })).filter(
    (group) => group.kinds.length > 0,
  );
}
