import { Page } from '../../ui/page.tsx';

export function AuditScreen() {
  return (
    <Page>
      <h2 className="text-2xl font-bold">Audit</h2>
    </Page>
  );
}
