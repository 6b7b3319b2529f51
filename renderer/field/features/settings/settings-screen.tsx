import { type ReactElement, useEffect, useState } from 'react';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { useRecoveryRecipients } from '#renderer/field/app/notices/recovery-key-notice.tsx';
import { useFieldPreferences } from '#renderer/field/app/session/field-preferences.tsx';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useNewPassphrase } from '#renderer/field/app/session/use-new-passphrase.ts';
import { EraseVaultDialogView } from '#renderer/field/parts/erase-vault-dialog-view.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { HostResponse } from '#renderer/host/host-contract.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { ScreenPage, useNotify, useNowMs } from '#renderer/ui';
import { type AppUpdateStatus, AppUpdateView } from './app-update-view.tsx';
import { BackupSectionView } from './backup-section-view.tsx';
import { ChangePassphraseView } from './change-passphrase-view.tsx';
import { MakeBackupView } from './make-backup-view.tsx';
import { RecoverySectionView } from './recovery-section-view.tsx';
import { type AppVersionFacts, SettingsView } from './settings-view.tsx';
import { VaultSectionView } from './vault-section-view.tsx';

/** Section that makes backups of the open vault. */
function BackupSection(): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  return (
    <>
      <BackupSectionView made={made} onMake={() => setOpen(true)} />
      {isOpen && <MakeBackup onMade={setMade} onClose={() => setOpen(false)} />}
    </>
  );
}

interface MakeBackupProps {
  readonly onMade: (file: string) => void;
  readonly onClose: () => void;
}

function MakeBackup({ onMade, onClose }: MakeBackupProps): ReactElement {
  const { host } = useFieldServices();
  const nowMs = useNowMs();
  const passphraseChoice = useNewPassphrase();
  const [refusal, setRefusal] = useState<Message | null>(null);
  const [isMaking, setMaking] = useState(false);

  const make = async (passphrase: string): Promise<void> => {
    setMaking(true);
    setRefusal(null);
    const day = new Date(nowMs).toISOString().slice(0, 10);
    const name = `${day}.fieldbook-backup`;
    const makeBackupResponse = await host
      .ask('backup.make', { name, passphrase })
      .catch((): MakeBackupResponse => ({ kind: 'refused', code: 'failed' })); // the shell has logged the reason
    setMaking(false);
    if (makeBackupResponse.kind === 'refused')
      setRefusal({ key: backupRefusalKeys[makeBackupResponse.code] });
    if (makeBackupResponse.kind !== 'made') return;
    onMade(makeBackupResponse.file);
    onClose();
  };
  return (
    <MakeBackupView
      choice={passphraseChoice}
      refusal={refusal}
      isMaking={isMaking}
      onMake={(passphrase) => void make(passphrase)}
      onClose={onClose}
    />
  );
}

type MakeBackupResponse = HostResponse<'backup.make'>;

const backupRefusalKeys = {
  weak: 'vault.refused.weak',
  full: 'backup.refused.full',
  failed: 'backup.refused.failed',
} as const;

interface AppUpdate {
  readonly state: AppUpdateStatus;
  readonly choose: () => Promise<void>;
  readonly show: () => void;
}

/** State of an update from a file. */
function useAppUpdate(): AppUpdate {
  const { host } = useFieldServices();
  const [state, setState] = useState<AppUpdateStatus>({ kind: 'none' });
  return {
    state,
    choose: async () => {
      setState({ kind: 'checking' });
      try {
        const outcome = await host.ask('update.choose', null);
        setState(outcome.kind === 'cancelled' ? { kind: 'none' } : outcome);
      } catch {
        setState({ kind: 'refused', code: 'failed' }); // the shell has logged the reason
      }
    },
    show: () => void host.ask('update.show', null),
  };
}

/** People at headquarters who can open the vault of this person. */
function RecoverySection(): ReactElement | null {
  const { recipients } = useRecoveryRecipients();
  return recipients && <RecoverySectionView {...recipients} />;
}

/** Choices take effect at once and are kept on this laptop. */
export function SettingsScreen(): ReactElement {
  const translate = useTranslate();
  const { session } = useFieldServices();
  const { preferences, choose } = useFieldPreferences();
  const { enrolled } = session;
  const appUpdate = useAppUpdate();
  return (
    <ScreenFrame title={translate('settings.title')}>
      <SettingsView
        looks={preferences}
        device={
          enrolled && {
            device: session.device,
            laptop: session.people[session.device]?.laptop ?? null,
            person: enrolled.name,
            server: enrolled.serverName,
            url: enrolled.url,
          }
        }
        about={useAppVersionFacts()}
        colleaguesHref={fieldAddressOf({ screen: 'colleagues' })}
        onChoose={choose}
        vault={
          <>
            <VaultSection />
            <BackupSection />
            <RecoverySection />
          </>
        }
      />
      <ScreenPage width="reading">
        <AppUpdateView
          state={appUpdate.state}
          onChoose={() => void appUpdate.choose()}
          onShow={appUpdate.show}
        />
      </ScreenPage>
    </ScreenFrame>
  );
}

/** Version and platform; null until the shell has answered. */
function useAppVersionFacts(): AppVersionFacts | null {
  const { host } = useFieldServices();
  const [about, setAbout] = useState<AppVersionFacts | null>(null);
  useEffect(() => {
    let isGone = false;
    void host.ask('app.about', null).then((answer) => {
      if (!isGone) setAbout(answer);
    });
    return () => {
      isGone = true;
    };
  }, [host]);
  return about;
}

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
  const statusResult = useStoreQuery('status', null);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [isErasing, setErasing] = useState(false);
  // Until it is known whether changes wait, assume that they do.
  const waits = statusResult.kind !== 'present' || statusResult.result.waiting.changes > 0;
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
  const { host } = useFieldServices();
  const notify = useNotify();
  const passphraseChoice = useNewPassphrase();
  const [refusal, setRefusal] = useState<Message | null>(null);
  const [isChanging, setChanging] = useState(false);

  const change = async (current: string, next: string): Promise<void> => {
    setChanging(true);
    const answer = await host.ask('vault.changePassphrase', { current, next });
    setChanging(false);
    setRefusal(passphraseChangeMessage(answer));
    if (answer.kind !== 'changed') return;
    notify({ meaning: 'good', text: (translate) => translate('vault.change.done') });
    onClose();
  };
  return (
    <ChangePassphraseView
      choice={passphraseChoice}
      refusal={refusal}
      isChanging={isChanging}
      onChange={(current, next) => void change(current, next)}
      onClose={onClose}
    />
  );
}

/** Reason why it was not changed, with the next step; null after success. */
function passphraseChangeMessage(hostResponse: HostResponse<'vault.changePassphrase'>): Message | null {
  switch (hostResponse.kind) {
    case 'changed':
      return null;
    case 'wrong':
      return { key: 'vault.wrong' };
    case 'wait':
      return { key: 'vault.wait', values: { seconds: Math.ceil(hostResponse.waitMs / 1_000) } };
    case 'refused':
      return { key: hostResponse.code === 'weak' ? 'vault.refused.weak' : 'vault.refused.failed' };
  }
}

/** Lock, idle time, passphrase and erasing of the open vault. */
function VaultSection(): ReactElement {
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
        erasesAfter={erases.kind === 'present' && typeof erases.result === 'number' ? erases.result : null}
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
