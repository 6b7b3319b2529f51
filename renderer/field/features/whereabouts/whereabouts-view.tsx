import { Download, Map } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { ParkedRow, SyncRunRow } from './rows.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { MissionRecords } from './group-by-mission.ts';
import { ParkedTableView } from './parked-table-view.tsx';
import { RecordsTableView } from './records-table-view.tsx';
import type { SyncSummary } from './sync-summary.ts';
import { SyncSummaryView } from './sync-summary-view.tsx';
import { mostShown, SyncRunsTableView } from './sync-runs-table-view.tsx';
import './whereabouts.css';

interface WhereaboutsViewProps {
  /** Null for the moment until the store has answered. */
  readonly summary: SyncSummary | null;
  readonly onPause: (isPaused: boolean) => void;
  readonly onSimulate: (offline: boolean) => void;
  readonly missions: readonly MissionRecords[];
  readonly runs: readonly SyncRunRow[];
  readonly parked: readonly ParkedRow[];
  readonly onExportRuns: () => void;
  readonly onExportParked: () => void;
}

/** The sync truth: for every record, where it is and since when; then every sync, and what could not be taken in. */
export function WhereaboutsView(props: WhereaboutsViewProps): ReactElement {
  const { summary, onPause, onSimulate, missions, runs, parked, onExportRuns, onExportParked } = props;
  const say = useSay();
  const format = useFormat();
  return (
    <Page>
      {summary && <SyncSummaryView summary={summary} onPause={onPause} onSimulate={onSimulate} />}
      {missions.length === 0 && (
        <EmptyState icon={Map} title={say('whereabouts.empty.title')}>
          {say('whereabouts.empty.text')}
        </EmptyState>
      )}
      {missions.map(({ log, mission, records }) => (
        <Section key={log} title={mission || say('whereabouts.mission.untitled')}>
          <div className="wh-records">
            <RecordsTableView label={mission || say('whereabouts.mission.untitled')} records={records} />
          </div>
        </Section>
      ))}
      {parked.length > 0 && (
        <Section
          title={say('whereabouts.parked.title')}
          description={say('whereabouts.parked.description')}
          action={
            <Button icon={Download} onPress={onExportParked}>
              {say('whereabouts.export')}
            </Button>
          }
        >
          <ParkedTableView items={parked} />
        </Section>
      )}
      <Section
        title={say('whereabouts.runs.title')}
        description={say('whereabouts.runs.description')}
        action={
          <Button icon={Download} onPress={onExportRuns} isDisabled={runs.length === 0}>
            {say('whereabouts.export')}
          </Button>
        }
      >
        <SyncRunsTableView runs={runs} />
        {runs.length > mostShown && (
          <p className="wh-faint">
            {say('whereabouts.runs.newest', {
              shown: format.number(mostShown),
              count: format.number(runs.length),
            })}
          </p>
        )}
      </Section>
    </Page>
  );
}
