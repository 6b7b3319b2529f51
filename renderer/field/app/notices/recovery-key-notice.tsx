import { type ReactElement, useCallback, useEffect, useState } from 'react';
import type { HostResponse } from '#renderer/host/host-contract.ts';
import { useFieldServices } from '../session/field-services.tsx';
import { RecoveryKeyNoticeView } from './notice-banners-view.tsx';

type RecipientsStatus = HostResponse<'recovery.recipients'>;

const recipientsPollMs = 60_000;

/**
 * People at headquarters who can open the vault, and the way to mark the notice as read. The shell is asked
 * once a minute.
 */
export function useRecoveryRecipients(): {
  readonly recipients: RecipientsStatus | null;
  readonly onRead: () => void;
} {
  const { host } = useFieldServices();
  const [recipients, setRecipients] = useState<RecipientsStatus | null>(null);
  useEffect(() => {
    let isGone = false;
    const look = (): void =>
      void host.ask('recovery.recipients', null).then((answer) => {
        if (!isGone) setRecipients(answer);
      });
    look();
    const timer = setInterval(look, recipientsPollMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [host]);
  const onRead = useCallback(() => {
    const read = async (): Promise<void> => {
      await host.ask('recovery.read', null);
      setRecipients(await host.ask('recovery.recipients', null));
    };
    void read();
  }, [host]);
  return { recipients, onRead };
}

/** Notice, shown once, that headquarters' recovery key changed, or that another one was refused. */
export function RecoveryKeyNotice(): ReactElement | null {
  const { recipients, onRead } = useRecoveryRecipients();
  if (recipients === null) return null;
  const { fingerprint, isUnread, refused } = recipients;
  return (
    <RecoveryKeyNoticeView
      changedTo={isUnread ? fingerprint : null}
      refused={refused?.isUnread ? refused : null}
      onRead={onRead}
    />
  );
}
