import { type ReactElement, useEffect, useState } from 'react';
import type { Host } from '#renderer/host/host-contract.ts';
import { ErasedNoticeView } from './erased-notice-view.tsx';
import { RevokedNoticeView } from './revoked-notice-view.tsx';

/** What became of vaults that are no more, and of the work in them, until the person has read it. */
export function VaultNotices({ host }: { readonly host: Host }): ReactElement {
  const revoked = useNotices(host, revokedOnes);
  const erased = useNotices(host, erasedOnes);
  return (
    <>
      {revoked.notices.map((notice) => (
        <RevokedNoticeView key={notice.vault} notice={notice} onRead={() => revoked.read(notice)} />
      ))}
      {erased.notices.map((notice) => (
        <ErasedNoticeView key={notice.vault} notice={notice} onRead={() => erased.read(notice)} />
      ))}
    </>
  );
}

/** Notices that the shell keeps, and how it hears that one was read. */
interface Kept<Notice> {
  readonly list: (host: Host) => Promise<readonly Notice[]>;
  readonly dismiss: (host: Host, vault: string) => Promise<unknown>;
}

const revokedOnes = {
  list: (host: Host) => host.ask('orders.notices', null),
  dismiss: (host: Host, vault: string) => host.ask('orders.dismiss', { vault }),
};

const erasedOnes = {
  list: (host: Host) => host.ask('erase.notices', null),
  dismiss: (host: Host, vault: string) => host.ask('erase.dismiss', { vault }),
};

function useNotices<Notice extends { readonly vault: string }>(
  host: Host,
  kept: Kept<Notice>,
): { readonly notices: readonly Notice[]; readonly read: (notice: Notice) => void } {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => {
    let isShown = true;
    kept.list(host).then((found) => {
      if (isShown) setNotices(found);
    }, reportError);
    return () => {
      isShown = false;
    };
  }, [host, kept]);
  const read = (notice: Notice): void => {
    kept.dismiss(host, notice.vault).catch(reportError);
    setNotices(notices.filter((one) => one !== notice));
  };
  return { notices, read };
}
