import { useKeys } from '../state/keys.ts';
import { Button } from './button.tsx';

type SaveBarProps = {
  isDirty: boolean;
  isSaving: boolean;
  onSave: () => void;
  onDiscard: () => void;
  /** What keeps it from being saved, in words. */
  problem?: string | undefined;
};

/** Appears at the foot of a form that was changed. Nothing is saved by itself where a change alters how books are kept. */
export function SaveBar({ isDirty, isSaving, onSave, onDiscard, problem }: SaveBarProps) {
  useKeys('Form', isDirty ? [{ keys: ['Ctrl+S'], label: 'Save the changes', run: onSave, whileTyping: true }] : []);
  if (!isDirty) return null;
  return (
    <div className="fade-in sticky bottom-0 z-10 flex flex-wrap items-center gap-3 border-t bg-raised px-4 py-2.5 shadow-raised wide:px-6">
      <div role="status" className="min-w-40 flex-1">
        {problem ? <span className="text-wrong">{problem}</span> : <span className="text-ink-2">Changes are not saved yet.</span>}
      </div>
      <Button variant="quiet" onPress={onDiscard} isDisabled={isSaving}>
        Discard
      </Button>
      <Button variant="primary" keys="Ctrl+S" isPending={isSaving} onPress={onSave}>
        Save
      </Button>
    </div>
  );
}
