import { Page } from '../../ui/page.tsx';

export function HomeScreen() {
  return (
    <Page>
      <h2 className="text-2xl font-bold">Home</h2>
    </Page>
  );
}
