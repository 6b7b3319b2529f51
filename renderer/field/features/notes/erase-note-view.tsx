import { Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

interface EraseNoteViewProps {
  readonly isOpen: boolean;
  readonly onErase: () => void;
  readonly onClose: () => void;
}

/** The one question before a note is erased: nobody else has it. */
export function EraseNoteView({ isOpen, onErase, onClose }: EraseNoteViewProps): ReactElement {
  const say = useSay();
  return (
    <Dialog
      role="alertdialog"
      title={say('note.erase.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" icon={Trash2} onPress={onErase}>
            {say('note.erase.now')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <p>{say('note.erase.text')}</p>
    </Dialog>
  );
}
