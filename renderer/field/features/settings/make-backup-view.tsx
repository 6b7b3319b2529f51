import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog } from '#renderer/ui';
import './settings.css';
import {
  NewPassphraseFields,
  type PassphraseChoice,
  readyPassphrase,
} from '#renderer/field/parts/passphrase-fields.tsx';

interface MakeBackupViewProps {
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isMaking: boolean;
  readonly onMake: (passphrase: string) => void;
  readonly onClose: () => void;
}

/** Form of a backup's passphrase; the system's own dialog asks for the place. */
export function MakeBackupView(props: MakeBackupViewProps): ReactElement {
  const { choice, refusal, isMaking, onMake, onClose } = props;
  const translate = useTranslate();
  const passphrase = readyPassphrase(choice);
  const make = (): void => {
    if (passphrase !== null && !isMaking) onMake(passphrase);
  };
  return (
    <Dialog
      title={translate('backup.make')}
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
            {translate(isMaking ? 'backup.making' : 'backup.choosePlace')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
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
            {translate(refusal)}
          </Banner>
        )}
        <p>{translate('backup.text')}</p>
        <NewPassphraseFields {...choice} isDisabled={isMaking} />
      </form>
    </Dialog>
  );
}
