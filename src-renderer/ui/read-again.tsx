import { useMutation } from '@tanstack/react-query';
import { ChevronDown, RotateCw } from 'lucide-react';
import type { DocumentDetail } from '../../src-main/contract/document.ts';
import type { ReaderChoice } from '../../src-main/contract/settings.ts';
import { api } from '../bridge/api.ts';
import { failureOf } from '../bridge/failure.ts';
import { go, placeHref } from '../state/router.ts';
import { Button } from './button.tsx';
import { Menu } from './menu.tsx';
import { toast } from './toast.tsx';

/** Reads a waiting document again, as the settings say or with the reader that did not read it. Text and e-invoice data have no other. */
export function ReadAgain({ detail }: { detail: DocumentDetail }) {
  const { id, name } = detail;
  const read = useMutation({
    mutationFn: (reader: ReaderChoice | undefined) => api.documents.readAgain({ id, ...(reader ? { reader } : {}) }),
    onSuccess: () => toast({ title: 'It will be read again', text: name, action: { label: 'Show', run: () => go(placeHref('activity')) } }),
    onError: (error) => toast({ tone: 'wrong', title: failureOf(error).what, text: failureOf(error).todo }),
  });
  const other = otherReader(detail);
  if (!other) {
    return (
      <Button size="s" icon={<RotateCw />} isPending={read.isPending} onPress={() => read.mutate(undefined)}>
        Read again
      </Button>
    );
  }
  const entries = [
    { id: 'same', label: 'Read again', note: 'as set for this computer', run: () => read.mutate(undefined) },
    { id: other, label: other === 'own' ? 'Read with the own reader' : 'Read with Tesseract alone', run: () => read.mutate(other) },
  ];
  return (
    <Menu label="Read again" groups={[{ entries }]}>
      <Button size="s" icon={<RotateCw />} isPending={read.isPending}>
        Read again
        <ChevronDown aria-hidden="true" />
      </Button>
    </Menu>
  );
}

/** The reader of pictures that this document was not read with; undefined where none was needed. */
export function otherReader({ source, times }: Pick<DocumentDetail, 'source' | 'times'>): ReaderChoice | undefined {
  if (source === 'text' || source === 'e-invoice') return undefined;
  return source === 'ocr' && times?.tiers.own === undefined ? 'own' : 'tesseract';
}
