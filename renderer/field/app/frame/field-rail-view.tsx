import {
  ClipboardList,
  CloudSync,
  FileChartColumn,
  GitMerge,
  Inbox,
  Info,
  Keyboard,
  Landmark,
  ListChecks,
  Lock,
  Map,
  NotebookPen,
  Presentation,
  Search,
  Settings,
  Sun,
} from 'lucide-react';
import { memo, type ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { type FieldRoute, fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { NavigationRail, RailItem, RailPerson, RailSection } from '#renderer/ui';

/** The mission that a person is in. */
export interface RailMission {
  readonly log: LogId;
  readonly title: string;
  readonly assessments: number;
  readonly workshops: number;
}

/** This person, as the foot of the rail names them. */
export interface RailPersonFacts {
  readonly name: string;
  readonly roles: readonly Role[];
}

interface FieldRailViewProps {
  readonly route: FieldRoute;
  readonly mission: RailMission | null;
  readonly missions: number | undefined;
  readonly conflicts: number;
  /** Devices of this person and of colleagues that nobody has looked at here. */
  readonly newDevices: number;
  /** Name and roles of this person. */
  readonly person: RailPersonFacts | null;
  readonly onGoAnywhere: () => void;
  readonly onKeys: () => void;
  readonly onLock: () => void;
}

/** Navigation: within the mission, and everywhere. */
export const FieldRailView = memo(function FieldRailView(props: FieldRailViewProps): ReactElement {
  const { route, mission, missions, conflicts, newDevices, person, onGoAnywhere, onKeys, onLock } = props;
  const translate = useTranslate();
  const format = useFormat();
  return (
    <NavigationRail
      foot={
        <ul>
          <RailItem label={translate('vault.lock')} icon={Lock} keyHint="Ctrl L" onPress={onLock} />
          <RailItem
            label={translate('frame.keys.show')}
            shortLabel={translate('frame.keys.show.short')}
            icon={Keyboard}
            keyHint="?"
            onPress={onKeys}
          />
          <RailItem
            label={translate('frame.rail.settings')}
            icon={Settings}
            href={fieldAddressOf({ screen: 'settings' })}
            isCurrent={route.screen === 'settings'}
          />
          {person && (
            <RailPerson
              name={person.name}
              role={format.list(person.roles.map((role) => translate(valueLabels.role[role])))}
            />
          )}
        </ul>
      }
    >
      <RailSection>
        <RailItem
          label={translate('today.title')}
          icon={Sun}
          href={fieldAddressOf({ screen: 'today' })}
          isCurrent={route.screen === 'today'}
        />
        <RailItem
          label={translate('frame.rail.search')}
          icon={Search}
          keyHint={'Ctrl K'}
          onPress={onGoAnywhere}
        />
        <RailItem
          label={translate('frame.rail.missions')}
          icon={Map}
          count={missions}
          href={fieldAddressOf({ screen: 'missions' })}
          isCurrent={route.screen === 'missions'}
        />
      </RailSection>
      {mission && <FieldMissionRailSection mission={mission} route={route} />}
      <RailSection title={translate('frame.rail.everything')}>
        <RailItem
          label={translate('frame.rail.conflicts')}
          icon={GitMerge}
          count={conflicts}
          countMeaning="bad"
          href={fieldAddressOf({ screen: 'conflicts' })}
          isCurrent={route.screen === 'conflicts'}
        />
        <RailItem
          label={translate('frame.rail.whereItIs')}
          shortLabel={translate('frame.rail.whereItIs.short')}
          icon={CloudSync}
          {...(newDevices > 0 && {
            count: newDevices,
            countLabel: translate('frame.rail.newDevices', { count: newDevices }),
            countMeaning: 'wait' as const,
          })}
          href={fieldAddressOf({ screen: 'whereabouts' })}
          isCurrent={route.screen === 'whereabouts'}
        />
      </RailSection>
    </NavigationRail>
  );
});

interface FieldMissionRailSectionProps {
  readonly mission: RailMission;
  readonly route: FieldRoute;
}

function FieldMissionRailSection({ mission, route }: FieldMissionRailSectionProps): ReactElement {
  const translate = useTranslate();
  const tab = route.screen === 'mission' ? route.tab : route.screen;
  return (
    <RailSection title={translate('frame.rail.mission', { name: mission.title })}>
      <RailItem
        label={translate('value.documentKind.assessments')}
        icon={ClipboardList}
        count={mission.assessments}
        href={fieldAddressOf({ screen: 'mission', log: mission.log, tab: 'assessments' })}
        isCurrent={tab === 'assessments' || tab === 'assessment'}
      />
      <RailItem
        label={translate('value.documentKind.workshops')}
        icon={Presentation}
        count={mission.workshops}
        href={fieldAddressOf({ screen: 'mission', log: mission.log, tab: 'workshops' })}
        isCurrent={tab === 'workshops' || tab === 'workshop'}
      />
      <RailItem
        label={translate('note.tab')}
        icon={NotebookPen}
        href={fieldAddressOf({ screen: 'mission', log: mission.log, tab: 'notes' })}
        isCurrent={tab === 'notes' || tab === 'note'}
      />
      <RailItem
        label={translate('mission.plan.tab')}
        icon={ListChecks}
        href={fieldAddressOf({ screen: 'mission', log: mission.log, tab: 'plan' })}
        isCurrent={tab === 'plan' || tab === 'planItem'}
      />
      <RailItem
        label={translate('mission.requests.tab')}
        icon={Inbox}
        href={fieldAddressOf({ screen: 'mission', log: mission.log, tab: 'requests' })}
        isCurrent={tab === 'requests' || tab === 'request'}
      />
      <RailItem
        label={translate('mission.national.tab')}
        icon={Landmark}
        href={fieldAddressOf({ screen: 'mission', log: mission.log, tab: 'national' })}
        isCurrent={tab === 'national'}
      />
      <RailItem
        label={translate('mission.overview.tab')}
        icon={Info}
        href={fieldAddressOf({ screen: 'mission', log: mission.log, tab: 'overview' })}
        isCurrent={tab === 'overview'}
      />
      <RailItem
        label={translate('report.screen.tab')}
        icon={FileChartColumn}
        href={fieldAddressOf({ screen: 'reports', log: mission.log })}
        isCurrent={tab === 'reports'}
      />
    </RailSection>
  );
}
