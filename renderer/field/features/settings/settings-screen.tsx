import { type ReactElement, useEffect, useState } from 'react';
import { useTranslate } from '#renderer/i18n';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useFieldPreferences } from '#renderer/field/app/session/field-preferences.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { ScreenPage } from '#renderer/ui';
import { BackupSection } from './backup-section.tsx';
import { VaultSection } from './vault-section.tsx';
import { type AppVersionFacts, SettingsView } from './settings-view.tsx';
import { type AppUpdateStatus, AppUpdateView } from './update-view.tsx';
import { useRecoveryRecipients } from '#renderer/field/app/notices/recovery-key-notice.tsx';
import { RecoverySectionView } from './vault-section-view.tsx';

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
