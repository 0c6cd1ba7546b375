import { Page } from '../../ui/page.tsx';

export function PostingsScreen() {
  return (
    <Page>
      <h1 className="text-2xl font-bold">Postings</h1>
    </Page>
  );
}
