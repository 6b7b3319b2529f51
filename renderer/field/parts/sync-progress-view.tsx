import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { FactList, ProgressBar } from '#renderer/ui';
import { type ShownSyncProgress, syncProgressMessage } from './sync-messages.ts';
import './parts.css';

interface SyncProgressViewProps {
  readonly progress: ShownSyncProgress;
}

/** Progress of a sync: sent and received changes, the rest, and the time left when it is known. */
export function SyncProgressView({ progress }: SyncProgressViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { sentBytes, receivedBytes, sentChanges, receivedChanges, leftChanges, leftBytes, leftMs } = progress;
  const all = sentChanges + leftChanges;
  const line = (changes: number, bytes: number): string =>
    bytes === 0
      ? translate('sync.progress.nothingYet')
      : translate('sync.progress.amount', { count: changes, size: format.bytes(bytes) });
  return (
    <div className="field-progress">
      {all > 0 && (
        <ProgressBar
          label={translate('sync.progress.label')}
          fraction={sentChanges / all}
          valueText={translate(syncProgressMessage(progress, format))}
        />
      )}
      <FactList
        facts={[
          { term: translate('sync.progress.sent'), value: line(sentChanges, sentBytes) },
          { term: translate('sync.progress.received'), value: line(receivedChanges, receivedBytes) },
          {
            term: translate('sync.progress.left'),
            value: translate('sync.progress.amountLeft', {
              count: leftChanges,
              size: format.bytes(leftBytes),
            }),
          },
          {
            term: translate('sync.progress.time'),
            value:
              leftMs === null
                ? translate('sync.progress.timeUnknown')
                : translate('sync.about', { amount: format.duration(leftMs) }),
          },
        ]}
      />
    </div>
  );
}
