import { LockKeyholeOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button } from '#renderer/ui';
import './unlock.css';
import {
  NewPassphraseFields,
  type PassphraseChoice,
  readyPassphrase,
} from '#renderer/field/parts/passphrase-fields.tsx';

interface RenewPassphraseViewProps {
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isOpening: boolean;
  readonly onRenew: (next: string) => void;
}

/** Form of the new passphrase after the block and the words were right. */
export function RenewPassphraseView(props: RenewPassphraseViewProps): ReactElement {
  const { choice, refusal, isOpening, onRenew } = props;
  const translate = useTranslate();
  const next = readyPassphrase(choice);
  return (
    <form
      className="unlock-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (next !== null && !isOpening) onRenew(next);
      }}
    >
      {refusal ? (
        <Banner meaning="bad" isAnnounced>
          {translate(refusal)}
        </Banner>
      ) : (
        <Banner meaning="good" isAnnounced>
          {translate('vault.recover.opened')}
        </Banner>
      )}
      <NewPassphraseFields {...choice} isDisabled={isOpening} />
      <Button
        kind="primary"
        type="submit"
        icon={LockKeyholeOpen}
        isPending={isOpening}
        isDisabled={!isOpening && next === null}
      >
        {translate(isOpening ? 'vault.unlocking' : 'vault.recover.renew')}
      </Button>
    </form>
  );
}
