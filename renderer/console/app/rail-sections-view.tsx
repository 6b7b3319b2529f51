import {
  BookOpenText,
  ClipboardList,
  FileChartColumn,
  GitMerge,
  Hourglass,
  LifeBuoy,
  Presentation,
  Rows3,
  ScrollText,
  UserCheck,
  Users,
} from 'lucide-react';
import type { ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import { type Translate, useTranslate } from '#renderer/i18n';
import { RailItem, RailSection } from '#renderer/ui';
import { consoleAddressOf, type RecordList, unfilteredRecordList } from './console-route.ts';

const adminRailItems = [
  { screen: 'people', label: 'console.people.title', icon: Users },
  { screen: 'approvals', label: 'approvals.title', icon: UserCheck },
  { screen: 'instruments', label: 'library.title', icon: BookOpenText },
  { screen: 'recovery', label: 'console.recovery.title', icon: LifeBuoy },
  { screen: 'audit', label: 'console.audit.title', icon: ScrollText },
] as const;

/** Messages with the number of waiting items. */
type WaitingKey =
  | 'console.rail.waiting.requests'
  | 'console.rail.waiting.approvals'
  | 'console.rail.waiting.reminders';

/** Count of an item in the rail, with its words; none where nothing waits. */
export const waitingCount = (
  count: number | null | undefined,
  waitingKey: WaitingKey,
  translate: Translate,
) =>
  count === null || count === undefined || count === 0
    ? {}
    : ({ count, countLabel: translate(waitingKey, { count }), countMeaning: 'wait' } as const);

interface AdminRailSectionProps {
  readonly railItem: RailItemId;
  /** Acts of others that wait for a second person. */
  readonly approvals: number | null | undefined;
}

/** Pages for administrators, in the rail. */
export function AdminRailSection({ railItem, approvals }: AdminRailSectionProps): ReactElement {
  const translate = useTranslate();
  return (
    <RailSection title={translate('console.rail.administration')}>
      {adminRailItems.map(({ screen, label, icon }) => (
        <RailItem
          key={screen}
          label={translate(label)}
          icon={icon}
          {...(screen === 'approvals' &&
            waitingCount(approvals, 'console.rail.waiting.approvals', translate))}
          href={consoleAddressOf({ screen })}
          isCurrent={railItem === screen}
        />
      ))}
    </RailSection>
  );
}

/** Mission of the present screen, in the rail. */
export interface ConsoleRailMission {
  readonly log: LogId;
  readonly title: string;
  readonly assessments: number | null;
  readonly workshops: number | null;
  readonly conflicts: number | null;
  readonly held: number | null;
}

/** Current item of the rail; null inside a record. */
export type RailItemId =
  | 'missions'
  | 'states'
  | 'review'
  | 'devices'
  | 'programme'
  | 'requests'
  | 'institutions'
  | 'plan'
  | 'data-requests'
  | 'processing'
  | 'people'
  | 'approvals'
  | 'instruments'
  | 'templates'
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

interface MissionRailSectionProps {
  readonly mission: ConsoleRailMission;
  readonly railItem: RailItemId;
}

/** The lists of one mission, in the rail. */
export function MissionRailSection({ mission, railItem }: MissionRailSectionProps): ReactElement {
  const translate = useTranslate();
  const hrefOf = (recordList: Partial<RecordList>): string =>
    consoleAddressOf({
      screen: 'records',
      log: mission.log,
      list: { ...unfilteredRecordList, ...recordList },
    });
  return (
    <RailSection title={mission.title}>
      <RailItem
        label={translate('console.rail.allRecords')}
        icon={Rows3}
        href={hrefOf({})}
        isCurrent={railItem === 'all'}
      />
      <RailItem
        label={translate('value.documentKind.assessments')}
        icon={ClipboardList}
        count={mission.assessments ?? undefined}
        href={hrefOf({ kind: 'assessment' })}
        isCurrent={railItem === 'assessment'}
      />
      <RailItem
        label={translate('value.documentKind.workshops')}
        icon={Presentation}
        count={mission.workshops ?? undefined}
        href={hrefOf({ kind: 'workshop' })}
        isCurrent={railItem === 'workshop'}
      />
      <RailItem
        label={translate('report.screen.tab')}
        icon={FileChartColumn}
        href={consoleAddressOf({ screen: 'reports', log: mission.log, begins: null })}
        isCurrent={railItem === 'reports'}
      />
      <RailItem
        label={translate('console.rail.conflicts')}
        icon={GitMerge}
        count={mission.conflicts ?? undefined}
        countMeaning="bad"
        href={hrefOf({ needs: 'conflict' })}
        isCurrent={railItem === 'conflict'}
      />
      <RailItem
        label={translate('console.rail.held')}
        icon={Hourglass}
        count={mission.held ?? undefined}
        countMeaning="wait"
        href={hrefOf({ needs: 'held' })}
        isCurrent={railItem === 'held'}
      />
    </RailSection>
  );
}
