import type { ReactElement } from 'react';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ScanView, type ScanWords } from './scan-view.tsx';
import { type ReadCode, useScan } from './use-scan.ts';

interface ScanningProps<T> {
  readonly words: ScanWords;
  readonly read: ReadCode<T>;
  readonly onFound: (found: T) => void;
}

interface ScanDialogProps<T> extends ScanningProps<T> {
  readonly title: string;
  readonly onClose: () => void;
}

/** Scans a QR code of one kind. The camera is on while this is on the screen, and no longer. */
export function ScanDialog<T>({ title, onClose, ...scanning }: ScanDialogProps<T>): ReactElement {
  const say = useSay();
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{say('ui.cancel')}</Button>}
    >
      <Scanning {...scanning} />
    </Dialog>
  );
}

/** Within the dialog, so that the camera's picture has its place when the camera is asked for. */
function Scanning<T>({ words, read, onFound }: ScanningProps<T>): ReactElement {
  const { host } = useField();
  return <ScanView words={words} {...useScan(host, read, onFound)} />;
}
