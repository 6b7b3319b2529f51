import { RefreshCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useQuery } from '#renderer/field/use-query.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { groupByMission } from './group-by-mission.ts';
import { parkedText } from './parked-text.ts';
import { syncLogCsv } from './sync-log-csv.ts';
import { useSaveFile } from '#renderer/field/app/use-save-file.ts';
import { WhereaboutsView } from './whereabouts-view.tsx';

/** Where every record is, what sending would cost, and the ways to send what waits or to pause. */
export function WhereaboutsScreen(): ReactElement {
  const say = useSay();
  const saveFile = useSaveFile();
  const { store } = useField();
  const { status, missions } = useFrameFacts();
  const records = useQuery('whereabouts', null);
  const runs = useQuery('syncRuns', null);
  const parked = useQuery('parked', null);
  const estimate = useQuery('estimate', null);
  const isPresent = records.kind === 'present' && runs.kind === 'present' && parked.kind === 'present';

  return (
    <ScreenFrame
      title={say('whereabouts.title')}
      actions={
        <Button
          kind="primary"
          icon={RefreshCw}
          isPending={status?.network.kind === 'sending'}
          onPress={() => void store.syncNow()}
        >
          {say('frame.sync.now')}
        </Button>
      }
    >
      {isPresent && (
        <WhereaboutsView
          summary={
            status && {
              records: records.answer.filter(({ waiting }) => waiting > 0).length,
              changes: status.waiting.changes,
              headquartersHasUpToMs: status.headquartersHasUpToMs,
              network: status.network,
              early: status.early,
              estimate: estimate.kind === 'present' ? estimate.answer : null,
            }
          }
          onPause={(isPaused) => void store.pauseSync(isPaused)}
          onSimulate={(offline) => void store.simulateOffline(offline)}
          missions={groupByMission(records.answer, missions ?? [])}
          runs={runs.answer}
          parked={parked.answer}
          onExportRuns={() => void saveFile('fieldbook-sync-log.csv', syncLogCsv(runs.answer, say))}
          onExportParked={() => void saveFile('fieldbook-not-taken-in.json', parkedText(parked.answer, say))}
        />
      )}
    </ScreenFrame>
  );
}
