import type { ReactElement } from 'react';
import { keptPassphraseChoice } from '#renderer/field/parts/sample-passphrase.ts';
import { type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { RestoreVaultView } from './restore-vault-view.tsx';
import { UnlockFrameView } from './unlock-frame-view.tsx';
import { ErasedVaultNoticeView } from './vault-notice-view.tsx';

export const about: StoriesAbout = { title: 'Restore a backup', layout: 'page' };

const nothing = (): void => undefined;
const file = '2026-11-24.fieldbook-backup';

export const NoFileYet = (): ReactElement => <Restore />;

export const FileChosen = (): ReactElement => <Restore file={file} />;

export const RestoringIt = (): ReactElement => <Restore file={file} isRestoring />;

export const WrongPassphrase = (): ReactElement => (
  <Restore file={file} refusal={{ key: 'backup.restore.wrong' }} />
);

export const CutOff = (): ReactElement => <Restore file={file} refusal={{ key: 'backup.restore.damaged' }} />;

export const NoBackup = (): ReactElement => (
  <Restore file="photo.jpg" refusal={{ key: 'backup.restore.notBackup' }} />
);

export const NoRoom = (): ReactElement => <Restore file={file} refusal={{ key: 'backup.restore.full' }} />;

export const ErasedAndSealed = (): ReactElement => (
  <ErasedVaultNoticeView
    notice={{
      vault: 'v',
      label: 'Assessor',
      sealed: { kind: 'file', file: '/home/field/4f3a-2026-11-24.age' },
    }}
    onRead={nothing}
  />
);

export const ErasedNotSealed = (): ReactElement => (
  <ErasedVaultNoticeView
    notice={{ vault: 'v', label: 'Assessor', sealed: { kind: 'failed' } }}
    onRead={nothing}
  />
);

export const ErasedItself = (): ReactElement => (
  <ErasedVaultNoticeView
    notice={{ vault: 'v', label: 'Assessor', sealed: { kind: 'wrongPassphrases', count: 20 } }}
    onRead={nothing}
  />
);

interface RestoreProps {
  readonly file?: string;
  readonly refusal?: Message;
  readonly isRestoring?: boolean;
}

function Restore(props: RestoreProps): ReactElement {
  const translate = useTranslate();
  return (
    <UnlockFrameView
      title={translate('backup.restore.title')}
      intro={translate('backup.restore.intro')}
      keychain="system"
      refusedPlain={false}
      language={useLanguage()}
      onLanguage={nothing}
      otherWay={<Button kind="quiet">{translate('vault.back')}</Button>}
    >
      <RestoreVaultView
        file={props.file ?? null}
        onChooseFile={nothing}
        choice={keptPassphraseChoice}
        refusal={props.refusal ?? null}
        isRestoring={props.isRestoring ?? false}
        onRestore={nothing}
      />
    </UnlockFrameView>
  );
}
