import { type ReactElement, useEffect, useState } from 'react';
import type { Host } from '#renderer/host/host-contract.ts';
import { type RevokedNotice, RevokedNoticeView } from './revoked-notice-view.tsx';

/** What became of vaults that headquarters revoked, until the person has read it. */
export function RevokedNotices({ host }: { readonly host: Host }): ReactElement {
  const [notices, setNotices] = useState<readonly RevokedNotice[]>([]);
  useEffect(() => {
    let isShown = true;
    host.ask('orders.notices', null).then((found) => {
      if (isShown) setNotices(found);
    }, reportError);
    return () => {
      isShown = false;
    };
  }, [host]);
  const read = (vault: string): void => {
    host.ask('orders.dismiss', { vault }).catch(reportError);
    setNotices(notices.filter((notice) => notice.vault !== vault));
  };
  return (
    <>
      {notices.map((notice) => (
        <RevokedNoticeView key={notice.vault} notice={notice} onRead={() => read(notice.vault)} />
      ))}
    </>
  );
}
