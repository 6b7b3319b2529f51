import type { ReactElement } from 'react';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import { InstitutionSuggestField } from '#renderer/field/parts/institution-suggest-view.tsx';
import { useTranslate } from '#renderer/i18n';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';

/** Fields of a meeting in its form, by the last part of their paths. */
export type MeetingFields = {
  readonly day: string | null;
  readonly starts: string | null;
  readonly institution: string;
  /** Entry of the register; null for a typed institution. */
  readonly 'institution-ref': string | null;
  readonly place: string;
  readonly who: string;
};

export const meetingRows: readonly FieldRow<keyof MeetingFields>[] = [
  'institution',
  ['day', 'starts'],
  'place',
  'who',
];

interface MeetingDialogViewProps {
  readonly stored: MeetingFields;
  readonly start: MeetingFields;
  readonly isNew: boolean;
  readonly known: readonly KnownInstitution[];
  /** Reason why the last save was not taken. */
  readonly refusal?: string | null;
  readonly onSave: (meetingFields: MeetingFields) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Form of one meeting. */
export function MeetingDialogView(props: MeetingDialogViewProps): ReactElement {
  const { stored, start, isNew, known, refusal, onSave, onClose } = props;
  const translate = useTranslate();
  const missing = (institution: string): string | undefined =>
    institution.trim() === '' ? translate('mission.refused.institutionMissing') : undefined;
  return (
    <RecordFormDialog
      title={translate(isNew ? 'mission.meetings.add' : 'mission.meetings.one')}
      act={translate('ui.save')}
      subject={{ kind: 'mission', below: 'meetings/*' }}
      rows={() => meetingRows}
      stored={stored}
      start={start}
      refusal={refusal}
      findProblems={({ institution }) => ({ institution: missing(institution) })}
      drawn={(fields, change, problems) => ({
        institution: (
          <InstitutionSuggestField
            value={fields.institution}
            entry={fields['institution-ref']}
            known={known}
            onChange={({ institution, institutionRef }) =>
              change({ institution, 'institution-ref': institutionRef })
            }
            problem={problems.institution}
            autoFocus
          />
        ),
      })}
      onSave={onSave}
      onClose={onClose}
    />
  );
}
