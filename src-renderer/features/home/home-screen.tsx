import { Page } from '../../ui/page.tsx';

export function HomeScreen() {
  return (
    <Page>
      <h1 className="text-2xl font-bold">Home</h1>
    </Page>
  );
}
