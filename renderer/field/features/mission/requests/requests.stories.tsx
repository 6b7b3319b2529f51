import type { ReactElement, ReactNode } from 'react';
import { ScreenLayout, ScreenPage } from '#renderer/ui';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { type MissionRequestRow, RequestListView, TakenOverView } from './request-fields-view.tsx';

export const about: StoriesAbout = { title: 'Requests of a mission', layout: 'page' };

const nothing = (): void => undefined;

function Framed({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={useSample().mission}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <ScreenPage>{children}</ScreenPage>
    </ScreenLayout>
  );
}

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
    <Framed>
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
    </Framed>
  );
}

export function NoRequests(): ReactElement {
  return (
    <Framed>
      <RequestListView rows={[]} removed={[]} onAdd={nothing} onRestore={nothing} />
    </Framed>
  );
}

export function RequestsReadOnly(): ReactElement {
  const { institution } = useSample();
  return (
    <Framed>
      <RequestListView
        rows={[{ ...row, authority: institution }]}
        removed={[{ ...row, id: 'b', authority: institution }]}
        onAdd={undefined}
        onRestore={undefined}
      />
    </Framed>
  );
}

export function TakenOver(): ReactElement {
  const notice = { day: '2026-10-09', decideHref: '#/conflicts' };
  return (
    <Framed>
      <TakenOverView {...notice} removal="none" />
      <TakenOverView {...notice} removal="undecided" />
      <TakenOverView {...notice} removal="decided" />
    </Framed>
  );
}
