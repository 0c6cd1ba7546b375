import { Page } from '../../ui/page.tsx';

export function ActivityScreen() {
  return (
    <Page>
      <h1 className="text-2xl font-bold">Activity</h1>
    </Page>
  );
}
