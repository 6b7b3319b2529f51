import { ArchiveRestore, FileSearch } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { parseVaultLabel } from '#domain/vault/passphrase.ts';
import {
  NewPassphraseFields,
  type PassphraseChoice,
  PassphraseField,
  readyPassphrase,
} from '#renderer/field/parts/passphrase-fields.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, FactList, TextField } from '#renderer/ui';
import './unlock.css';

export interface RestoreVaultInput {
  /** Passphrase of the backup. */
  readonly passphrase: string;
  readonly label: string;
  /** Passphrase of the new vault. */
  readonly next: string;
}

interface RestoreVaultViewProps {
  /** Name of the chosen file. */
  readonly file: string | null;
  readonly onChooseFile: () => void;
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isRestoring: boolean;
  readonly onRestore: (choice: RestoreVaultInput) => void;
}

/** Form of a vault from a backup: the file, its passphrase, and that of the new vault. */
export function RestoreVaultView(props: RestoreVaultViewProps): ReactElement {
  const { file, onChooseFile, choice, refusal, isRestoring } = props;
  const translate = useTranslate();
  const [passphrase, setPassphrase] = useState('');
  const [typed, setTyped] = useState('');
  const label = parseVaultLabel(typed);
  const next = readyPassphrase(choice);
  const wanted =
    file !== null && passphrase !== '' && label !== null && next !== null
      ? { passphrase, label, next }
      : null;
  return (
    <form
      className="unlock-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted && !isRestoring) props.onRestore(wanted);
      }}
    >
      {refusal && (
        <Banner meaning="bad" isAnnounced>
          {translate(refusal)}
        </Banner>
      )}
      <FactList
        facts={[
          {
            term: translate('backup.restore.file'),
            value: <bdi>{file ?? translate('backup.restore.none')}</bdi>,
          },
        ]}
      />
      <Button icon={FileSearch} onPress={onChooseFile} isDisabled={isRestoring}>
        {translate(file === null ? 'backup.restore.choose' : 'backup.restore.other')}
      </Button>
      <PassphraseField
        label={translate('backup.restore.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        isDisabled={isRestoring}
        isRequired
      />
      <h2>{translate('backup.restore.new')}</h2>
      <TextField
        draft="none"
        label={translate('vault.label')}
        description={translate('vault.label.description')}
        value={typed}
        onChange={setTyped}
        maxLength={80}
        isRequired
        isDisabled={isRestoring}
      />
      <NewPassphraseFields {...choice} isDisabled={isRestoring} />
      <Button
        kind="primary"
        type="submit"
        icon={ArchiveRestore}
        isPending={isRestoring}
        isDisabled={!isRestoring && wanted === null}
      >
        {translate(isRestoring ? 'backup.restore.pending' : 'backup.restore.action')}
      </Button>
    </form>
  );
}
