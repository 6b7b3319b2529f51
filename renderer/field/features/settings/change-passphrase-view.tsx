import { type ReactElement, useState } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, Dialog } from '#renderer/ui';
import './settings.css';
import {
  NewPassphraseFields,
  type PassphraseChoice,
  PassphraseField,
  readyPassphrase,
} from '#renderer/field/parts/passphrase-fields.tsx';

interface ChangePassphraseViewProps {
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isChanging: boolean;
  readonly onChange: (current: string, next: string) => void;
  readonly onClose: () => void;
}

/** Form of the present passphrase and the new one. */
export function ChangePassphraseView(props: ChangePassphraseViewProps): ReactElement {
  const { choice, refusal, isChanging, onChange, onClose } = props;
  const translate = useTranslate();
  const [current, setCurrent] = useState('');
  const next = readyPassphrase(choice);
  const change = (): void => {
    if (current !== '' && next !== null && !isChanging) onChange(current, next);
  };
  return (
    <Dialog
      title={translate('vault.change')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            onPress={change}
            isPending={isChanging}
            isDisabled={!isChanging && (current === '' || next === null)}
          >
            {translate(isChanging ? 'vault.change.pending' : 'vault.change.action')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      <form
        className="settings-passphrase"
        onSubmit={(event) => {
          event.preventDefault();
          change();
        }}
      >
        {refusal && (
          <Banner meaning="bad" isAnnounced>
            {translate(refusal)}
          </Banner>
        )}
        <PassphraseField
          label={translate('vault.change.current')}
          value={current}
          onChange={setCurrent}
          isDisabled={isChanging}
          autoFocus
        />
        <NewPassphraseFields {...choice} isDisabled={isChanging} />
      </form>
    </Dialog>
  );
}
