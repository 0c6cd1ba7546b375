import { Page } from '../../ui/page.tsx';

export function DocumentsScreen() {
  return (
    <Page>
      <h1 className="text-2xl font-bold">Documents</h1>
    </Page>
  );
}
