import { type KeyboardEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useReviewStore } from './review-store.ts';

const REASONS = ['Duplicate', 'Not a business cost', 'Unreadable'] as const;
const MOST_CHARACTERS = 500;

/** Why a document is rejected. Number keys choose; the fourth takes words. */
export function RejectDialog({ name, onReject }: { name: string; onReject: (reason: string) => void }) {
  const isOpen = useReviewStore((state) => state.dialog === 'reject');
  const [other, setOther] = useState<string>();
  const close = () => {
    setOther(undefined);
    useReviewStore.setState({ dialog: undefined });
  };
  const choose = (reason: string) => {
    if (reason.trim() === '') return;
    close();
    onReject(reason.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (other !== undefined) return;
    const reason = REASONS[Number(event.key) - 1];
    if (reason) choose(reason);
    else if (event.key === String(REASONS.length + 1)) setOther('');
    else return;
    event.preventDefault();
  };
  const footer =
    other === undefined ? undefined : (
      <Button variant="danger" isDisabled={other.trim() === ''} onPress={() => choose(other)}>
        Reject
      </Button>
    );
  return (
    <Dialog title="Why is it rejected?" isOpen={isOpen} onClose={close} width="s" {...(footer ? { footer } : {})}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: number keys are a short way to the buttons inside */}
      <div className="grid gap-2" onKeyDown={onKeyDown}>
        <p className="text-ink-2">{name} stays in Tickmark and is never posted.</p>
        {REASONS.map((reason, index) => (
          <Button key={reason} onPress={() => choose(reason)} className="justify-between!" autoFocus={index === 0}>
            <span className="flex-1 text-left">{reason}</span>
            <Kbd keys={String(index + 1)} />
          </Button>
        ))}
        {other === undefined ? (
          <Button onPress={() => setOther('')}>
            <span className="flex-1 text-left">Another reason</span>
            <Kbd keys={String(REASONS.length + 1)} />
          </Button>
        ) : (
          <TextField
            label="Reason"
            autoFocus
            value={other}
            onChange={(text) => setOther(text.slice(0, MOST_CHARACTERS))}
            onKeyDown={(event) => event.key === 'Enter' && choose(other)}
          />
        )}
      </div>
    </Dialog>
  );
}
