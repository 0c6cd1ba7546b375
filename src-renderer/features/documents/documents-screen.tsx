import type { DocumentId } from '../../../src-main/contract/ids.ts';
import { usePlace } from '../../state/router.ts';
import { DocumentPage } from './document-page.tsx';
import { DocumentsList } from './documents-list.tsx';

/** All documents, or one of them with everything known about it. */
export function DocumentsScreen() {
  const { id } = usePlace();
  return id ? <DocumentPage key={id} id={id as DocumentId} /> : <DocumentsList />;
}
