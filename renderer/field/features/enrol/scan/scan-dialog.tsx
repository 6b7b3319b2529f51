import type { ReactElement } from 'react';
import type { EnrolLink } from '#domain/people/enrol-link.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ScanView } from './scan-view.tsx';
import { useScan } from './use-scan.ts';

interface ScanDialogProps {
  readonly onFound: (link: EnrolLink) => void;
  readonly onClose: () => void;
}

/** Scans the code that headquarters shows. The camera is on while this is on the screen, and no longer. */
export function ScanDialog({ onFound, onClose }: ScanDialogProps): ReactElement {
  const say = useSay();
  return (
    <Dialog
      title={say('enrol.scan')}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{say('ui.cancel')}</Button>}
    >
      <Scanning onFound={onFound} />
    </Dialog>
  );
}

/** Within the dialog, so that the camera's picture has its place when the camera is asked for. */
function Scanning({ onFound }: Pick<ScanDialogProps, 'onFound'>): ReactElement {
  const { host } = useField();
  return <ScanView {...useScan(host, onFound)} />;
}
