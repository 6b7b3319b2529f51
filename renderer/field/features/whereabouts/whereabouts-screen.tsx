import { RefreshCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useQuery } from '#renderer/field/use-query.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useNotify } from '#renderer/ui/notices.tsx';
import { groupByMission } from './group-by-mission.ts';
import { syncLogText } from './sync-log-text.ts';
import { WhereaboutsView } from './whereabouts-view.tsx';

/** Where every record is, and the way to send what waits. */
export function WhereaboutsScreen(): ReactElement {
  const say = useSay();
  const notify = useNotify();
  const { store, host } = useField();
  const { status } = useFrameFacts();
  const records = useQuery('whereabouts', null);
  const runs = useQuery('syncRuns', null);
  const parked = useQuery('parked', null);
  const isPresent = records.kind === 'present' && runs.kind === 'present' && parked.kind === 'present';

  const save = async (name: string, text: string): Promise<void> => {
    const outcome = await host.ask('file.save', { name, text });
    if (outcome === 'saved') notify({ meaning: 'good', text: say('whereabouts.export.saved') });
  };

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
              bytes: status.waiting.bytes,
              headquartersHasUpToMs: status.headquartersHasUpToMs,
              network: status.network,
              early: status.early,
            }
          }
          onSimulate={(offline) => void store.simulateOffline(offline)}
          missions={groupByMission(records.answer)}
          runs={runs.answer}
          parked={parked.answer}
          onExportRuns={() => void save('fieldbook-sync-log.tsv', syncLogText(runs.answer))}
          onExportParked={() =>
            void save('fieldbook-not-taken-in.json', JSON.stringify(parked.answer, null, 2))
          }
        />
      )}
    </ScreenFrame>
  );
}
