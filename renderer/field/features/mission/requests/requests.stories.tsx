import type { ReactElement } from 'react';
import type { FormProblem } from '#domain/request/check-request.ts';
import { emptyRequestForm, type RequestForm } from '#domain/request/request.ts';
import { useTranslate } from '#renderer/i18n';
import { RecordFields } from '#renderer/records/record-fields.tsx';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleMissionScreen } from '#renderer/ui/stories/sample-rail.tsx';
import { missionRequestRows, NewRequestDialogView, RequestFieldsView } from './request-fields-view.tsx';
import { type MissionRequestRow, RequestListView } from './request-list-view.tsx';
import { TakenOverView } from './taken-over-view.tsx';

export const about: StoriesAbout = { title: 'Requests of a mission', layout: 'page' };

const nothing = (): void => undefined;
/** On the screen each text saves itself. */
const savedByItself = { draft: { of: 'record' } } as const;

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

/** Nothing of it is stored yet. */
export function NewRequest(): ReactElement {
  return (
    <SampleMissionScreen isPage>
      <RequestListView rows={[]} removed={[]} onAdd={nothing} onRestore={nothing} />
      <NewRequestDialogView
        start={{ ...emptyRequestForm, state: 'UY', 'received-on': '2026-10-09' }}
        refusal={null}
        onCreate={() => Promise.resolve(false)}
        onClose={nothing}
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

interface ShownFieldsProps {
  readonly form?: Partial<RequestForm>;
  readonly problems?: readonly FormProblem[];
  readonly refusal?: string;
  readonly isReadOnly?: boolean;
}

function ShownFields({ form, problems = [], refusal, isReadOnly = false }: ShownFieldsProps): ReactElement {
  const { institutionLong } = useSample();
  return (
    <SampleMissionScreen isPage>
      <RequestFieldsView problems={problems} refusal={refusal ?? null}>
        <RecordFields<RequestForm>
          subject={{ kind: 'request' }}
          rows={missionRequestRows}
          values={{ ...emptyRequestForm, ...(form && { authority: institutionLong }), ...form }}
          onChange={nothing}
          options={Object.fromEntries(missionRequestRows.flat().map((name) => [name, savedByItself]))}
          isReadOnly={isReadOnly}
        />
      </RequestFieldsView>
    </SampleMissionScreen>
  );
}

const filled: Partial<RequestForm> = {
  state: 'UY',
  'received-on': '2026-10-02',
  channel: 'ministry-letter',
  areas: ['D1', 'D5'],
  support: ['training'],
  'wanted-from': '2027-03-01',
  'wanted-to': '2027-06-30',
};

/** Fields of a request that was just begun: the missing ones are named, and a choice was not kept. */
export function FieldsMissing(): ReactElement {
  const refusal = useTranslate()('frame.refused.failed');
  return <ShownFields problems={['state', 'authority', 'received-on']} refusal={refusal} />;
}

export function FieldsFilled(): ReactElement {
  return <ShownFields form={filled} />;
}

export function FieldsReadOnly(): ReactElement {
  return <ShownFields form={filled} isReadOnly />;
}
