import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Asks before something that is felt. `action` names what will be done; never "OK". */
export function ConfirmDialog({
  title,
  children,
  action,
  isOpen,
  isBusy = false,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ReactNode;
  action: string;
  isOpen: boolean;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const footer = (
    <>
      <Button onPress={onClose} autoFocus>
        Cancel
      </Button>
      <Button variant="danger" isPending={isBusy} onPress={onConfirm}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} role="alertdialog" width="s" isOpen={isOpen} onClose={onClose} footer={footer}>
      <div className="text-ink-2">{children}</div>
    </Dialog>
  );
}
