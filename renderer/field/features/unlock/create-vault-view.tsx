import { KeyRound } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { parseVaultLabel } from '#domain/vault/passphrase.ts';
import {
  NewPassphraseFields,
  type PassphraseChoice,
  readyPassphrase,
} from '#renderer/field/parts/passphrase-fields.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, TextField } from '#renderer/ui';
import './unlock.css';

interface CreateVaultViewProps {
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isCreating: boolean;
  readonly onCreate: (label: string, passphrase: string) => void;
}

interface MissingForVaultProps {
  readonly label: string | null;
  readonly choice: PassphraseChoice;
}

/** First thing that a new vault still lacks, below the button that it keeps disabled. */
function MissingForVault({ label, choice }: MissingForVaultProps): ReactElement {
  const translate = useTranslate();
  const missing =
    label === null
      ? 'vault.create.missing.label'
      : readyPassphrase(choice) === null
        ? choice.chosen.kind === 'offered'
          ? 'vault.create.missing.kept'
          : 'vault.create.missing.passphrase'
        : null;
  return <p className="unlock-missing">{missing && translate(missing)}</p>;
}

/** A vault for one more person on this laptop. */
export function CreateVaultView(props: CreateVaultViewProps): ReactElement {
  const { choice, refusal, isCreating, onCreate } = props;
  const translate = useTranslate();
  const [typed, setTyped] = useState('');
  const label = parseVaultLabel(typed);
  const passphrase = readyPassphrase(choice);
  return (
    <form
      className="unlock-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (label !== null && passphrase !== null && !isCreating) onCreate(label, passphrase);
      }}
    >
      {refusal && (
        <Banner meaning="bad" isAnnounced>
          {translate(refusal)}
        </Banner>
      )}
      <TextField
        draft="none"
        label={translate('vault.label')}
        description={translate('vault.label.description')}
        value={typed}
        onChange={setTyped}
        maxLength={80}
        isRequired
        isDisabled={isCreating}
        autoFocus
      />
      <NewPassphraseFields {...choice} isDisabled={isCreating} />
      <Button
        kind="primary"
        type="submit"
        icon={KeyRound}
        isPending={isCreating}
        isDisabled={!isCreating && (label === null || passphrase === null)}
      >
        {isCreating ? translate('vault.creating') : translate('vault.create')}
      </Button>
      <MissingForVault label={label} choice={choice} />
    </form>
  );
}
