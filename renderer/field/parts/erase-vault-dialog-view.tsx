import { Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { parseVaultLabel } from '#domain/vault/passphrase.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, Checkbox, Dialog, TextField } from '#renderer/ui';

interface EraseVaultDialogViewProps {
  readonly isOpen: boolean;
  /** Label of the vault, to be typed before it is erased; left out in an emergency, as with the keys. */
  readonly typedLabel?: string | undefined;
  /** Whether unsent work is encrypted first; left out where that is not offered, as with the keys. */
  readonly seal?: { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void } | undefined;
  /** Headquarters has no recovery key, so unsent work cannot be encrypted to it. */
  readonly cannotSeal?: boolean | undefined;
  /** Encryption and erasing are under way. */
  readonly isErasing?: boolean | undefined;
  readonly onErase: () => void;
  readonly onClose: () => void;
}

/**
 * Question before a vault is erased. By the keys the focus is on yes: in an emergency there is time for a key press,
 * not a minute. From the settings the label is typed first, since one press there may be a slip.
 */
export function EraseVaultDialogView(props: EraseVaultDialogViewProps): ReactElement {
  const { isOpen, typedLabel, seal, cannotSeal = false, isErasing = false, onErase, onClose } = props;
  const translate = useTranslate();
  const [typed, setTyped] = useState('');
  const isConfirmed = typedLabel === undefined || parseVaultLabel(typed) === typedLabel;
  return (
    <Dialog
      role="alertdialog"
      title={translate('vault.erase')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="danger"
            icon={Trash2}
            onPress={onErase}
            isPending={isErasing}
            isDisabled={!isConfirmed}
            hasFirstFocus={typedLabel === undefined}
          >
            {translate(isErasing ? 'vault.erase.sealing' : 'vault.erase.now')}
          </Button>
          <Button onPress={onClose} isDisabled={isErasing}>
            {translate('vault.erase.keep')}
          </Button>
        </>
      }
    >
      <p>{translate('vault.erase.text')}</p>
      {cannotSeal && <p>{translate('vault.erase.cannotSeal')}</p>}
      {seal && (
        <Checkbox
          label={translate('vault.erase.seal')}
          description={translate('vault.erase.seal.description')}
          state={seal.isOn ? 'on' : 'off'}
          onChange={seal.onChange}
          isDisabled={isErasing}
        />
      )}
      {typedLabel !== undefined && (
        <TextField
          label={translate('vault.erase.confirm', { label: typedLabel })}
          value={typed}
          onChange={setTyped}
          maxLength={80}
          isDisabled={isErasing}
          autoFocus
        />
      )}
    </Dialog>
  );
}
