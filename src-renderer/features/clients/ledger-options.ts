import { useQuery } from '@tanstack/react-query';
import type { Client } from '../../../src-main/contract/client.ts';
import type { LedgerBooks } from '../../../src-main/contract/ledger.ts';
import { queries } from '../../bridge/queries.ts';
import type { CellOption } from '../../ui/cell-choice.tsx';
import type { LedgerAccountInfo, LedgerTaxCodeInfo } from '../ledgers/book-rows.ts';
import { groupOf } from '../ledgers/kind-groups.ts';
import { KIND_WORDS } from './chart-draft.ts';

/** What a client's ledger told of its books. `makesAccounts`: what it does not have is added with the first entry, as in a journal. */
export type KnownBooks = Pick<LedgerBooks, 'accounts' | 'taxCodes' | 'suppliers' | 'at'> & {
  makesAccounts: boolean;
  keepsSuppliers: boolean;
};

/** Undefined where the ledger tells nothing of its books, or has not been asked yet. */
export function useKnownBooks(client: Client): KnownBooks | undefined {
  const { data } = useQuery(queries.ledger(client.id));
  const { data: kinds } = useQuery(queries.ledgerKinds());
  if (!data?.books) return undefined;
  const kind = kinds?.find(({ id }) => id === data.kind);
  return { ...data.books, makesAccounts: kind !== undefined && groupOf(kind) === 'files', keepsSuppliers: data.abilities.suppliers };
}

/** Accounts to choose from: by name, with the ledger's own word for it beside. */
export function accountOptions(accounts: readonly LedgerAccountInfo[]): CellOption[] {
  return accounts.map(({ ref, name, kind }) => ({
    id: ref,
    label: name === ref || name === '' ? ref : `${ref} ${name}`,
    ...(kind ? { note: KIND_WORDS[kind] } : {}),
  }));
}

export function taxOptions(codes: readonly LedgerTaxCodeInfo[]): CellOption[] {
  return codes.map(({ ref, name, rate }) => ({
    id: ref,
    label: name === ref || name === '' ? ref : `${ref} ${name}`,
    ...(rate ? { note: `${rate} %` } : {}),
  }));
}
