import { type ReactElement, useState } from 'react';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useRecipients } from '#renderer/field/app/use-recipients.ts';
import { EraseView } from '#renderer/field/parts/erase-view.tsx';
import { useQuery } from '#renderer/field/use-query.ts';

/** Erases the open vault after the question; unsent work is sealed for headquarters first, unless that is not wanted. */
export function EraseByChoice({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { host, session } = useField();
  const status = useQuery('status', null);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [isErasing, setErasing] = useState(false);
  // Until it is known whether something waits, it is taken to.
  const waits = status.kind !== 'present' || status.answer.waiting.changes > 0;
  const { recipients } = useRecipients();
  // Without a recovery key there is nobody to seal to.
  const canSeal = session.enrolled !== null && recipients?.fingerprint !== null;
  const isOn = canSeal && (chosen ?? waits);
  const erase = (): void => {
    if (isErasing) return;
    setErasing(true);
    void host.ask(isOn ? 'erase.sealed' : 'vault.erase', null); // the window then loads anew
  };
  return (
    <EraseView
      isOpen
      seal={canSeal ? { isOn, onChange: setChosen } : undefined}
      cannotSeal={session.enrolled !== null && !canSeal}
      isErasing={isErasing && isOn}
      onErase={erase}
      onClose={onClose}
    />
  );
}
