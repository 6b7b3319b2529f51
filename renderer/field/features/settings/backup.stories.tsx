import type { ReactElement } from 'react';
import { keptPassphraseChoice } from '#renderer/field/parts/sample-passphrase.ts';
import type { Message } from '#renderer/i18n';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { BackupSectionView } from './backup-section-view.tsx';
import { MakeBackupView } from './make-backup-view.tsx';

export const about: StoriesAbout = { title: 'Backup' };

const nothing = (): void => undefined;

export const NoneMade = (): ReactElement => <BackupSectionView made={null} onMake={nothing} />;

export const Made = (): ReactElement => (
  <BackupSectionView made="/media/stick/2026-11-24.fieldbook-backup" onMake={nothing} />
);

export const AskingPassphrase = (): ReactElement => <Make />;

export const Making = (): ReactElement => <Make isMaking />;

export const NoRoomThere = (): ReactElement => <Make refusal={{ key: 'backup.refused.full' }} />;

export const NotWritten = (): ReactElement => <Make refusal={{ key: 'backup.refused.failed' }} />;

function Make(props: { readonly isMaking?: boolean; readonly refusal?: Message }): ReactElement {
  return (
    <MakeBackupView
      choice={keptPassphraseChoice}
      refusal={props.refusal ?? null}
      isMaking={props.isMaking ?? false}
      onMake={nothing}
      onClose={nothing}
    />
  );
}
