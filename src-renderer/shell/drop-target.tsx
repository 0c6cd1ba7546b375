import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { droppedFiles } from '../state/dropped-files.ts';
import { toast } from '../ui/toast.tsx';
import { useHandIn, useReceiver } from './hand-in.ts';

/** The whole window takes files; while some are held over it, it says where they would go. */
export function DropTarget() {
  const [isOver, setOver] = useState(false);
  const receiver = useReceiver();
  const handIn = useHandIn();
  const latest = useRef(handIn);
  useEffect(() => {
    latest.current = handIn;
  });
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    // Leaving to nowhere is leaving the window; leaving to a child element is not.
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (!event.dataTransfer) return;
      droppedFiles(event.dataTransfer)
        .then((files) => (files.length > 0 ? latest.current(files) : toast({ title: 'The folder is empty', text: 'Nothing was added.' })))
        .catch(() => toast({ tone: 'wrong', title: 'The folder could not be read', text: 'Open it and drop the files that are in it.' }));
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className="fade-in pointer-events-none fixed inset-0 z-40 flex items-center justify-center bg-scrim p-6">
      <div className="flex flex-col items-center gap-3 rounded-l border-2 border-dashed border-accent bg-surface px-14 py-11 shadow-overlay">
        <FileDown aria-hidden="true" className="size-7 text-accent" />
        <div className="text-xl font-bold">{receiver ? `Drop to add to ${receiver.name}` : 'Choose a client first'}</div>
        <div className="text-ink-2">
          {receiver ? 'Photos, scans and PDFs, also whole folders. They stay on this computer.' : 'Then drop the files again.'}
        </div>
      </div>
    </div>
  );
}
