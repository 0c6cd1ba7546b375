import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Failure } from '../bridge/failure.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FailureNotice } from './notice.tsx';
import { TextField } from './text-field.tsx';

/** As the contract takes a reason. */
const MOST_CHARACTERS = 500;

/** Asks for the reason of something that is kept in the audit chain. `action` names what will be done; `children` say what that means. */
export function ReasonDialog({
  title,
  children,
  action,
  placeholder,
  isDanger = false,
  isOpen,
  isBusy,
  failure,
  onReason,
  onClose,
}: {
  title: string;
  children: ReactNode;
  action: string;
  placeholder: string;
  isDanger?: boolean;
  isOpen: boolean;
  isBusy: boolean;
  failure: Failure | undefined;
  onReason: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onReason(reason.trim());
  };
  const footer = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form={id} variant={isDanger ? 'danger' : 'primary'} isDisabled={reason.trim() === ''} isPending={isBusy}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} width="s" role={isDanger ? 'alertdialog' : 'dialog'} isOpen={isOpen} onClose={onClose} footer={footer}>
      <form id={id} onSubmit={submit} className="grid gap-3">
        <div className="grid gap-2 text-ink-2">{children}</div>
        <TextField
          label="Reason"
          autoFocus
          value={reason}
          placeholder={placeholder}
          description="Kept with the entry in the audit chain."
          onChange={(text) => setReason(text.slice(0, MOST_CHARACTERS))}
        />
        {failure ? <FailureNotice failure={failure} /> : null}
      </form>
    </Dialog>
  );
}
