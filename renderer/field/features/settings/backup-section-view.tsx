import { Archive } from 'lucide-react';
import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog, PageSection } from '#renderer/ui';
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

interface BackupSectionViewProps {
  /** Path of the backup that was just made. */
  readonly made: string | null;
  readonly onMake: () => void;
}

/** Button that makes a backup, and the path of the last one. */
export function BackupSectionView({ made, onMake }: BackupSectionViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('backup.title')} description={translate('backup.description')}>
      {made !== null && (
        <Banner meaning="good" isAnnounced>
          <p>{translate('backup.made')}</p>
          <p className="settings-path">
            <code dir="ltr">{made}</code>
          </p>
        </Banner>
      )}
      <div>
        <Button icon={Archive} onPress={onMake}>
          {translate('backup.make')}
        </Button>
      </div>
    </PageSection>
  );
}
