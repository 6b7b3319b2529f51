import { type ReactElement, useState } from 'react';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { Message } from '#renderer/i18n';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useNewPassphrase } from '#renderer/field/app/session/use-new-passphrase.ts';
import { useNowMs } from '#renderer/ui';
import { BackupSectionView, MakeBackupView } from './backup-section-view.tsx';

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
