import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from './class-names.ts';

const WIDTHS = { s: 'max-w-[420px]', m: 'max-w-[560px]', l: 'max-w-[820px]', full: 'max-w-none h-full' } as const;

type DialogProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  width?: keyof typeof WIDTHS;
  /** Beside the title. */
  aside?: ReactNode;
  role?: 'dialog' | 'alertdialog';
};

/** A window over the window. Escape and a click outside close it; focus returns to where it was. */
export function Dialog({ title, isOpen, onClose, children, footer, width = 'm', aside, role = 'dialog' }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fade-in fixed inset-0 z-40 flex items-center justify-center bg-scrim p-4"
    >
      <Modal className={classNames('overlay-in w-full rounded-l bg-surface shadow-overlay outline-none', WIDTHS[width])}>
        <AriaDialog role={role} className={classNames('flex flex-col outline-none', width === 'full' ? 'h-full' : 'max-h-[85dvh]')}>
          <header className="flex items-center gap-3 py-3 pr-3 pl-5">
            <Heading slot="title" className="text-l font-bold">
              {title}
            </Heading>
            <div className="ml-auto flex items-center gap-2">
              {aside}
              {/* No hint: it would take the first Escape for itself. */}
              <AriaButton
                aria-label="Close"
                onPress={onClose}
                className="inline-flex size-[28px] cursor-default items-center justify-center rounded-s text-ink-2 data-hovered:bg-hover data-hovered:text-ink"
              >
                <X aria-hidden="true" className="size-4" />
              </AriaButton>
            </div>
          </header>
          <div className={classNames('min-h-0 flex-1 overflow-auto px-5', footer ? 'pb-4' : 'pb-5')}>{children}</div>
          {footer ? <footer className="flex items-center justify-end gap-2 border-t px-5 py-3">{footer}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
