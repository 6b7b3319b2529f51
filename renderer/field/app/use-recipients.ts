import { useCallback, useEffect, useState } from 'react';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import { useField } from './field-context.tsx';

export type Recipients = HostAnswer<'recovery.recipients'>;

const lookMs = 60_000;

/** Who at headquarters can open the vault, asked of the shell once a minute, and the way to say that it was read. */
export function useRecipients(): { readonly recipients: Recipients | null; readonly onRead: () => void } {
  const { host } = useField();
  const [recipients, setRecipients] = useState<Recipients | null>(null);
  useEffect(() => {
    let isGone = false;
    const look = (): void =>
      void host.ask('recovery.recipients', null).then((answer) => {
        if (!isGone) setRecipients(answer);
      });
    look();
    const timer = setInterval(look, lookMs);
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
