import { Page } from '../../ui/page.tsx';

export function ClientsScreen() {
  return (
    <Page>
      <h2 className="text-2xl font-bold">Clients</h2>
    </Page>
  );
}
