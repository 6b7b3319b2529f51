import type { ReactElement } from 'react';
import { MissionStatus } from '#domain/mission/mission.ts';
import { preparationRows } from '#domain/mission/mission-form.ts';
import type { MissionMeeting } from '#domain/mission/mission-meetings.ts';
import type { ChecklistItem } from '#domain/mission/mission-work.ts';
import { useTranslate } from '#renderer/i18n';
import { type FormValues, RecordFields } from '#renderer/records/record-fields.tsx';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleMissionScreen } from '#renderer/ui/stories/sample-rail.tsx';
import '../mission.css';
import { ChecklistView } from './checklist-view.tsx';
import { MeetingDialogView, type MeetingFields } from './meeting-dialog-view.tsx';
import { MissionStatusView } from './mission-status-view.tsx';
import { AddTeamMemberView, MissionTeamView, type TeamRow } from './mission-team-view.tsx';
import { PreparationView } from './preparation-view.tsx';
import { MeetingsView } from './schedule-view.tsx';

export const about: StoriesAbout = { title: 'Mission overview', layout: 'page' };

const nothing = (): void => undefined;
const draft = { of: 'record' } as const;

function useMeetings(): readonly MissionMeeting[] {
  const { institution, institutionLong } = useSample();
  return [
    {
      id: '1',
      day: '2026-11-24',
      starts: '09:30',
      institution,
      institutionRef: null,
      place: 'Port Mirel',
      who: 'FOR · POL',
    },
    {
      id: '2',
      day: '2026-11-24',
      starts: null,
      institution: institutionLong,
      institutionRef: null,
      place: '',
      who: '',
    },
    { id: '3', day: null, starts: null, institution: '', institutionRef: null, place: '', who: '' },
  ];
}

interface SampleOverviewProps {
  readonly isReadOnly: boolean;
  readonly isEmpty: boolean;
}

function SampleOverview({ isReadOnly, isEmpty }: SampleOverviewProps): ReactElement {
  const translate = useTranslate();
  const { mission, rationale } = useSample();
  const missionMeetings = useMeetings();
  const teamRows: readonly TeamRow[] = [
    { id: '1', name: 'Amina', role: 'lead' },
    { id: '2', name: translate('mission.team.other'), role: 'assessor' },
  ];
  const checklistItems: readonly ChecklistItem[] = [
    { id: '1', text: translate('mission.checklist.usual.letter'), isDone: true, order: 'a0' },
    { id: '2', text: translate('mission.checklist.usual.laptops'), isDone: false, order: 'a1' },
  ];
  const formValues: FormValues = isEmpty
    ? {}
    : { title: mission, place: 'Port Mirel', mode: 'on-site', purpose: rationale };
  return (
    <div className="mission-overview">
      <div className="mission-column">
        <PreparationView>
          <RecordFields
            subject={{ kind: 'mission' }}
            rows={preparationRows}
            values={formValues}
            onChange={nothing}
            // On the screen they save themselves.
            options={{
              ...Object.fromEntries(preparationRows.flat().map((name) => [name, { draft }])),
              purpose: { rows: 2, draft },
            }}
            isReadOnly={isReadOnly}
          />
        </PreparationView>
        <MissionStatusView
          status={isEmpty ? null : 'under-way'}
          offered={isReadOnly ? [] : MissionStatus.options}
          onStatus={nothing}
        />
        <MissionTeamView
          rows={isEmpty ? [] : teamRows}
          onRole={nothing}
          onRemove={nothing}
          onAdd={nothing}
          isReadOnly={isReadOnly}
        />
      </div>
      <div className="mission-column">
        <MeetingsView
          meetings={isEmpty ? [] : missionMeetings}
          onEdit={nothing}
          onRemove={nothing}
          onAdd={nothing}
          isReadOnly={isReadOnly}
        />
        <ChecklistView
          items={isEmpty ? [] : checklistItems}
          text=""
          onText={nothing}
          onAdd={() => Promise.resolve(false)}
          onAddUsual={nothing}
          onDone={nothing}
          onRemove={nothing}
          hits={null}
          isReadOnly={isReadOnly}
        />
      </div>
    </div>
  );
}

export const Overview = (): ReactElement => (
  <SampleMissionScreen isPage>
    <SampleOverview isReadOnly={false} isEmpty={false} />
  </SampleMissionScreen>
);

export const ReadOnly = (): ReactElement => (
  <SampleMissionScreen isPage>
    <SampleOverview isReadOnly isEmpty={false} />
  </SampleMissionScreen>
);

export const Empty = (): ReactElement => (
  <SampleMissionScreen isPage>
    <SampleOverview isReadOnly={false} isEmpty />
  </SampleMissionScreen>
);

export const AddPerson = (): ReactElement => (
  <SampleMissionScreen isPage>
    <AddTeamMemberView
      people={[{ id: 'p1', label: 'Amina' }]}
      person="p1"
      memberRole={null}
      problem={{ key: 'mission.team.incomplete' }}
      onPerson={nothing}
      onRole={nothing}
      onAdd={nothing}
      onClose={nothing}
    />
  </SampleMissionScreen>
);

export function Meeting(): ReactElement {
  const { institution } = useSample();
  const meetingFields: MeetingFields = {
    day: '2026-11-24',
    starts: '09:30',
    institution,
    'institution-ref': null,
    place: 'Port Mirel',
    who: '',
  };
  return (
    <SampleMissionScreen isPage>
      <MeetingDialogView
        stored={meetingFields}
        start={meetingFields}
        isNew
        known={[{ name: institution, type: null, entry: null }]}
        onSave={() => Promise.resolve(false)}
        onClose={nothing}
      />
    </SampleMissionScreen>
  );
}
