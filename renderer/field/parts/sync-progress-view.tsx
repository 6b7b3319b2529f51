import type { ReactElement } from 'react';
import { useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { FactList } from '#renderer/ui/marks/fact-list.tsx';
import { ProgressBar } from '#renderer/ui/marks/progress.tsx';
import { type ShownSyncProgress, syncProgressMessage } from './sync-messages.ts';
import './parts.css';

interface SyncProgressViewProps {
  readonly progress: ShownSyncProgress;
}

/** Progress of a sync: sent and received changes, the rest, and the time left when it is known. */
export function SyncProgressView({ progress }: SyncProgressViewProps): ReactElement {
  const say = useTranslate();
  const format = useFormat();
  const { sentBytes, receivedBytes, sentChanges, receivedChanges, leftChanges, leftBytes, leftMs } = progress;
  const all = sentChanges + leftChanges;
  const line = (changes: number, bytes: number): string =>
    bytes === 0
      ? say('sync.progress.nothingYet')
      : say('sync.progress.amount', { count: changes, size: format.bytes(bytes) });
  return (
    <div className="field-progress">
      {all > 0 && (
        <ProgressBar
          label={say('sync.progress.label')}
          fraction={sentChanges / all}
          valueText={say(syncProgressMessage(progress, format))}
        />
      )}
      <FactList
        facts={[
          { term: say('sync.progress.sent'), value: line(sentChanges, sentBytes) },
          { term: say('sync.progress.received'), value: line(receivedChanges, receivedBytes) },
          {
            term: say('sync.progress.left'),
            value: say('sync.progress.amountLeft', { count: leftChanges, size: format.bytes(leftBytes) }),
          },
          {
            term: say('sync.progress.time'),
            value:
              leftMs === null
                ? say('sync.progress.timeUnknown')
                : say('sync.about', { amount: format.duration(leftMs) }),
          },
        ]}
      />
    </div>
  );
}
