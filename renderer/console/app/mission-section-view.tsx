import { ClipboardList, FileChartColumn, GitMerge, Hourglass, Presentation, Rows3 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { RailItem, RailSection } from '#renderer/ui/rail.tsx';
import { addressOf, type RecordList, wholeList } from './route.ts';

/** The mission that a screen is inside of, as the rail shows it. */
export interface RailMission {
  readonly log: LogId;
  readonly title: string;
  readonly assessments: number;
  readonly workshops: number;
  readonly conflicts: number;
  readonly held: number;
}

/** Which item of the rail one is at; null inside a record. */
export type RailPlace =
  | 'missions'
  | 'review'
  | 'devices'
  | 'programme'
  | 'data-requests'
  | 'processing'
  | 'people'
  | 'approvals'
  | 'instruments'
  | 'recovery'
  | 'audit'
  | 'security'
  | 'all'
  | 'assessment'
  | 'workshop'
  | 'conflict'
  | 'held'
  | 'reports'
  | null;

interface MissionSectionProps {
  readonly mission: RailMission;
  readonly place: RailPlace;
}

/** The lists of one mission, in the rail. */
export function MissionSection({ mission, place }: MissionSectionProps): ReactElement {
  const say = useSay();
  const hrefOf = (list: Partial<RecordList>): string =>
    addressOf({ screen: 'records', log: mission.log, list: { ...wholeList, ...list } });
  return (
    <RailSection title={mission.title}>
      <RailItem
        label={say('console.rail.allRecords')}
        icon={Rows3}
        href={hrefOf({})}
        isCurrent={place === 'all'}
      />
      <RailItem
        label={say('console.rail.assessments')}
        icon={ClipboardList}
        count={mission.assessments}
        href={hrefOf({ kind: 'assessment' })}
        isCurrent={place === 'assessment'}
      />
      <RailItem
        label={say('console.rail.workshops')}
        icon={Presentation}
        count={mission.workshops}
        href={hrefOf({ kind: 'workshop' })}
        isCurrent={place === 'workshop'}
      />
      <RailItem
        label={say('report.screen.tab')}
        icon={FileChartColumn}
        href={addressOf({ screen: 'reports', log: mission.log })}
        isCurrent={place === 'reports'}
      />
      <RailItem
        label={say('console.rail.conflicts')}
        icon={GitMerge}
        count={mission.conflicts}
        countMeaning="bad"
        href={hrefOf({ needs: 'conflict' })}
        isCurrent={place === 'conflict'}
      />
      <RailItem
        label={say('console.rail.held')}
        icon={Hourglass}
        count={mission.held}
        countMeaning="wait"
        href={hrefOf({ needs: 'held' })}
        isCurrent={place === 'held'}
      />
    </RailSection>
  );
}
