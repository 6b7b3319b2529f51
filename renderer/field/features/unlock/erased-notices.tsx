import { type ReactElement, useEffect, useState } from 'react';
import type { Host } from '#renderer/host/host-contract.ts';
import { type ErasedNotice, ErasedNoticeView } from './erased-notice-view.tsx';

/** Where the sealed work of erased vaults is, until the person has read it. */
export function ErasedNotices({ host }: { readonly host: Host }): ReactElement {
  const [notices, setNotices] = useState<readonly ErasedNotice[]>([]);
  useEffect(() => {
    let isShown = true;
    host.ask('erase.notices', null).then((found) => {
      if (isShown) setNotices(found);
    }, reportError);
    return () => {
      isShown = false;
    };
  }, [host]);
  const read = (vault: string): void => {
    host.ask('erase.dismiss', { vault }).catch(reportError);
    setNotices(notices.filter((notice) => notice.vault !== vault));
  };
  return (
    <>
      {notices.map((notice) => (
        <ErasedNoticeView key={notice.vault} notice={notice} onRead={() => read(notice.vault)} />
      ))}
    </>
  );
}
