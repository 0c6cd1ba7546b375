import { useMutation } from '@tanstack/react-query';
import { ArrowRight, Download } from 'lucide-react';
import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { go, placeHref } from '../../state/router.ts';
import { saveFile } from '../../state/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { ReadAgain } from '../../ui/read-again.tsx';
import { toast } from '../../ui/toast.tsx';

/** What can be done with a document from here: go to its review, read it again while it waits, take the original out. */
export function DocumentActions({ detail }: { detail: DocumentDetail }) {
  const { id, name, state } = detail;
  const original = useMutation({
    mutationFn: () => api.documents.original({ id }),
    onSuccess: (file) => saveFile(file, name),
    onError: tell,
  });
  return (
    <div className="flex flex-wrap gap-2">
      {state === 'review' ? (
        <>
          <Button size="s" variant="primary" icon={<ArrowRight />} onPress={() => go(placeHref('review', id))}>
            Review
          </Button>
          <ReadAgain detail={detail} />
        </>
      ) : null}
      <Button size="s" icon={<Download />} isPending={original.isPending} onPress={() => original.mutate()}>
        Save the original
      </Button>
    </div>
  );
}

function tell(error: unknown): void {
  const { what, todo } = failureOf(error);
  toast({ tone: 'wrong', title: what, text: todo });
}
