import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { sourceName } from '../../ui/source-name.ts';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { FolderDialog } from '../welcome/folder-dialog.tsx';

/** Watches one more folder: chosen, or typed and pasted. */
export function FolderForm({ clientId, onDone }: { clientId: ClientId; onDone: () => void }) {
  const cache = useQueryClient();
  const { data: info } = useQuery(queries.info());
  const [path, setPath] = useState('');
  const [isChoosing, setChoosing] = useState(false);
  const add = useMutation({
    mutationFn: () => api.sources.addFolder({ clientId, path: path.trim() }),
    onSuccess: async (source) => {
      await cache.invalidateQueries({ queryKey: ['sources'] });
      toast({ title: `${sourceName(source)} is watched`, text: 'What is in it already is being read.' });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim()) add.mutate();
  };
  return (
    <Card title="Add a folder">
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label="Folder"
          autoFocus
          value={path}
          onChange={setPath}
          placeholder={info?.suggestedFolder ?? ''}
          description="On this computer or a connected network share; made if there is none. Files in it and in the folders inside it are read."
          aside={
            <Button icon={<FolderOpen />} onPress={() => setChoosing(true)}>
              Choose
            </Button>
          }
        />
        {add.error ? <FailureNotice failure={failureOf(add.error)} /> : null}
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onPress={onDone}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isDisabled={path.trim() === ''} isPending={add.isPending}>
            Watch this folder
          </Button>
        </div>
      </form>
      <FolderDialog
        title="Folder to watch"
        isOpen={isChoosing}
        start={path.trim() || info?.suggestedFolder}
        onClose={() => setChoosing(false)}
        onChoose={(chosen) => {
          setPath(chosen);
          setChoosing(false);
        }}
      />
    </Card>
  );
}
