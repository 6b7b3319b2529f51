import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Frame } from '#renderer/ui/frame.tsx';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import type { MissionRow } from './mission-rows.ts';
import { MissionsView } from './missions-view.tsx';

export const about: StoriesAbout = { title: 'Missions', layout: 'page' };

const row: MissionRow = {
  id: '1',
  href: '#/missions/1',
  title: '',
  status: 'under-way',
  from: '2026-11-09',
  to: '2026-11-20',
  assessments: 4,
  workshops: 2,
  returned: 0,
  conflicts: 0,
  waiting: 0,
};

function Framed({ missions }: { readonly missions: readonly MissionRow[] }): ReactElement {
  const say = useSay();
  return (
    <Frame
      rail={<SampleRail />}
      title={say('mission.list.title')}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <MissionsView missions={missions} />
    </Frame>
  );
}

export function Some(): ReactElement {
  const { mission, missionShort, institutionLong } = useSample();
  return (
    <Framed
      missions={[
        { ...row, title: mission, returned: 1, conflicts: 2, waiting: 12 },
        { ...row, id: '2', title: missionShort, status: 'planned', to: null, waiting: 1 },
        { ...row, id: '3', title: institutionLong, status: 'of-a-newer-version', from: null, to: null },
      ]}
    />
  );
}

export function Empty(): ReactElement {
  return <Framed missions={[]} />;
}
