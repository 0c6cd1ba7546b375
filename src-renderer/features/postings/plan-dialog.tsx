import type { DocumentId } from '../../../src-main/contract/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PlanView } from './plan-view.tsx';

/** The dry run over the page, for a document that is being decided about. */
export function PlanDialog({ id, isOpen, onClose }: { id: DocumentId; isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog
      title="What will be written"
      width="l"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <Button onPress={onClose} autoFocus>
          Close
        </Button>
      }
    >
      <PlanView id={id} />
    </Dialog>
  );
}
