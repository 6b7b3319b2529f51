import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button, Dialog } from '#renderer/ui';

interface ConfirmLibraryActProps {
  readonly title: string;
  /** Consequences. */
  readonly children: string;
  readonly act: string;
  readonly isGrave?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Question before an act that all laptops get. The first focus is on Cancel. */
export function ConfirmLibraryAct(props: ConfirmLibraryActProps): ReactElement {
  const { title, children, act, isGrave = false, onConfirm, onClose } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={title}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            kind={isGrave ? 'danger' : 'primary'}
            onPress={() => {
              onClose();
              onConfirm();
            }}
          >
            {act}
          </Button>
          <Button hasFirstFocus onPress={onClose}>
            {translate('ui.cancel')}
          </Button>
        </>
      }
    >
      <p>{children}</p>
    </Dialog>
  );
}
