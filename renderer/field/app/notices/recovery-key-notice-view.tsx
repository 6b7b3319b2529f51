import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, Dialog } from '#renderer/ui';

interface RecoveryKeyNoticeViewProps {
  /** Fingerprint of the recovery key from now on; null where it did not change. */
  readonly changedTo: string | null;
  /** Key that was refused; null where none was. */
  readonly refused: { readonly fingerprint: string | null; readonly atMs: number } | null;
  readonly onRead: () => void;
}

/** Banner: the recovery key of headquarters changed, or another one was refused. Stays until it was read. */
export function RecoveryKeyNoticeView({
  changedTo,
  refused,
  onRead,
}: RecoveryKeyNoticeViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const title = refused === null ? 'settings.recovery.changed.title' : 'settings.recovery.refused.title';
  return (
    <Dialog
      title={translate(title)}
      isOpen={changedTo !== null || refused !== null}
      onClose={onRead}
      role="alertdialog"
      actions={
        <Button kind="primary" onPress={onRead}>
          {translate('sync.read')}
        </Button>
      }
    >
      {refused !== null && (
        <p>
          {translate('settings.recovery.refused', {
            date: format.date(refused.atMs),
            fingerprint: refused.fingerprint ?? '',
          })}
        </p>
      )}
      {changedTo !== null && <p>{translate('settings.recovery.changed', { fingerprint: changedTo })}</p>}
    </Dialog>
  );
}
