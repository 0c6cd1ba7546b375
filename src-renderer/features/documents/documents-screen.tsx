import { Page } from '../../ui/page.tsx';

export function DocumentsScreen() {
  return (
    <Page>
      <h2 className="text-2xl font-bold">Documents</h2>
    </Page>
  );
}
