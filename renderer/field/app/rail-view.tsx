import {
  ClipboardList,
  FileChartColumn,
  GitMerge,
  Keyboard,
  Landmark,
  ListChecks,
  Lock,
  Map,
  MapPin,
  NotebookPen,
  Presentation,
  Search,
  Settings,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { LogId } from '#domain/ids.ts';
import { Rail, RailItem, RailSection } from '#renderer/ui/rail.tsx';
import { addressOf, type Route } from './route.ts';

/** The mission that a person is in. */
export interface RailMission {
  readonly log: LogId;
  readonly title: string;
  readonly assessments: number;
  readonly workshops: number;
}

interface RailViewProps {
  readonly route: Route;
  readonly mission: RailMission | null;
  readonly missions: number | undefined;
  readonly conflicts: number;
  readonly onGoAnywhere: () => void;
  readonly onKeys: () => void;
  readonly onLock: () => void;
}

/** Where one can go: within the mission, and everywhere. */
export function RailView(props: RailViewProps): ReactElement {
  const { route, mission, missions, conflicts, onGoAnywhere, onKeys, onLock } = props;
  const say = useSay();
  return (
    <Rail
      foot={
        <ul>
          <RailItem label={say('vault.lock')} icon={Lock} keyHint="Ctrl L" onPress={onLock} />
          <RailItem label={say('frame.keys.show')} icon={Keyboard} keyHint="?" onPress={onKeys} />
          <RailItem
            label={say('frame.rail.settings')}
            icon={Settings}
            href={addressOf({ screen: 'settings' })}
            isCurrent={route.screen === 'settings'}
          />
        </ul>
      }
    >
      {mission && <MissionSection mission={mission} route={route} />}
      <RailSection title={say('frame.rail.everything')}>
        <RailItem
          label={say('frame.rail.missions')}
          icon={Map}
          count={missions}
          href={addressOf({ screen: 'missions' })}
          isCurrent={route.screen === 'missions'}
        />
        <RailItem
          label={say('frame.rail.conflicts')}
          icon={GitMerge}
          count={conflicts}
          countMeaning="bad"
          href={addressOf({ screen: 'conflicts' })}
          isCurrent={route.screen === 'conflicts'}
        />
        <RailItem
          label={say('frame.rail.whereItIs')}
          icon={MapPin}
          href={addressOf({ screen: 'whereabouts' })}
          isCurrent={route.screen === 'whereabouts'}
        />
        <RailItem label={say('frame.goAnywhere')} icon={Search} keyHint={'Ctrl K'} onPress={onGoAnywhere} />
      </RailSection>
    </Rail>
  );
}

interface MissionSectionProps {
  readonly mission: RailMission;
  readonly route: Route;
}

function MissionSection({ mission, route }: MissionSectionProps): ReactElement {
  const say = useSay();
  const tab = route.screen === 'mission' ? route.tab : route.screen;
  return (
    <RailSection title={say('frame.rail.mission', { name: mission.title })}>
      <RailItem
        label={say('frame.rail.assessments')}
        icon={ClipboardList}
        count={mission.assessments}
        href={addressOf({ screen: 'mission', log: mission.log, tab: 'assessments' })}
        isCurrent={tab === 'assessments' || tab === 'assessment'}
      />
      <RailItem
        label={say('frame.rail.workshops')}
        icon={Presentation}
        count={mission.workshops}
        href={addressOf({ screen: 'mission', log: mission.log, tab: 'workshops' })}
        isCurrent={tab === 'workshops' || tab === 'workshop'}
      />
      <RailItem
        label={say('note.tab')}
        icon={NotebookPen}
        href={addressOf({ screen: 'mission', log: mission.log, tab: 'notes' })}
        isCurrent={tab === 'notes' || tab === 'note'}
      />
      <RailItem
        label={say('mission.plan.tab')}
        icon={ListChecks}
        href={addressOf({ screen: 'mission', log: mission.log, tab: 'plan' })}
        isCurrent={tab === 'plan' || tab === 'planItem'}
      />
      <RailItem
        label={say('mission.national.tab')}
        icon={Landmark}
        href={addressOf({ screen: 'mission', log: mission.log, tab: 'national' })}
        isCurrent={tab === 'national'}
      />
      <RailItem
        label={say('report.screen.tab')}
        icon={FileChartColumn}
        href={addressOf({ screen: 'reports', log: mission.log })}
        isCurrent={tab === 'reports'}
      />
    </RailSection>
  );
}
