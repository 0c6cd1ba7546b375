import { Page } from '../../ui/page.tsx';

export function ArrivalsScreen() {
  return (
    <Page>
      <h1 className="text-2xl font-bold">Arrivals</h1>
    </Page>
  );
}
