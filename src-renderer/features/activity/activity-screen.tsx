import { Page } from '../../ui/page.tsx';

export function ActivityScreen() {
  return (
    <Page>
      <h2 className="text-2xl font-bold">Activity</h2>
    </Page>
  );
}
