import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button, Dialog } from '#renderer/ui';
import './notes.css';
import { Trash2 } from 'lucide-react';

interface EraseNoteDialogViewProps {
  readonly isOpen: boolean;
  readonly onErase: () => void;
  readonly onClose: () => void;
}

/** Question before a note is erased: nobody else has it. */
export function EraseNoteDialogView({ isOpen, onErase, onClose }: EraseNoteDialogViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Dialog
      role="alertdialog"
      title={translate('note.erase.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" icon={Trash2} onPress={onErase}>
            {translate('note.erase.now')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <p>{translate('note.erase.text')}</p>
    </Dialog>
  );
}
