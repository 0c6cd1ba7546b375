import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CornerLeftUp, Folder } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { queries } from '../../bridge/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { optionClass } from '../../ui/popover.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { lastName } from './suggestions.ts';

type FolderDialogProps = {
  title: string;
  isOpen: boolean;
  start: string | undefined;
  onClose: () => void;
  onChoose: (path: string) => void;
};

/** Chooses a folder of the computer that the engine runs on. */
export function FolderDialog({ title, isOpen, start, onClose, onChoose }: FolderDialogProps) {
  const [path, setPath] = useState<string | undefined>(start);
  const { data, error, refetch } = useQuery({ ...queries.folders(path), enabled: isOpen, placeholderData: keepPreviousData });
  // The suggested folder is made only with its client, so on a first start it is not there yet: begin at home.
  const isSuggestionMissing = error !== null && path !== undefined && path === start;
  useEffect(() => {
    if (isSuggestionMissing) setPath(undefined);
  }, [isSuggestionMissing]);
  const footer = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button variant="primary" isDisabled={!data} onPress={() => data && onChoose(data.path)}>
        Choose this folder
      </Button>
    </>
  );
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} footer={footer}>
      <p className="mb-2 truncate rounded-s bg-sunken px-2.5 py-1.5 text-s text-ink-2" title={data?.path}>
        {data?.path ?? path ?? ' '}
      </p>
      <div className="h-[300px] overflow-auto">
        {error && !isSuggestionMissing ? <QueryFailure error={error} onRetry={() => refetch()} /> : null}
        {data ? (
          <ListBox
            // A list of its own for each folder, so that the focus begins at its top.
            key={data.path}
            autoFocus="first"
            aria-label="Folders"
            className="outline-none"
            renderEmptyState={() => <p className="px-2 py-6 text-center text-ink-2">No folders in here.</p>}
            onAction={(key) => setPath(key === '..' ? data.parent : String(key))}
          >
            {data.parent === undefined ? null : (
              <ListBoxItem id=".." textValue="Up" className={optionClass}>
                <CornerLeftUp aria-hidden="true" className="text-ink-3" /> Up
              </ListBoxItem>
            )}
            {data.folders.map((folder) => (
              <ListBoxItem key={folder} id={folder} textValue={lastName(folder)} className={optionClass}>
                <Folder aria-hidden="true" className="text-ink-3" /> <span className="truncate">{lastName(folder)}</span>
              </ListBoxItem>
            ))}
          </ListBox>
        ) : error && !isSuggestionMissing ? null : (
          <SkeletonRows rows={7} className="h-7" />
        )}
      </div>
    </Dialog>
  );
}
