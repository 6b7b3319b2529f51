import type { ReactElement } from 'react';
import type { SetupStep } from '#api/signed-in-person-api.ts';
import { emptyMissionForm } from '#domain/mission/mission-form.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { MissionFormView } from '#renderer/console/parts/mission-form-view.tsx';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  minutesAgo,
  otherSampleLog,
  sampleLead,
  sampleLog,
  sampleProgrammeLog,
  sampleSecondAssessor,
  sampleTrainer,
} from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { FirstStepsView } from './first-steps-view.tsx';
import { type ListedMission, MissionListView } from './mission-list-view.tsx';

export const about: StoriesAbout = { title: 'Console missions', layout: 'page' };

function useMissions(): readonly ListedMission[] {
  const sample = useSample();
  return [
    {
      log: sampleLog,
      kind: 'mission',
      title: sample.mission,
      status: 'under-way',
      country: 'XA',
      from: '2026-11-09',
      to: '2026-11-20',
      roles: ['reviewer'],
      assessments: 3,
      workshops: 1,
      conflicts: 2,
      held: 1,
      changedAtMs: minutesAgo(4),
    },
    {
      log: otherSampleLog,
      kind: 'mission',
      title: sample.institutionLong,
      status: 'planned',
      country: 'XB',
      from: '2027-01-18',
      to: '2027-01-29',
      roles: ['reviewer', 'adviser'],
      assessments: 0,
      workshops: 2,
      conflicts: 0,
      held: 0,
      changedAtMs: minutesAgo(9_000),
    },
    {
      log: sampleProgrammeLog,
      kind: 'programme',
      title: 'CT TECH',
      status: null,
      country: null,
      from: null,
      to: null,
      roles: ['manager'],
      assessments: 0,
      workshops: 0,
      conflicts: 0,
      held: 0,
      changedAtMs: null,
    },
  ];
}

interface StateProps {
  readonly missions: readonly ListedMission[];
  readonly isAdministrator?: boolean;
  readonly isPartner?: boolean;
  readonly missing?: readonly SetupStep[];
}

function State({
  missions,
  isAdministrator = false,
  isPartner = false,
  missing = [],
}: StateProps): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame
      railItem="missions"
      head={{ title: translate('console.missions.title') }}
      isAdministrator={isAdministrator}
    >
      <MissionListView
        missions={missions}
        opensRecords={!isAdministrator && !isPartner}
        planHref={isPartner ? '#/plan' : undefined}
        hrefOf={() => '#/'}
        list={unfilteredList}
        onList={() => undefined}
        isFirst={isAdministrator}
        {...(missing.length > 0 && {
          firstSteps: (
            <FirstStepsView
              missing={missing}
              administers={isAdministrator}
              createsMissions={isAdministrator}
              peopleHref="#/people"
              approvalsHref="#/approvals"
              onOpenProgramme={() => undefined}
              onAddManager={() => undefined}
              onAddMission={() => undefined}
            />
          ),
        })}
      />
    </ConsoleSampleFrame>
  );
}

export function Some(): ReactElement {
  return <State missions={useMissions()} />;
}

export function Empty(): ReactElement {
  return <State missions={[]} />;
}

export function ForAnAdministrator(): ReactElement {
  const missionRows = useMissions();
  return (
    <State
      missions={missionRows.map((missionRow) => ({
        ...missionRow,
        from: null,
        to: null,
        country: null,
        status: null,
        roles: [],
      }))}
      isAdministrator
    />
  );
}

export function ForAPartner(): ReactElement {
  return <State missions={useMissions()} isPartner />;
}

export function FirstStart(): ReactElement {
  return <State missions={[]} missing={['administrators', 'programme', 'manager', 'mission']} />;
}

export function FirstStartOfAnAdministrator(): ReactElement {
  return <State missions={[]} missing={['programme', 'manager', 'mission']} isAdministrator />;
}

const candidates = [
  { ...sampleLead, role: 'lead' },
  { ...sampleSecondAssessor, role: 'assessor' },
  { ...sampleTrainer, role: 'trainer' },
] as const;

/** A new mission, as an administrator opens it. */
export function NewMission(): ReactElement {
  const translate = useTranslate();
  return (
    <MissionFormView
      heading={translate('console.missions.add')}
      act={translate('console.missions.add')}
      start={emptyMissionForm}
      fields={['title', 'country']}
      note={translate('console.missions.add.text')}
      onSave={() => Promise.resolve(false)}
      onClose={() => undefined}
    />
  );
}

/** A new mission of a programme manager. */
export function NewMissionWithTeam(): ReactElement {
  const translate = useTranslate();
  return (
    <MissionFormView
      heading={translate('console.missions.add')}
      act={translate('console.missions.add')}
      start={{ ...emptyMissionForm, title: useSample().mission }}
      fields={['title', 'country', 'from', 'to', 'mode', 'place', 'purpose']}
      candidates={candidates}
      startTeam={[
        { person: sampleLead.person, role: 'lead' },
        { person: sampleTrainer.person, role: 'trainer' },
      ]}
      note={translate('console.mission.add.text')}
      onSave={() => Promise.resolve(false)}
      onClose={() => undefined}
    />
  );
}

/** Details of a mission that is closed now. */
export function MissionDetails(): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  return (
    <MissionFormView
      heading={translate('console.mission.details')}
      act={translate('console.mission.save')}
      start={{
        ...emptyMissionForm,
        title: sample.mission,
        country: 'KE',
        from: '2026-11-09',
        to: '2026-11-20',
        mode: 'on-site',
        status: 'completed',
      }}
      fields={['title', 'country', 'from', 'to', 'mode', 'place', 'purpose', 'status']}
      statuses={['completed', 'closed']}
      onSave={() => Promise.resolve(false)}
      onClose={() => undefined}
    />
  );
}
