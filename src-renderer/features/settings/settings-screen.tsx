import { Page } from '../../ui/page.tsx';

export function SettingsScreen() {
  return (
    <Page>
      <h1 className="text-2xl font-bold">Settings</h1>
    </Page>
  );
}
