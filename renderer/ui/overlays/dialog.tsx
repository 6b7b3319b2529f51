import { type ComponentProps, type ReactElement, type ReactNode, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './dialog.css';
import { useTranslate } from '#renderer/i18n';
import { Button } from '../button.tsx';
import {
  DraftFormScope,
  Form,
  FormActs,
  type FormSubmission,
  useFormSubmission,
} from '../fields/draft-form.tsx';
import { Banner } from '../marks/banner.tsx';
import './form-dialog.css';

interface FormDialogProps {
  readonly title: string;
  /** Label of the button that ends it; Enter in a field of one line does the same, Ctrl+Enter in any. */
  readonly act: string;
  /** Its act takes something away. */
  readonly isDanger?: boolean | undefined;
  /** Reason why it was not kept, when that is not about one field. */
  readonly problem: string | null;
  readonly onAct: FormSubmission;
  readonly onClose: () => void;
  /** The fields. */
  readonly children: ReactNode;
  readonly width?: DialogProps['width'];
  /** Nothing can be kept: the dialog is only closed. */
  readonly isReadOnly?: boolean | undefined;
  /** Further buttons, after those that keep and close. */
  readonly furtherActs?: ReactNode;
}

/** Dialog with a few fields that are kept all at once, or not at all. */
export function FormDialog(props: FormDialogProps): ReactElement {
  const { title, act, isDanger = false, problem, onAct, onClose, children, width } = props;
  const { isReadOnly = false, furtherActs } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      width={width}
      actions={
        <>
          {!isReadOnly && (
            <ActButton onAct={onAct} isDanger={isDanger}>
              {act}
            </ActButton>
          )}
          <Button onPress={onClose}>{translate(isReadOnly ? 'ui.close' : 'ui.cancel')}</Button>
          {furtherActs}
        </>
      }
    >
      <Form className="fb-form" onSubmit={onAct} takesCtrlEnter={!isReadOnly}>
        {problem !== null && (
          <Banner meaning="bad" isAnnounced>
            {problem}
          </Banner>
        )}
        {children}
        <input type="submit" hidden disabled={isReadOnly} />
      </Form>
    </Dialog>
  );
}

/** Button that does the act; it stands in the form's scope, beside the form itself. */
function ActButton({
  onAct,
  isDanger,
  children,
}: Pick<FormDialogProps, 'onAct' | 'isDanger'> & { readonly children: string }): ReactElement {
  return (
    <Button kind={isDanger ? 'danger' : 'primary'} onPress={useFormSubmission(onAct)}>
      {children}
    </Button>
  );
}

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

/** Question or small form over the page; the focus stays inside and then returns to its former place. */
export function Dialog(props: DialogProps): ReactElement {
  const { title, isOpen, onClose, children, actions, role = 'dialog', width = 'm' } = props;
  const decide: NonNullable<ComponentProps<typeof DraftFormScope>['decideRef']> = useRef(null);
  return (
    <ModalOverlay
      className="fb-backdrop"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (open) return;
        decide.current?.(null);
        onClose();
      }}
      isDismissable={role === 'dialog'}
    >
      <Modal className="fb-dialog" data-width={width}>
        <AriaDialog role={role} className="fb-dialog-box">
          <Heading slot="title" className="fb-dialog-title fb-own-direction" dir="auto">
            {title}
          </Heading>
          <DraftFormScope name={title} decideRef={decide}>
            <div className="fb-dialog-body">{children}</div>
            {actions !== undefined && <FormActs className="fb-dialog-actions">{actions}</FormActs>}
          </DraftFormScope>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
