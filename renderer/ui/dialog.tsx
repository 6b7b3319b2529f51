import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** Escape, or a press outside. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the primary one first. */
  readonly actions?: ReactNode | undefined;
  /** `alertdialog`: a question that must be answered; a press outside does not close it. */
  readonly role?: 'dialog' | 'alertdialog' | undefined;
  readonly width?: 'm' | 'l' | undefined;
}

/** A question or a small form over the page; the focus stays inside and goes back to where it was. */
export function Dialog(props: DialogProps): ReactElement {
  const { title, isOpen, onClose, children, actions, role = 'dialog', width = 'm' } = props;
  return (
    <ModalOverlay
      className="fb-backdrop"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
    >
      <Modal className="fb-dialog" data-width={width}>
        <AriaDialog role={role} className="fb-dialog-box">
          <Heading slot="title" className="fb-dialog-title">
            {title}
          </Heading>
          <div className="fb-dialog-body">{children}</div>
          {actions !== undefined && <div className="fb-dialog-actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
