import type { ReactElement } from 'react';
import type { DeviceId } from '#domain/ids.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Fingerprint } from './fingerprint.tsx';

interface CompareDialogViewProps {
  readonly device: DeviceId;
  /** Owner of the device, as headquarters says. */
  readonly name: string;
  readonly onAnswer: (areSame: boolean) => void;
  readonly onClose: () => void;
}

/** Asks whether the digits that a colleague reads aloud are those that headquarters gave. */
export function CompareDialogView({ device, name, onAnswer, onClose }: CompareDialogViewProps): ReactElement {
  const say = useSay();
  return (
    <Dialog
      title={say('colleague.compare.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={() => onAnswer(true)}>
            {say('colleague.compare.same')}
          </Button>
          <Button kind="danger" onPress={() => onAnswer(false)}>
            {say('colleague.compare.other')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <p>{say('colleague.compare.text', { name })}</p>
      <Fingerprint device={device} />
    </Dialog>
  );
}
