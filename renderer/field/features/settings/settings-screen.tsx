import { type ReactElement, useEffect, useState } from 'react';
import { useTranslate, type Message } from '#renderer/i18n';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useFieldPreferences } from '#renderer/field/app/session/field-preferences.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { ScreenPage, useNowMs } from '#renderer/ui';
import { VaultSection } from './vault-section.tsx';
import {
  type AppVersionFacts,
  SettingsView,
  type AppUpdateStatus,
  AppUpdateView,
  BackupSectionView,
  MakeBackupView,
} from './settings-view.tsx';
import { useRecoveryRecipients } from '#renderer/field/app/notices/recovery-key-notice.tsx';
import { RecoverySectionView } from './vault-section-view.tsx';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import { useNewPassphrase } from '#renderer/field/app/session/use-new-passphrase.ts';

/** Section that makes backups of the open vault. */
export function BackupSection(): ReactElement {
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
  const choice = useNewPassphrase();
  const [refusal, setRefusal] = useState<Message | null>(null);
  const [isMaking, setMaking] = useState(false);

  const make = async (passphrase: string): Promise<void> => {
    setMaking(true);
    setRefusal(null);
    const day = new Date(nowMs).toISOString().slice(0, 10);
    const name = `${day}.fieldbook-backup`;
    const answer = await host
      .ask('backup.make', { name, passphrase })
      .catch((): MakeBackupAnswer => ({ kind: 'refused', code: 'failed' })); // the shell has logged the reason
    setMaking(false);
    if (answer.kind === 'refused') setRefusal({ key: backupRefusalKeys[answer.code] });
    if (answer.kind !== 'made') return;
    onMade(answer.file);
    onClose();
  };
  return (
    <MakeBackupView
      choice={choice}
      refusal={refusal}
      isMaking={isMaking}
      onMake={(passphrase) => void make(passphrase)}
      onClose={onClose}
    />
  );
}

type MakeBackupAnswer = HostAnswer<'backup.make'>;

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
  const update = useAppUpdate();
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
        <AppUpdateView state={update.state} onChoose={() => void update.choose()} onShow={update.show} />
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
