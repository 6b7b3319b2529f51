import { ArchiveRestore, FileSearch } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { vaultLabel } from '#domain/vault/passphrase.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import {
  NewPassphrase,
  type PassphraseChoice,
  readyPassphrase,
} from '#renderer/field/parts/new-passphrase.tsx';
import { PassphraseField } from '#renderer/field/parts/passphrase-field.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import './unlock.css';

export interface RestoreChoice {
  /** Passphrase of the backup. */
  readonly passphrase: string;
  readonly label: string;
  /** Passphrase of the new vault. */
  readonly next: string;
}

interface RestoreViewProps {
  /** Name of the chosen file. */
  readonly file: string | null;
  readonly onChooseFile: () => void;
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isRestoring: boolean;
  readonly onRestore: (choice: RestoreChoice) => void;
}

/** A vault made of a backup: which file, what opens it, and what opens the new vault. */
export function RestoreView(props: RestoreViewProps): ReactElement {
  const { file, onChooseFile, choice, refusal, isRestoring } = props;
  const say = useSay();
  const [passphrase, setPassphrase] = useState('');
  const [typed, setTyped] = useState('');
  const label = vaultLabel(typed);
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
          {say(refusal)}
        </Banner>
      )}
      <Facts
        facts={[{ term: say('backup.restore.file'), value: <bdi>{file ?? say('backup.restore.none')}</bdi> }]}
      />
      <Button icon={FileSearch} onPress={onChooseFile} isDisabled={isRestoring}>
        {say(file === null ? 'backup.restore.choose' : 'backup.restore.other')}
      </Button>
      <PassphraseField
        label={say('backup.restore.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        isDisabled={isRestoring}
        isRequired
      />
      <h2>{say('backup.restore.new')}</h2>
      <TextField
        label={say('vault.label')}
        description={say('vault.label.description')}
        value={typed}
        onChange={setTyped}
        maxLength={80}
        isRequired
        isDisabled={isRestoring}
      />
      <NewPassphrase {...choice} isDisabled={isRestoring} />
      <Button
        kind="primary"
        type="submit"
        icon={ArchiveRestore}
        isPending={isRestoring}
        isDisabled={!isRestoring && wanted === null}
      >
        {say(isRestoring ? 'backup.restore.pending' : 'backup.restore.action')}
      </Button>
    </form>
  );
}
