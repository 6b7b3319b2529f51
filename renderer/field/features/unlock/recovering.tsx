import { type ReactElement, useState } from 'react';
import type { Host, HostAnswer } from '#renderer/host/host-contract.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSecondsLeft } from '#renderer/field/app/use-seconds-left.ts';
import { useNewPassphrase } from '#renderer/field/app/use-new-passphrase.ts';
import { RecoverVaultView } from './recover-vault-view.tsx';
import { RenewPassphraseView } from './renew-passphrase-view.tsx';
import type { VaultChoice } from './unlock-view.tsx';

interface RecoveringProps {
  readonly host: Host;
  readonly vault: VaultChoice;
  /** A vault is open now. */
  readonly onOpen: () => void;
}

/** The way back in with what headquarters gave: first that, then a new passphrase. Needs no network. */
export function Recovering({ host, vault, onOpen }: RecoveringProps): ReactElement {
  const [isRecovered, setRecovered] = useState(false);
  const [outcome, setOutcome] = useState<Message | null>(null);
  const [isOpening, setOpening] = useState(false);
  const [endMs, setEndMs] = useState(0);
  const secondsLeft = useSecondsLeft(endMs);
  const choice = useNewPassphrase();

  const recover = async (block: string, said: string): Promise<void> => {
    setOpening(true);
    const answer = await host.ask('vault.recover', { id: vault.id, block, words: said });
    setOpening(false);
    setOutcome(recoverMessage(answer));
    if ('waitMs' in answer) setEndMs(performance.now() + answer.waitMs);
    if (answer.kind === 'opened') setRecovered(true);
  };
  const renew = async (next: string): Promise<void> => {
    setOpening(true);
    const answer = await host.ask('vault.renewPassphrase', { id: vault.id, next });
    if (answer.kind === 'open') {
      onOpen();
      return;
    }
    setOpening(false);
    setOutcome({ key: renewKeys[answer.code] });
    if (answer.code === 'gone') setRecovered(false);
  };
  if (!isRecovered)
    return (
      <RecoverVaultView
        label={vault.label}
        outcome={outcome}
        secondsLeft={secondsLeft}
        isOpening={isOpening}
        onRecover={(block, said) => void recover(block, said)}
      />
    );
  return (
    <RenewPassphraseView
      choice={choice}
      refusal={outcome}
      isOpening={isOpening}
      onRenew={(next) => void renew(next)}
    />
  );
}

/** Why the answer of headquarters opened nothing, and what to do; null when it did, or one must wait. */
function recoverMessage(answer: HostAnswer<'vault.recover'>): Message | null {
  switch (answer.kind) {
    case 'opened':
    case 'wait':
      return null;
    case 'wrong':
      return { key: 'vault.recover.wrong' };
    case 'refused':
      return { key: refusedKeys[answer.code] };
  }
}

const refusedKeys = {
  block: 'vault.recover.refused.block',
  words: 'vault.recover.refused.words',
  otherVault: 'vault.recover.refused.otherVault',
  over: 'vault.recover.refused.over',
  failed: 'vault.refused.failed',
} as const;

const renewKeys = {
  weak: 'vault.refused.weak',
  full: 'vault.refused.full',
  gone: 'vault.recover.refused.gone',
  failed: 'vault.refused.failed',
} as const;
