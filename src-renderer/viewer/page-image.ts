import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { DocumentId } from '../../src-main/contract/ids.ts';
import { queries } from '../bridge/queries.ts';

/** The picture of a page as an address for an `img`, given back to the browser when it is not shown any more. */
export function usePageImage(
  id: DocumentId,
  page: number,
  enabled: boolean,
): { url: string | undefined; error: unknown; retry: () => void } {
  const { data: file, error, refetch } = useQuery({ ...queries.pageImage(id, page), enabled });
  const [shown, setShown] = useState<{ file: Blob; url: string }>();
  useEffect(() => {
    if (!file) return;
    const url = URL.createObjectURL(file);
    setShown({ file, url });
    return () => URL.revokeObjectURL(url);
  }, [file]);
  return { url: shown && shown.file === file ? shown.url : undefined, error, retry: () => void refetch() };
}
