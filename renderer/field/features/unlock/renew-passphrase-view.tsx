import { LockKeyholeOpen } from 'lucide-react';
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
import './unlock.css';

interface RenewPassphraseViewProps {
  readonly choice: PassphraseChoice;
  readonly refusal: Message | null;
  readonly isOpening: boolean;
  readonly onRenew: (next: string) => void;
}

/** The block and the words were right: the passphrase from now on. */
export function RenewPassphraseView(props: RenewPassphraseViewProps): ReactElement {
  const { choice, refusal, isOpening, onRenew } = props;
  const say = useSay();
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
          {say(refusal)}
        </Banner>
      ) : (
        <Banner meaning="good" isAnnounced>
          {say('vault.recover.opened')}
        </Banner>
      )}
      <NewPassphrase {...choice} isDisabled={isOpening} />
      <Button
        kind="primary"
        type="submit"
        icon={LockKeyholeOpen}
        isPending={isOpening}
        isDisabled={!isOpening && next === null}
      >
        {say(isOpening ? 'vault.unlocking' : 'vault.recover.renew')}
      </Button>
    </form>
  );
}
