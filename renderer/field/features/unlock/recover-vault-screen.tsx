import { type ReactElement, useEffect, useState } from 'react';
import { useFieldPreferences } from '#renderer/field/app/session/field-preferences.tsx';
import { useNewPassphrase } from '#renderer/field/app/session/use-new-passphrase.ts';
import type { Host, HostResponse } from '#renderer/host/host-contract.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import { RecoverVaultView } from './recover-vault-view.tsx';
import { RenewPassphraseView } from './renew-passphrase-view.tsx';
import { UnlockFrameView } from './unlock-frame-view.tsx';
import type { VaultChoice } from './unlock-vault-view.tsx';

interface RecoverVaultScreenProps {
  readonly host: Host;
  /** Vault with the forgotten passphrase. */
  readonly vault: VaultChoice;
  readonly keychain: 'system' | 'none';
  readonly onBack: () => void;
  /** A vault is open now. */
  readonly onOpen: () => void;
}

/** Screen in place of the unlock screen for a person who forgot the passphrase. */
export function RecoverVaultScreen({
  host,
  vault,
  keychain,
  onBack,
  onOpen,
}: RecoverVaultScreenProps): ReactElement {
  const translate = useTranslate();
  const { preferences, choose } = useFieldPreferences();
  const goBack = (): void => {
    void host.ask('vault.dropRecovered', null);
    onBack();
  };
  return (
    <UnlockFrameView
      title={translate('vault.recover.title')}
      intro={translate('vault.recover.intro')}
      keychain={keychain}
      refusedPlain={false}
      language={preferences.language}
      onLanguage={(language) => choose({ language })}
      otherWay={
        <Button kind="quiet" onPress={goBack}>
          {translate('vault.back')}
        </Button>
      }
    >
      <RecoverVault host={host} vault={vault} onOpen={onOpen} />
    </UnlockFrameView>
  );
}

interface RecoverVaultProps {
  readonly host: Host;
  readonly vault: VaultChoice;
  /** A vault is open now. */
  readonly onOpen: () => void;
}

/** Recover a vault with the answer of headquarters: first that, then a new passphrase. Needs no network. */
function RecoverVault({ host, vault, onOpen }: RecoverVaultProps): ReactElement {
  const [isRecovered, setRecovered] = useState(false);
  const [outcome, setOutcome] = useState<Message | null>(null);
  const [isOpening, setOpening] = useState(false);
  const [endMs, setEndMs] = useState(0);
  const secondsLeft = useSecondsLeft(endMs);
  const passphraseChoice = useNewPassphrase();

  const recover = async (block: string, said: string): Promise<void> => {
    setOpening(true);
    const answer = await host.ask('vault.recover', { id: vault.id, block, words: said });
    setOpening(false);
    setOutcome(recoverVaultMessage(answer));
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
    setOutcome({ key: renewalRefusalKeys[answer.code] });
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
      choice={passphraseChoice}
      refusal={outcome}
      isOpening={isOpening}
      onRenew={(next) => void renew(next)}
    />
  );
}

/**
 * Reason why the answer of headquarters opened nothing, with the next step. Null after success or during a
 * wait.
 */
function recoverVaultMessage(hostResponse: HostResponse<'vault.recover'>): Message | null {
  switch (hostResponse.kind) {
    case 'opened':
    case 'wait':
      return null;
    case 'wrong':
      return { key: 'vault.recover.wrong' };
    case 'refused':
      return { key: recoverRefusalKeys[hostResponse.code] };
  }
}

const recoverRefusalKeys = {
  block: 'vault.recover.refused.block',
  words: 'vault.recover.refused.words',
  otherVault: 'vault.recover.refused.otherVault',
  over: 'vault.recover.refused.over',
  failed: 'vault.refused.failed',
} as const;

const renewalRefusalKeys = {
  weak: 'vault.refused.weak',
  full: 'vault.refused.full',
  gone: 'vault.recover.refused.gone',
  failed: 'vault.refused.failed',
} as const;

/** Whole seconds until `endMs` of the page's own clock, which nobody can set; 0 when it has passed. */
export function useSecondsLeft(endMs: number): number {
  const [nowMs, setNowMs] = useState(() => performance.now());
  const isOver = nowMs >= endMs;
  useEffect(() => {
    const look = (): void => setNowMs(performance.now());
    look();
    if (performance.now() >= endMs) return undefined;
    const timer = setInterval(look, 250);
    return () => clearInterval(timer);
  }, [endMs, isOver]);
  return Math.max(0, Math.ceil((endMs - nowMs) / 1_000));
}
