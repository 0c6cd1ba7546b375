import { useCurrentClient } from '../state/current-client.ts';
import { go, placeHref } from '../state/router.ts';
import { uploadFiles, uploadWords } from '../state/uploads.ts';
import { toast } from '../ui/toast.tsx';

/** The client that files go to when a person adds them: the one looked at. */
export function useReceiver() {
  return useCurrentClient().overview?.client;
}

/** Hands files in for the present client and says what became of them. */
export function useHandIn(): (files: readonly File[]) => void {
  const receiver = useReceiver();
  return (files) => {
    if (files.length === 0) return;
    if (!receiver) {
      toast({ tone: 'wrong', title: 'Whose documents are these?', text: 'Choose a client on the left, then add the files again.' });
      return;
    }
    const handIn = async () => {
      const results = await uploadFiles(receiver.id, files);
      const { title, text, isFailure } = uploadWords(results);
      toast({
        tone: isFailure ? 'wrong' : 'done',
        title: `${title} to ${receiver.name}`,
        ...(text ? { text } : {}),
        action: { label: 'Show', run: () => go(placeHref('activity')) },
      });
    };
    void handIn();
  };
}
