import { Page } from '../../ui/page.tsx';

export function ClientsScreen() {
  return (
    <Page>
      <h1 className="text-2xl font-bold">Clients</h1>
    </Page>
  );
}
