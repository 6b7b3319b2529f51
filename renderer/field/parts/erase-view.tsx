import { Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

interface EraseViewProps {
  readonly isOpen: boolean;
  readonly onErase: () => void;
  readonly onClose: () => void;
}

/** The one question before a vault is erased. The focus is on yes: whoever needs this has a key press, not a minute. */
export function EraseView({ isOpen, onErase, onClose }: EraseViewProps): ReactElement {
  const say = useSay();
  return (
    <Dialog
      role="alertdialog"
      title={say('vault.erase')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" icon={Trash2} onPress={onErase} hasFirstFocus>
            {say('vault.erase.now')}
          </Button>
          <Button onPress={onClose}>{say('vault.erase.keep')}</Button>
        </>
      }
    >
      <p>{say('vault.erase.text')}</p>
    </Dialog>
  );
}
