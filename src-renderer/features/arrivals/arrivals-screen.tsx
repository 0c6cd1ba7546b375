import { Page } from '../../ui/page.tsx';

export function ArrivalsScreen() {
  return (
    <Page>
      <h2 className="text-2xl font-bold">Arrivals</h2>
    </Page>
  );
}
