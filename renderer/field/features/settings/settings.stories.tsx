import type { ReactElement } from 'react';
import { RecoveryKeyNoticeView } from '#renderer/field/app/notices/notice-banners-view.tsx';
import { EraseVaultDialogView } from '#renderer/field/parts/erase-vault-dialog-view.tsx';
import { samplePassphraseChoice } from '#renderer/field/parts/sample-passphrase.ts';
import { defaultIdleMinutes } from '#renderer/host/host-contract.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { ChangePassphraseView } from './change-passphrase-view.tsx';
import { RecoverySectionView } from './recovery-section-view.tsx';
import { SettingsView } from './settings-view.tsx';
import { VaultSectionView } from './vault-section-view.tsx';

export const about: StoriesAbout = { title: 'Settings' };

const looks = { language: 'en', theme: 'system', textSize: 100 } as const;
const nothing = (): void => undefined;

export const Enrolled = (): ReactElement => (
  <SettingsView
    looks={looks}
    device={{
      device: '3f9a0c57d2b14e6880aa5d0be1c7f204',
      laptop: 'Team laptop, blue',
      person: 'Lead assessor',
      server: 'Programme headquarters',
      url: 'https://fieldbook.example',
    }}
    about={{ version: '0.1.0', platform: 'linux', runtime: 'Electron 33.2.1' }}
    colleaguesHref="#"
    onChoose={nothing}
    vault={
      <VaultSectionView
        idleMinutes={defaultIdleMinutes}
        erasesAfter={20}
        onIdleMinutes={nothing}
        onLock={nothing}
        onChangePassphrase={nothing}
        onErase={nothing}
      />
    }
  />
);

export const RecoveryKey = (): ReactElement => (
  <RecoverySectionView
    fingerprint="3f2a 90bc 1d22 e01f 77aa"
    sinceMs={Date.UTC(2026, 10, 3)}
    refused={{ fingerprint: '0b71 52ce 9a40 c3d8 16ef', atMs: Date.UTC(2026, 10, 20) }}
  />
);

export const NoRecoveryKey = (): ReactElement => (
  <RecoverySectionView fingerprint={null} sinceMs={null} refused={null} />
);

export const RecoveryKeyChanged = (): ReactElement => (
  <RecoveryKeyNoticeView changedTo="3f2a 90bc 1d22 e01f 77aa" refused={null} onRead={nothing} />
);

export const BeforeTheShellAnswers = (): ReactElement => (
  <SettingsView looks={looks} device={null} about={null} colleaguesHref="#" onChoose={nothing} />
);

export const ChangingThePassphrase = (): ReactElement => (
  <ChangePassphraseView
    choice={samplePassphraseChoice({ chosen: { kind: 'own', typed: 'reeds along the river' }, strength: 3 })}
    refusal={{ key: 'vault.wrong' }}
    isChanging={false}
    onChange={nothing}
    onClose={nothing}
  />
);

export const ErasingWithoutRecoveryKey = (): ReactElement => (
  <EraseVaultDialogView isOpen cannotSeal onErase={nothing} onClose={nothing} />
);

export const Erasing = (): ReactElement => (
  <EraseVaultDialogView isOpen onErase={nothing} onClose={nothing} />
);

export const ErasingAfterSealing = (): ReactElement => (
  <EraseVaultDialogView
    isOpen
    typedLabel="Assessor"
    seal={{ isOn: true, onChange: nothing }}
    onErase={nothing}
    onClose={nothing}
  />
);

export const Sealing = (): ReactElement => (
  <EraseVaultDialogView
    isOpen
    seal={{ isOn: true, onChange: nothing }}
    isErasing
    onErase={nothing}
    onClose={nothing}
  />
);
