import { type ReactElement, useEffect, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { usePreferences } from '#renderer/field/app/preferences-context.tsx';
import { addressOf } from '#renderer/field/app/route.ts';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { BackupSection } from './backup-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { VaultSection } from './vault-section.tsx';
import { type AboutFacts, SettingsView } from './settings-view.tsx';
import { UpdateView } from './update-view.tsx';
import { useUpdate } from './use-update.ts';

/** Choices take effect at once and are kept on this laptop. */
export function SettingsScreen(): ReactElement {
  const say = useSay();
  const { session } = useField();
  const { preferences, choose } = usePreferences();
  const { enrolled } = session;
  const update = useUpdate();
  return (
    <ScreenFrame title={say('settings.title')}>
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
        about={useAbout()}
        colleaguesHref={addressOf({ screen: 'colleagues' })}
        onChoose={choose}
        vault={
          <>
            <VaultSection />
            <BackupSection />
            <RecoverySection />
          </>
        }
      />
      <Page width="reading">
        <UpdateView state={update.state} onChoose={() => void update.choose()} onShow={update.show} />
      </Page>
    </ScreenFrame>
  );
}

/** Which version runs on what; null until the shell has answered. */
function useAbout(): AboutFacts | null {
  const { host } = useField();
  const [about, setAbout] = useState<AboutFacts | null>(null);
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
