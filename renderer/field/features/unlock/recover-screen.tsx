import type { ReactElement } from 'react';
import type { Host } from '#renderer/host/host-contract.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { usePreferences } from '#renderer/field/app/preferences-context.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Recovering } from './recovering.tsx';
import { UnlockFrameView } from './unlock-frame-view.tsx';
import type { VaultChoice } from './unlock-view.tsx';

interface RecoverScreenProps {
  readonly host: Host;
  /** Whose passphrase was forgotten. */
  readonly vault: VaultChoice;
  readonly keychain: 'system' | 'none';
  readonly onBack: () => void;
  /** A vault is open now. */
  readonly onOpen: () => void;
}

/** Stands in the place of the unlock screen for who forgot the passphrase. */
export function RecoverScreen({ host, vault, keychain, onBack, onOpen }: RecoverScreenProps): ReactElement {
  const say = useSay();
  const { preferences, choose } = usePreferences();
  const goBack = (): void => {
    void host.ask('vault.dropRecovered', null);
    onBack();
  };
  return (
    <UnlockFrameView
      title={say('vault.recover.title')}
      intro={say('vault.recover.intro')}
      keychain={keychain}
      refusedPlain={false}
      language={preferences.language}
      onLanguage={(language) => choose({ language })}
      otherWay={
        <Button kind="quiet" onPress={goBack}>
          {say('vault.back')}
        </Button>
      }
    >
      <Recovering host={host} vault={vault} onOpen={onOpen} />
    </UnlockFrameView>
  );
}
