import { Page } from '../../ui/page.tsx';

export function SettingsScreen() {
  return (
    <Page>
      <h2 className="text-2xl font-bold">Settings</h2>
    </Page>
  );
}
