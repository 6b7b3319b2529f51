import { type ReactElement, useState } from 'react';
import type { Host, HostAnswer } from '#renderer/host/host-contract.ts';
import type { Message } from '#renderer/i18n';
import { useNewPassphrase } from '#renderer/field/app/session/use-new-passphrase.ts';
import { type RestoreVaultInput, RestoreVaultView } from './restore-vault-view.tsx';

interface RestoreVaultProps {
  readonly host: Host;
  readonly onOpen: () => void;
}

/** Make a vault from a backup and open it. */
export function RestoreVault({ host, onOpen }: RestoreVaultProps): ReactElement {
  const [file, setFile] = useState<string | null>(null);
  const choice = useNewPassphrase();
  const [refusal, setRefusal] = useState<Message | null>(null);
  const [isRestoring, setRestoring] = useState(false);

  const chooseFile = async (): Promise<void> => {
    const answer = await host.ask('backup.choose', null);
    if (answer.kind === 'cancelled') return;
    setFile(answer.name);
    setRefusal(null);
  };
  const restore = async (choice: RestoreVaultInput): Promise<void> => {
    setRestoring(true);
    setRefusal(null);
    const answer = await host
      .ask('backup.restore', choice)
      .catch((): RestoreVaultAnswer => ({ kind: 'refused', code: 'failed' })); // the shell has logged the reason
    setRefusal(restoreVaultMessage(answer));
    if (answer.kind === 'open') onOpen();
    else setRestoring(false);
  };
  return (
    <RestoreVaultView
      file={file}
      onChooseFile={() => void chooseFile()}
      choice={choice}
      refusal={refusal}
      isRestoring={isRestoring}
      onRestore={(choice) => void restore(choice)}
    />
  );
}

type RestoreVaultAnswer = HostAnswer<'backup.restore'>;

/** Reason why nothing was restored, with the next step; null after success. */
function restoreVaultMessage(answer: RestoreVaultAnswer): Message | null {
  switch (answer.kind) {
    case 'open':
      return null;
    case 'wrong':
      return { key: 'backup.restore.wrong' };
    case 'refused':
      return { key: restoreRefusalKeys[answer.code] };
  }
}

const restoreRefusalKeys = {
  notBackup: 'backup.restore.notBackup',
  damaged: 'backup.restore.damaged',
  full: 'backup.restore.full',
  failed: 'backup.restore.failed',
  weak: 'vault.refused.weak',
  label: 'vault.refused.label',
} as const;
