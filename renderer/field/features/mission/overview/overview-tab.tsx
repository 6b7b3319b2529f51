import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { v7 as newId } from 'uuid';
import { type Document, emptyDocument, plainTextAt, valueAt } from '#domain/document/document.ts';
import { appendToList, assignOrders, removeFromList } from '#domain/document/list-order.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { mayWriteAt, offeredStatuses } from '#domain/kinds/permit.ts';
import { MissionStatus, missionKind } from '#domain/mission/mission.ts';
import { preparationRows } from '#domain/mission/mission-form.ts';
import { type MissionMeeting, readMissionMeetings } from '#domain/mission/mission-meetings.ts';
import { readChecklist, readMissionTeam } from '#domain/mission/mission-work.ts';
import type { Role } from '#domain/people/role.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import {
  CheckedTextHits,
  namesOfPeople,
  useTextChecks,
} from '#renderer/field/app/documents/checked-text-field.tsx';
import { DocumentFields } from '#renderer/field/app/documents/document-fields.tsx';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { ReportTexts } from '#renderer/field/app/documents/report-texts.tsx';
import { type RecordChange, useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useLineToAdd } from '#renderer/field/app/documents/use-line-to-add.ts';
import { useOpenedRecord } from '#renderer/field/app/documents/use-opened-record.ts';
import type { FrameMission } from '#renderer/field/app/frame/frame-context.tsx';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { useTranslate } from '#renderer/i18n';
import { TextChecksContext } from '#renderer/records/text-checks.ts';
import { Banner } from '#renderer/ui';
import { ChecklistView } from './checklist-view.tsx';
import { MeetingDialogView, type MeetingFields } from './meeting-dialog-view.tsx';
import { MissionStatusView } from './mission-status-view.tsx';
import { AddTeamMemberView, MissionTeamView, type TeamRow } from './mission-team-view.tsx';
import { PreparationView } from './preparation-view.tsx';
import { MeetingsView } from './schedule-view.tsx';

interface MissionWork {
  readonly log: LogId;
  readonly document: Document;
  readonly change: RecordChange['change'];
  /** The person's role only reads the preparation. */
  readonly isReadOnly: boolean;
}

interface OverviewTabProps {
  readonly log: LogId;
  readonly mission: FrameMission;
}

/** Preparation of a mission: facts, status, team, meetings, checklist and the words for its reports. */
export function OverviewTab({ log, mission }: OverviewTabProps): ReactElement | null {
  const translate = useTranslate();
  const { session } = useFieldServices();
  const queryResult = useStoreQuery('document', { log, doc: mission.doc });
  const documentResult = queryResult.kind === 'present' ? queryResult.result : null;
  const document = useMemo(
    () => documentResult?.document ?? emptyDocument(mission.doc, missionKind),
    [documentResult, mission.doc],
  );
  const { change, problem } = useChangeRecord(log, document);
  if (queryResult.kind === 'loading') return null;
  const roles = session.roles[log] ?? [];
  const may = (path: string): boolean => mayWriteAt(roles, document, path);
  const isReadOnly = !may('purpose');
  const missionWork: MissionWork = { log, document, change, isReadOnly };
  const offeredMissionStatuses = offeredStatuses(roles, document, MissionStatus.options);
  return (
    <WithTextChecks {...missionWork} mayConfirm={may('text-checks/x')}>
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <div className="mission-overview">
        <div className="mission-column">
          <MissionFacts {...missionWork} named={mission.title} isTitleFixed={!may('title')} />
          <MissionStatusView
            status={MissionStatus.safeParse(valueAt(document, 'status')).data ?? null}
            offered={offeredMissionStatuses}
            onStatus={(missionStatus) => void change([{ path: pathOf('status'), value: missionStatus }])}
          />
          <MissionTeam {...missionWork} />
        </div>
        <div className="mission-column">
          <Meetings {...missionWork} />
          <Checklist {...missionWork} />
        </div>
        <div className="mission-wide">
          <ReportTexts log={log} document={document} model={defaultMaturityModel} isReadOnly={isReadOnly} />
        </div>
      </div>
    </WithTextChecks>
  );
}

/** Every text here is checked for personal data (docs/requirements.md E). */
function WithTextChecks({
  document,
  change,
  mayConfirm,
  children,
}: MissionWork & { readonly mayConfirm: boolean; readonly children: ReactNode }): ReactElement {
  const { people } = useFieldServices().session;
  const names = namesOfPeople(people);
  const textChecks = useTextChecks({ document, names, confirm: mayConfirm ? change : null });
  return <TextChecksContext value={textChecks}>{children}</TextChecksContext>;
}

function MissionFacts({
  log,
  document,
  change,
  isReadOnly,
  named,
  isTitleFixed,
}: MissionWork & {
  /** Title in lists: headquarters' while the mission has none of its own. */
  readonly named: string;
  readonly isTitleFixed: boolean;
}): ReactElement {
  const translate = useTranslate();
  return (
    <PreparationView>
      <DocumentFields
        subject={{ kind: 'mission' }}
        rows={preparationRows}
        log={log}
        document={document}
        change={change}
        isReadOnly={(name) => (name === 'title' ? isTitleFixed : isReadOnly)}
        options={{
          title: {
            description:
              plainTextAt(document, 'title') === ''
                ? translate('mission.overview.title.named', { title: named })
                : undefined,
          },
          purpose: { rows: 2 },
        }}
      />
    </PreparationView>
  );
}

/** Choice of a member whom this laptop does not know. */
const withoutAccount = 'other';

function MissionTeam({ document, change, isReadOnly }: MissionWork): ReactElement {
  const translate = useTranslate();
  const { session } = useFieldServices();
  const { notifyAct } = useRecordUndo();
  const [adding, setAdding] = useState<{ person: string | null; role: Role | null } | null>(null);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const names = new Map<string, string>(
    Object.values(session.people).map(({ person, name }) => [person, name]),
  );
  if (session.enrolled) names.set(session.enrolled.person, session.enrolled.name);
  const teamRows: readonly TeamRow[] = readMissionTeam(document).map(({ id, role }) => ({
    id,
    role,
    name: names.get(id) ?? translate('mission.team.other'),
  }));
  const inTeam = new Set(teamRows.map(({ id }) => id));
  const people = [
    ...[...names]
      .filter(([person]) => !inTeam.has(person))
      .map(([id, label]) => ({ id, label }))
      .toSorted((a, b) => a.label.localeCompare(b.label)),
    { id: withoutAccount, label: translate('mission.team.other') },
  ];
  const close = (): void => {
    setAdding(null);
    setIsIncomplete(false);
  };
  const add = async (): Promise<boolean> => {
    if (!adding?.person || !adding.role) {
      setIsIncomplete(true);
      return false;
    }
    const id = adding.person === withoutAccount ? newId() : adding.person;
    const isKept = await change([
      { path: pathOf('team', id, 'function'), value: adding.role },
      // Somebody who was in the team before comes back.
      ...(valueAt(document, `team/${id}/removed`) === true ? removeFromList('team', id, false) : []),
    ]);
    if (isKept) close();
    return isKept;
  };
  return (
    <>
      <MissionTeamView
        rows={teamRows}
        onRole={(id, role) => void change([{ path: pathOf('team', id, 'function'), value: role }])}
        onRemove={({ id, name }) =>
          void change(removeFromList('team', id)).then(
            (isKept) => isKept && notifyAct((say) => say('mission.record.told.removed', { name })),
          )
        }
        onAdd={() => setAdding({ person: null, role: null })}
        isReadOnly={isReadOnly}
      />
      {adding && (
        <AddTeamMemberView
          people={people}
          person={adding.person}
          memberRole={adding.role}
          problem={isIncomplete ? { key: 'mission.team.incomplete' } : null}
          onPerson={(person) => setAdding({ ...adding, person })}
          onRole={(role) => setAdding({ ...adding, role })}
          onAdd={add}
          onClose={close}
        />
      )}
    </>
  );
}

const emptyMeeting: MeetingFields = {
  day: null,
  starts: null,
  institution: '',
  'institution-ref': null,
  place: '',
  who: '',
};
const meetingNames = Object.keys(emptyMeeting) as (keyof MeetingFields)[]; // all keys of a table in the code are its own

function Meetings({ log, document, change, isReadOnly }: MissionWork): ReactElement {
  const { notifyAct } = useRecordUndo();
  const knownResult = useStoreQuery('institutions', { log });
  const [edited, setEdited] = useState<EditedMeeting | null>(null);
  const { withPresentName } = useInstitutionNames();
  const named = useMemo(() => withPresentName(log, document), [withPresentName, log, document]);
  const begin = (missionMeeting: MissionMeeting): void => {
    const stored = meetingFieldsOf(missionMeeting);
    setEdited({ id: missionMeeting.id, opened: document, isNew: false, stored, start: stored });
  };
  const add = (): void => {
    const start = { ...emptyMeeting, place: plainTextAt(document, 'place') };
    setEdited({ id: newId(), opened: document, isNew: true, stored: emptyMeeting, start });
  };
  return (
    <>
      <MeetingsView
        meetings={readMissionMeetings(named)}
        onEdit={begin}
        onRemove={({ id, institution }) =>
          void change(removeFromList('meetings', id)).then(
            (isKept) =>
              isKept &&
              notifyAct((translate) => translate('mission.record.told.removed', { name: institution })),
          )
        }
        onAdd={add}
        isReadOnly={isReadOnly}
      />
      {edited && (
        <MeetingDialog
          key={edited.id}
          log={log}
          edited={edited}
          known={knownResult.kind === 'present' ? knownResult.result : []}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

interface EditedMeeting extends Pick<Parameters<typeof MeetingDialogView>[0], 'isNew' | 'stored' | 'start'> {
  readonly id: string;
  /** The mission as it was when the form was opened: what arrives meanwhile is not written over. */
  readonly opened: Document;
}

interface MeetingDialogProps extends Pick<Parameters<typeof MeetingDialogView>[0], 'known' | 'onClose'> {
  readonly log: LogId;
  readonly edited: EditedMeeting;
}

function MeetingDialog({ log, edited, known, onClose }: MeetingDialogProps): ReactElement {
  const { id, opened, ...fields } = edited;
  const translate = useTranslate();
  const { save: saveOver, problem } = useOpenedRecord(log, opened);
  const save = async (meetingFields: MeetingFields): Promise<boolean> => {
    const isSaved = await saveOver(meetingValues(id, fields.stored), meetingValues(id, meetingFields));
    if (isSaved) onClose();
    return isSaved;
  };
  return (
    <MeetingDialogView
      {...fields}
      known={known}
      refusal={problem && translate(problem)}
      onSave={save}
      onClose={onClose}
    />
  );
}

const meetingValues = (id: string, meetingFields: MeetingFields): readonly PathValue[] =>
  meetingNames.map((name) => ({ path: pathOf('meetings', id, name), value: meetingFields[name] }));

const meetingFieldsOf = ({ institutionRef, id: _id, ...fields }: MissionMeeting): MeetingFields => ({
  ...fields,
  'institution-ref': institutionRef,
});

/** Items of the usual list; their ids are alike everywhere, so that two laptops start one list. */
const usualItems = [
  'mission.checklist.usual.letter',
  'mission.checklist.usual.briefing',
  'mission.checklist.usual.laptops',
  'mission.checklist.usual.interpretation',
  'mission.checklist.usual.note',
  'mission.checklist.usual.return',
] as const;

function Checklist({ document, change, isReadOnly }: MissionWork): ReactElement {
  const translate = useTranslate();
  const { notifyAct } = useRecordUndo();
  const checklistItems = readChecklist(document);
  const lineToAdd = useLineToAdd((typed) => {
    const id = newId();
    return change([
      { path: pathOf('checklist', id, 'text'), value: typed.trim() },
      ...appendToList('checklist', checklistItems, id),
    ]);
  });
  const addUsual = (): void => {
    const sequence = usualItems.map((key) => ({
      id: `usual-${key.split('.').at(-1) ?? ''}`,
      order: null,
      key,
    }));
    void change([
      ...sequence.flatMap(({ id, key }) => [
        { path: pathOf('checklist', id, 'text'), value: translate(key) },
        ...(valueAt(document, `checklist/${id}/removed`) === true
          ? removeFromList('checklist', id, false)
          : []),
      ]),
      ...assignOrders(sequence).map(({ id, order }) => ({
        path: pathOf('checklist', id, 'order'),
        value: order,
      })),
    ]);
  };
  return (
    <ChecklistView
      items={checklistItems}
      text={lineToAdd.text}
      onText={lineToAdd.setText}
      onAdd={lineToAdd.add}
      onAddUsual={addUsual}
      onDone={(id, isDone) => void change([{ path: pathOf('checklist', id, 'done'), value: isDone }])}
      onRemove={(checklistItem) =>
        void change(removeFromList('checklist', checklistItem.id)).then(
          (isKept) =>
            isKept && notifyAct((say) => say('mission.record.told.removed', { name: checklistItem.text })),
        )
      }
      hits={<CheckedTextHits text={lineToAdd.text} onChange={lineToAdd.setText} />}
      isReadOnly={isReadOnly}
    />
  );
}
