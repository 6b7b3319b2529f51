import { ListPlus, Pencil, Plus, X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import type { ChecklistItem, MissionMeeting } from '#domain/mission/mission-work.ts';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { InstitutionSuggestField } from '#renderer/field/parts/institution-suggest-view.tsx';
import {
  Button,
  Checkbox,
  DateField,
  FormDialog,
  PageSection,
  TextField,
  TimeField,
  Form,
} from '#renderer/ui';

interface MeetingsViewProps {
  readonly meetings: readonly MissionMeeting[];
  readonly onEdit: (meeting: MissionMeeting) => void;
  readonly onRemove: (meeting: MissionMeeting) => void;
  readonly onAdd: () => void;
  readonly isReadOnly: boolean;
}

/** Planned meetings of the mission, by day and time. */
export function MeetingsView(props: MeetingsViewProps): ReactElement {
  const { meetings, onAdd, isReadOnly } = props;
  const translate = useTranslate();
  const days = [...new Set(meetings.map(({ day }) => day))];
  return (
    <PageSection
      title={translate('mission.meetings.title')}
      action={
        !isReadOnly && (
          <Button icon={Plus} onPress={onAdd}>
            {translate('mission.meetings.add')}
          </Button>
        )
      }
    >
      {meetings.length === 0 && <p className="field-faint">{translate('mission.meetings.none')}</p>}
      {days.map((day) => (
        <MeetingDay key={day ?? 'open'} {...props} day={day} />
      ))}
    </PageSection>
  );
}

function MeetingDay({
  meetings,
  day,
  onEdit,
  onRemove,
  isReadOnly,
}: MeetingsViewProps & { readonly day: string | null }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <div className="mission-day">
      <h3>{day === null ? translate('mission.meetings.noDay') : format.date(localNoonMs(day))}</h3>
      <ul className="mission-list">
        {meetings
          .filter((meeting) => meeting.day === day)
          .map((meeting) => (
            <li key={meeting.id} className="mission-meeting">
              <span className="mission-meeting-time">{meeting.starts ?? '–'}</span>
              <span>
                <bdi className="mission-strong">{nameOf(meeting, translate)}</bdi>
                <MeetingMeta meeting={meeting} />
              </span>
              {!isReadOnly && (
                <span className="mission-acts">
                  <Button
                    kind="quiet"
                    icon={Pencil}
                    label={translate('mission.meetings.edit', { name: nameOf(meeting, translate) })}
                    onPress={() => onEdit(meeting)}
                  >
                    {translate('ui.edit')}
                  </Button>
                  <Button
                    kind="quiet"
                    icon={X}
                    label={translate('mission.meetings.remove', { name: nameOf(meeting, translate) })}
                    onPress={() => onRemove(meeting)}
                  >
                    {translate('ui.remove')}
                  </Button>
                </span>
              )}
            </li>
          ))}
      </ul>
    </div>
  );
}

const nameOf = ({ institution }: MissionMeeting, translate: ReturnType<typeof useTranslate>): string =>
  institution === '' ? translate('mission.meetings.untitled') : institution;

function MeetingMeta({ meeting: { place, who } }: { readonly meeting: MissionMeeting }): ReactElement | null {
  const parts = [place, who].filter((part) => part !== '');
  if (parts.length === 0) return null;
  return (
    <small>
      {parts.map((part, at) => (
        <span key={part}>
          {at > 0 && ' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
    </small>
  );
}

/** Fields of a meeting in its form. */
export type MeetingFields = Omit<MissionMeeting, 'id'>;

interface MeetingDialogViewProps {
  readonly fields: MeetingFields;
  readonly isNew: boolean;
  readonly known: readonly KnownInstitution[];
  /** Personal data that is found in the texts. */
  readonly hits: ReactNode;
  readonly problem: Message | null;
  readonly onChange: (fields: MeetingFields) => void;
  readonly onKeep: () => void;
  readonly onClose: () => void;
}

/** Form of one meeting. */
export function MeetingDialogView(props: MeetingDialogViewProps): ReactElement {
  const { fields, isNew, known, hits, problem, onChange, onKeep, onClose } = props;
  const translate = useTranslate();
  return (
    <FormDialog
      title={translate(isNew ? 'mission.meetings.add' : 'mission.meetings.one')}
      act={translate('ui.save')}
      problem={problem && translate(problem)}
      onAct={onKeep}
      onClose={onClose}
    >
      <InstitutionSuggestField
        value={fields.institution}
        entry={fields.institutionRef}
        known={known}
        onChange={({ institution, institutionRef }) => onChange({ ...fields, institution, institutionRef })}
        autoFocus
      />
      <div className="mission-pair">
        <DateField
          label={translate('path.meeting.day')}
          value={fields.day}
          onChange={(day) => onChange({ ...fields, day })}
        />
        <TimeField
          label={translate('path.meeting.starts')}
          value={fields.starts}
          onChange={(starts) => onChange({ ...fields, starts })}
        />
      </div>
      <TextField
        label={translate('path.place')}
        value={fields.place}
        onChange={(place) => onChange({ ...fields, place })}
        maxLength={400}
      />
      <TextField
        label={translate('path.meeting.who')}
        description={translate('mission.meetings.who.help')}
        value={fields.who}
        onChange={(who) => onChange({ ...fields, who })}
        maxLength={400}
      />
      {hits}
    </FormDialog>
  );
}

interface ChecklistViewProps {
  readonly items: readonly ChecklistItem[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onAdd: () => Promise<boolean>;
  /** Offered while the list is empty. */
  readonly onAddUsual: () => void;
  readonly onDone: (id: string, isDone: boolean) => void;
  readonly onRemove: (item: ChecklistItem) => void;
  readonly hits: ReactNode;
  readonly isReadOnly: boolean;
}

/** Things to do for the mission, ticked off one by one. */
export function ChecklistView(props: ChecklistViewProps): ReactElement {
  const { items, text, isReadOnly } = props;
  const translate = useTranslate();
  const done = items.filter(({ isDone }) => isDone).length;
  return (
    <PageSection
      title={translate('mission.checklist.title')}
      {...(items.length > 0 && {
        description: translate('mission.checklist.progress', { done, total: items.length }),
      })}
      action={
        !isReadOnly &&
        items.length === 0 && (
          <Button icon={ListPlus} onPress={props.onAddUsual}>
            {translate('mission.checklist.usual')}
          </Button>
        )
      }
    >
      {items.length === 0 && <p className="field-faint">{translate('mission.checklist.none')}</p>}
      <ul className="mission-list">
        {items.map((item) => (
          <li key={item.id} className="mission-check">
            <Checkbox
              label={item.text}
              state={item.isDone ? 'on' : 'off'}
              onChange={(isDone) => props.onDone(item.id, isDone)}
              isDisabled={isReadOnly}
            />
            {!isReadOnly && (
              <Button
                kind="quiet"
                icon={X}
                label={translate('mission.checklist.remove', { text: item.text })}
                onPress={() => props.onRemove(item)}
              >
                {translate('ui.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <Form
          name={translate('mission.checklist.new')}
          isOngoing
          className="mission-add"
          onSubmit={props.onAdd}
        >
          <TextField
            label={translate('mission.checklist.new')}
            value={text}
            onChange={props.onText}
            maxLength={400}
          />
          <Button type="submit" icon={Plus} isDisabled={text.trim() === ''}>
            {translate('ui.add')}
          </Button>
        </Form>
      )}
      {props.hits}
    </PageSection>
  );
}
