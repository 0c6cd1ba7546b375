import type { ClientId } from '../../../src-main/contract/ids.ts';
import { usePlace } from '../../state/router.ts';
import { ClientPage } from './client-page.tsx';
import { ClientsList } from './clients-list.tsx';

/** All clients, or one with its sources, chart, tax codes and rules. */
export function ClientsScreen() {
  const { id } = usePlace();
  return id ? <ClientPage key={id} id={id as ClientId} /> : <ClientsList />;
}
