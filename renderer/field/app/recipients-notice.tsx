import type { ReactElement } from 'react';
import { RecipientsNoticeView } from './recipients-notice-view.tsx';
import { useRecipients } from './use-recipients.ts';

/** Tells the person once that headquarters' recovery key changed, or that another one was refused. */
export function RecipientsNotice(): ReactElement | null {
  const { recipients, onRead } = useRecipients();
  if (recipients === null) return null;
  const { fingerprint, isUnread, refused } = recipients;
  return (
    <RecipientsNoticeView
      changedTo={isUnread ? fingerprint : null}
      refused={refused?.isUnread ? refused : null}
      onRead={onRead}
    />
  );
}
