import { type ReactElement, useEffect, useState } from 'react';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { ChangePassphraseView, VaultSectionView } from './vault-section-view.tsx';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { useNewPassphrase } from '#renderer/field/app/session/use-new-passphrase.ts';
import { useNotify } from '#renderer/ui';
import { useRecoveryRecipients } from '#renderer/field/app/notices/recovery-key-notice.tsx';
import { EraseVaultDialogView } from '#renderer/field/parts/erase-vault-dialog-view.tsx';

interface EraseVaultDialogProps {
  /** Label of the open vault. */
  readonly label: string;
  readonly onClose: () => void;
}

/**
 * Erase the open vault after a question; unsent work is encrypted for headquarters first, unless the person
 * declines.
 */
function EraseVaultDialog({ label, onClose }: EraseVaultDialogProps): ReactElement {
  const { host, session } = useFieldServices();
  const status = useStoreQuery('status', null);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [isErasing, setErasing] = useState(false);
  // Until it is known whether changes wait, assume that they do.
  const waits = status.kind !== 'present' || status.answer.waiting.changes > 0;
  const { recipients } = useRecoveryRecipients();
  // Without a recovery key there is nobody to encrypt to.
  const canSeal = session.enrolled !== null && recipients?.fingerprint !== null;
  const isOn = canSeal && (chosen ?? waits);
  const erase = (): void => {
    if (isErasing) return;
    setErasing(true);
    void host.ask(isOn ? 'erase.sealed' : 'vault.erase', null); // the window then reloads
  };
  return (
    <EraseVaultDialogView
      isOpen
      typedLabel={label}
      seal={canSeal ? { isOn, onChange: setChosen } : undefined}
      cannotSeal={session.enrolled !== null && !canSeal}
      isErasing={isErasing && isOn}
      onErase={erase}
      onClose={onClose}
    />
  );
}

/** Ask for both passphrases and change them; the vault's key stays the same, so nothing else is written. */
function ChangePassphrase({ onClose }: { readonly onClose: () => void }): ReactElement {
  const translate = useTranslate();
  const { host } = useFieldServices();
  const notify = useNotify();
  const choice = useNewPassphrase();
  const [refusal, setRefusal] = useState<Message | null>(null);
  const [isChanging, setChanging] = useState(false);

  const change = async (current: string, next: string): Promise<void> => {
    setChanging(true);
    const answer = await host.ask('vault.changePassphrase', { current, next });
    setChanging(false);
    setRefusal(passphraseChangeMessage(answer));
    if (answer.kind !== 'changed') return;
    notify({ meaning: 'good', text: translate('vault.change.done') });
    onClose();
  };
  return (
    <ChangePassphraseView
      choice={choice}
      refusal={refusal}
      isChanging={isChanging}
      onChange={(current, next) => void change(current, next)}
      onClose={onClose}
    />
  );
}

/** Reason why it was not changed, with the next step; null after success. */
function passphraseChangeMessage(answer: HostAnswer<'vault.changePassphrase'>): Message | null {
  switch (answer.kind) {
    case 'changed':
      return null;
    case 'wrong':
      return { key: 'vault.wrong' };
    case 'wait':
      return { key: 'vault.wait', values: { seconds: Math.ceil(answer.waitMs / 1_000) } };
    case 'refused':
      return { key: answer.code === 'weak' ? 'vault.refused.weak' : 'vault.refused.failed' };
  }
}

/** Lock, idle time, passphrase and erasing of the open vault. */
export function VaultSection(): ReactElement {
  const { host } = useFieldServices();
  const [idleMinutes, setIdleMinutes] = useState<number | null>(null);
  const [open, setOpen] = useState<'nothing' | 'change' | { readonly eraseLabel: string }>('nothing');
  const erases = useStoreQuery('eraseAfter', null);
  const close = (): void => setOpen('nothing');

  useEffect(() => {
    let isGone = false;
    void host.ask('vault.idle', null).then((minutes) => {
      if (!isGone) setIdleMinutes(minutes);
    });
    return () => {
      isGone = true;
    };
  }, [host]);

  return (
    <>
      <VaultSectionView
        idleMinutes={idleMinutes}
        erasesAfter={erases.kind === 'present' && typeof erases.answer === 'number' ? erases.answer : null}
        onIdleMinutes={(minutes) => void host.ask('vault.idle', minutes).then(setIdleMinutes)}
        onLock={() => void host.ask('vault.lock', null)}
        onChangePassphrase={() => setOpen('change')}
        onErase={() =>
          void host.ask('vault.state', null).then(({ current }) => {
            if (current !== null) setOpen({ eraseLabel: current.label });
          })
        }
      />
      {open === 'change' && <ChangePassphrase onClose={close} />}
      {typeof open === 'object' && <EraseVaultDialog label={open.eraseLabel} onClose={close} />}
    </>
  );
}
