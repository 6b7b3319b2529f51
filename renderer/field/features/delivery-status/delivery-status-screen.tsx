import { RefreshCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { unsavedTextLineOf } from '#renderer/field/app/drafts/unsaved-text-line.ts';
import { useDraftActs, useTextDrafts } from '#renderer/field/app/drafts/use-text-drafts.ts';
import { useSaveFile } from '#renderer/field/app/files/use-save-file.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useFrameStatus } from '#renderer/field/app/frame/frame-status.ts';
import { ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { addressOfRegister } from '#renderer/field/app/undo/register-route.ts';
import { useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import { groupRecordsByMission } from './delivery-rows.ts';
import { DeliveryStatusView } from './delivery-status-view.tsx';
import { quarantineExportText } from './quarantine-rows.ts';
import { syncLogCsv } from './sync-log-rows.ts';

/** Delivery status of every record, the cost of a sync, and the acts to sync or to pause. */
export function DeliveryStatusScreen(): ReactElement {
  const translate = useTranslate();
  const saveFile = useSaveFile();
  const { store } = useFieldServices();
  const { missions, newDevices, heldTexts, onSimulate } = useFrameFacts();
  const [firstHeld] = heldTexts;
  const statusFacts = useFrameStatus();
  const recordsResult = useStoreQuery('whereabouts', null);
  const { withPresentTitles } = useInstitutionNames();
  const runs = useStoreQuery('syncRuns', null);
  const parkedQueryResult = useStoreQuery('parked', null);
  const estimate = useStoreQuery('estimate', null);
  const keptDrafts = useTextDrafts();
  const { discard, copy } = useDraftActs();
  const isPresent =
    recordsResult.kind === 'present' && runs.kind === 'present' && parkedQueryResult.kind === 'present';

  return (
    <ScreenFrame
      title={translate('whereabouts.title')}
      actions={
        <Button
          kind="primary"
          icon={RefreshCw}
          isPending={statusFacts?.network.kind === 'sending'}
          onPress={() => void store.syncNow()}
        >
          {translate('frame.sync.now')}
        </Button>
      }
    >
      {isPresent && (
        <DeliveryStatusView
          summary={
            statusFacts && {
              records: recordsResult.result.filter(({ waiting }) => waiting > 0).length,
              changes: statusFacts.waiting.changes,
              serverHasUpToMs: statusFacts.serverHasUpToMs,
              network: statusFacts.network,
              toCheck: firstHeld ? { count: heldTexts.length, href: addressOfRegister(firstHeld) } : null,
              outOfOrder: statusFacts.outOfOrder,
              estimate: estimate.kind === 'present' ? estimate.result : null,
            }
          }
          onPause={(isPaused) => void store.pauseSync(isPaused)}
          onSimulate={onSimulate}
          newDevices={newDevices}
          onDevicesRead={() => void store.dismissNewDevices()}
          unsavedTexts={keptDrafts.map((draft) => ({ ...draft, ...unsavedTextLineOf(draft) }))}
          onCopyText={copy}
          onDiscardText={discard}
          missions={groupRecordsByMission(withPresentTitles(recordsResult.result), heldTexts, missions ?? [])}
          runs={runs.result}
          quarantined={parkedQueryResult.result}
          onExportRuns={() => void saveFile('fieldbook-sync-log.csv', syncLogCsv(runs.result, translate))}
          onExportQuarantine={() =>
            void saveFile(
              'fieldbook-not-taken-in.json',
              quarantineExportText(parkedQueryResult.result, translate),
            )
          }
        />
      )}
    </ScreenFrame>
  );
}
