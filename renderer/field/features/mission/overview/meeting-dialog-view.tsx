import type { ReactElement, ReactNode } from 'react';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import type { MissionMeeting } from '#domain/mission/mission-meetings.ts';
import { InstitutionSuggestField } from '#renderer/field/parts/institution-suggest-view.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { DateField, FormDialog, type FormSubmission, TextField, TimeField } from '#renderer/ui';

/** Fields of a meeting in its form. */
export type MeetingFields = Omit<MissionMeeting, 'id'>;

interface MeetingDialogViewProps {
  readonly fields: MeetingFields;
  readonly isNew: boolean;
  readonly known: readonly KnownInstitution[];
  /** Personal data that is found in the texts. */
  readonly hits: ReactNode;
  readonly problem: Message | null;
  readonly onChange: (meetingFields: MeetingFields) => void;
  readonly onKeep: FormSubmission;
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
