import { type ReactElement, useEffect, useState } from 'react';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useQuery } from '#renderer/field/use-query.ts';
import { ChangePassphrase } from './change-passphrase.tsx';
import { EraseByChoice } from './erase-by-choice.tsx';
import { VaultSectionView } from './vault-section-view.tsx';

/** Lock, idle time, passphrase and erasing of the open vault. */
export function VaultSection(): ReactElement {
  const { host } = useField();
  const [idleMinutes, setIdleMinutes] = useState<number | null>(null);
  const [open, setOpen] = useState<'nothing' | 'change' | 'erase'>('nothing');
  const erases = useQuery('eraseAfter', null);
  const close = (): void => setOpen('nothing');

  useEffect(() => {
    let isGone = false;
    void host.ask('vault.idle', null).then((minutes) => {
      if (!isGone) setIdleMinutes(minutes);
    });
    return () => {
      isGone = true;
    };
  }, [host]);

  return (
    <>
      <VaultSectionView
        idleMinutes={idleMinutes}
        erasesAfter={erases.kind === 'present' && typeof erases.answer === 'number' ? erases.answer : null}
        onIdleMinutes={(minutes) => void host.ask('vault.idle', minutes).then(setIdleMinutes)}
        onLock={() => void host.ask('vault.lock', null)}
        onChangePassphrase={() => setOpen('change')}
        onErase={() => setOpen('erase')}
      />
      {open === 'change' && <ChangePassphrase onClose={close} />}
      {open === 'erase' && <EraseByChoice onClose={close} />}
    </>
  );
}
