import { Page } from '../../ui/page.tsx';

export function PostingsScreen() {
  return (
    <Page>
      <h2 className="text-2xl font-bold">Postings</h2>
    </Page>
  );
}
