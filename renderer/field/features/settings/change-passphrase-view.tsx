import { type ReactElement, useState } from 'react';
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
import { Dialog } from '#renderer/ui/dialog.tsx';
import './settings.css';

interface ChangePassphraseViewProps {
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isChanging: boolean;
  readonly onChange: (current: string, next: string) => void;
  readonly onClose: () => void;
}

/** The present passphrase, and what shall take its place. */
export function ChangePassphraseView(props: ChangePassphraseViewProps): ReactElement {
  const { choice, refusal, isChanging, onChange, onClose } = props;
  const say = useSay();
  const [current, setCurrent] = useState('');
  const next = readyPassphrase(choice);
  const change = (): void => {
    if (current !== '' && next !== null && !isChanging) onChange(current, next);
  };
  return (
    <Dialog
      title={say('vault.change')}
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
            {say(isChanging ? 'vault.change.pending' : 'vault.change.action')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
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
            {say(refusal)}
          </Banner>
        )}
        <PassphraseField
          label={say('vault.change.current')}
          value={current}
          onChange={setCurrent}
          isDisabled={isChanging}
          autoFocus
        />
        <NewPassphrase {...choice} isDisabled={isChanging} />
      </form>
    </Dialog>
  );
}
