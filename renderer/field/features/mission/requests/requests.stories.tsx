import type { ReactElement } from 'react';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleMissionScreen } from '#renderer/ui/stories/sample-rail.tsx';
import { type MissionRequestRow, RequestListView, TakenOverView } from './request-fields-view.tsx';

export const about: StoriesAbout = { title: 'Requests of a mission', layout: 'page' };

const nothing = (): void => undefined;

const row: MissionRequestRow = {
  id: 'a',
  href: '#/missions',
  state: 'UY',
  authority: '',
  takenOverOn: null,
  conflicts: 0,
};

export function Requests(): ReactElement {
  const { institution, institutionLong } = useSample();
  return (
    <SampleMissionScreen isPage>
      <RequestListView
        rows={[
          { ...row, authority: institutionLong, takenOverOn: '2026-10-09', conflicts: 1 },
          { ...row, id: 'b', authority: institution, takenOverOn: '2026-10-02' },
          { ...row, id: 'c', state: null },
        ]}
        removed={[
          { ...row, id: 'd', authority: institutionLong, takenOverOn: '2026-10-09' },
          { ...row, id: 'e', authority: institution },
        ]}
        onAdd={nothing}
        onRestore={nothing}
      />
    </SampleMissionScreen>
  );
}

export function NoRequests(): ReactElement {
  return (
    <SampleMissionScreen isPage>
      <RequestListView rows={[]} removed={[]} onAdd={nothing} onRestore={nothing} />
    </SampleMissionScreen>
  );
}

export function RequestsReadOnly(): ReactElement {
  const { institution } = useSample();
  return (
    <SampleMissionScreen isPage>
      <RequestListView
        rows={[{ ...row, authority: institution }]}
        removed={[{ ...row, id: 'b', authority: institution }]}
        onAdd={undefined}
        onRestore={undefined}
      />
    </SampleMissionScreen>
  );
}

export function TakenOver(): ReactElement {
  const notice = { day: '2026-10-09', decideHref: '#/conflicts' };
  return (
    <SampleMissionScreen isPage>
      <TakenOverView {...notice} removal="none" />
      <TakenOverView {...notice} removal="undecided" />
      <TakenOverView {...notice} removal="decided" />
    </SampleMissionScreen>
  );
}
