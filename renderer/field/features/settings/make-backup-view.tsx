import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import {
  NewPassphrase,
  type PassphraseChoice,
  readyPassphrase,
} from '#renderer/field/parts/new-passphrase.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import './settings.css';

interface MakeBackupViewProps {
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isMaking: boolean;
  readonly onMake: (passphrase: string) => void;
  readonly onClose: () => void;
}

/** The passphrase of a backup; where it goes is asked by the system's own dialog. */
export function MakeBackupView(props: MakeBackupViewProps): ReactElement {
  const { choice, refusal, isMaking, onMake, onClose } = props;
  const say = useSay();
  const passphrase = readyPassphrase(choice);
  const make = (): void => {
    if (passphrase !== null && !isMaking) onMake(passphrase);
  };
  return (
    <Dialog
      title={say('backup.make')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            onPress={make}
            isPending={isMaking}
            isDisabled={!isMaking && passphrase === null}
          >
            {say(isMaking ? 'backup.making' : 'backup.choosePlace')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <form
        className="settings-passphrase"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        {refusal && (
          <Banner meaning="bad" isAnnounced>
            {say(refusal)}
          </Banner>
        )}
        <p>{say('backup.text')}</p>
        <NewPassphrase {...choice} isDisabled={isMaking} />
      </form>
    </Dialog>
  );
}
