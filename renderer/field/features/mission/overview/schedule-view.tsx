import { Pencil, Plus, X } from 'lucide-react';
import type { ReactElement } from 'react';
import type { MissionMeeting } from '#domain/mission/mission-meetings.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Button, PageSection } from '#renderer/ui';

interface MeetingsViewProps {
  readonly meetings: readonly MissionMeeting[];
  readonly onEdit: (missionMeeting: MissionMeeting) => void;
  readonly onRemove: (missionMeeting: MissionMeeting) => void;
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
          .map((missionMeeting) => (
            <li key={missionMeeting.id} className="mission-meeting">
              <span className="mission-meeting-time">{missionMeeting.starts ?? '–'}</span>
              <span>
                <bdi className="mission-strong">{nameOf(missionMeeting, translate)}</bdi>
                <MeetingMeta meeting={missionMeeting} />
              </span>
              {!isReadOnly && (
                <span className="mission-acts">
                  <Button
                    kind="quiet"
                    icon={Pencil}
                    label={translate('mission.meetings.edit', { name: nameOf(missionMeeting, translate) })}
                    onPress={() => onEdit(missionMeeting)}
                  >
                    {translate('ui.edit')}
                  </Button>
                  <Button
                    kind="quiet"
                    icon={X}
                    label={translate('mission.meetings.remove', { name: nameOf(missionMeeting, translate) })}
                    onPress={() => onRemove(missionMeeting)}
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

function MeetingMeta({
  meeting: { place: city, who },
}: {
  readonly meeting: MissionMeeting;
}): ReactElement | null {
  const parts = [city, who].filter((part) => part !== '');
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
