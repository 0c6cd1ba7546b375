import { Page } from '../../ui/page.tsx';

export function AuditScreen() {
  return (
    <Page>
      <h1 className="text-2xl font-bold">Audit</h1>
    </Page>
  );
}
