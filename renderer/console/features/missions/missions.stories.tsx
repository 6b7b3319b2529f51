import type { ReactElement } from 'react';
import { SampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { minutesAgo, otherLog, programmeLog, sampleLog } from '#renderer/console/stories/sample-people.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { Mission } from './mission.ts';
import { MissionsView } from './missions-view.tsx';

export const about: StoriesAbout = { title: 'Console missions', layout: 'page' };

function useMissions(): readonly Mission[] {
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
      log: otherLog,
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
      log: programmeLog,
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
  readonly missions: readonly Mission[];
  readonly isAdministrator?: boolean;
}

function State({ missions, isAdministrator = false }: StateProps): ReactElement {
  const say = useSay();
  return (
    <SampleFrame
      place="missions"
      head={{ title: say('console.missions.title') }}
      isAdministrator={isAdministrator}
    >
      <MissionsView
        missions={missions}
        opensRecords={!isAdministrator}
        hrefOf={() => '#/'}
        sort={{ column: 'changed', direction: 'descending' }}
        onSort={() => undefined}
      />
    </SampleFrame>
  );
}

export function Some(): ReactElement {
  return <State missions={useMissions()} />;
}

export function Empty(): ReactElement {
  return <State missions={[]} />;
}

export function ForAnAdministrator(): ReactElement {
  const missions = useMissions();
  return (
    <State
      missions={missions.map((mission) => ({
        ...mission,
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
