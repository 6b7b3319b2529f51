import { type ReactElement, useState } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { FormDialog, TextField } from '#renderer/ui';
import './kiosk.css';

interface LeaveKioskViewProps {
  /** Reason why the passphrase did not end the kiosk. */
  readonly problem: Message | null;
  readonly onLeave: (passphrase: string) => void;
  readonly onClose: () => void;
}

/** Passphrase of the vault, with which the trainer ends the kiosk. */
export function LeaveKioskView({ problem, onLeave, onClose }: LeaveKioskViewProps): ReactElement {
  const translate = useTranslate();
  const [passphrase, setPassphrase] = useState('');
  return (
    <FormDialog
      title={translate('learning.kiosk.leave.title')}
      act={translate('learning.kiosk.leave.act')}
      problem={problem && translate(problem)}
      onAct={() => {
        if (passphrase !== '') onLeave(passphrase);
        setPassphrase('');
      }}
      onClose={onClose}
    >
      <TextField
        label={translate('learning.kiosk.leave.passphrase')}
        type="password"
        value={passphrase}
        cutsAt={1024}
        autoComplete="off"
        autoFocus
        onChange={setPassphrase}
      />
    </FormDialog>
  );
}
