import type { ReactElement } from 'react';
import type { EraseAfter } from '#domain/vault/erase-after.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

interface EraseAfterDialogProps {
  /** What is about to be said; null while nothing is asked. */
  readonly eraseAfter: EraseAfter | null;
  readonly onSure: (eraseAfter: EraseAfter) => void;
  readonly onClose: () => void;
}

/** Asks once more before vaults erase themselves, and says what would be lost. */
export function EraseAfterDialog({
  eraseAfter,
  onSure,
  onClose,
}: EraseAfterDialogProps): ReactElement | null {
  const say = useSay();
  if (eraseAfter === null) return null;
  return (
    <Dialog
      role="alertdialog"
      title={say('programme.vaults.sure')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onPress={() => onSure(eraseAfter)}>
            {say('programme.vaults.sure.yes', { count: eraseAfter })}
          </Button>
          <Button hasFirstFocus onPress={onClose}>
            {say('ui.cancel')}
          </Button>
        </>
      }
    >
      <p>{say('programme.vaults.sure.text', { count: eraseAfter })}</p>
      <p>{say('programme.vaults.sure.who')}</p>
    </Dialog>
  );
}
