import type { ReactElement, ReactNode } from 'react';
import type { JsonValue } from '#base/json.ts';
import type { Confidentiality } from '#domain/assessment/finding.ts';
import type { FormSubject } from '#domain/kinds/form-field.ts';
import type { SessionEntry } from '#domain/workshop/session-entry.ts';
import { type Translate, useTranslate } from '#renderer/i18n';
import { RecordField } from '#renderer/records/record-field.tsx';
import type { FieldRow, RecordFieldsProps } from '#renderer/records/record-fields.tsx';
import { LongSelect, Select, type SelectOption } from '#renderer/ui';
import './notes-section.css';

/** Field of a note in its form, by the last part of its path. */
type EntryField =
  | 'owner'
  | 'due'
  | 'mark'
  | 'type'
  | 'session'
  | 'speaker'
  | 'institution'
  | 'institution-type'
  | 'tags'
  | 'about';

/** Rows of the fields of a note, by the parts of its form. */
export const entryRows = {
  action: [['owner', 'due']],
  mark: ['mark'],
  kind: [['type', 'session']],
  attribution: [['speaker', 'institution']],
  facts: [['institution-type', 'tags'], 'about'],
} as const satisfies { readonly [part: string]: readonly FieldRow<EntryField>[] };

export type EntryFieldValues = { readonly [Name in EntryField]?: JsonValue };

/** Note as a form writes it. */
export const entrySubjectOf = (id: string): FormSubject => ({ kind: 'workshop', below: `entries/${id}` });

export interface EntryFieldsProps {
  /** As everybody may read it. */
  readonly entry: SessionEntry;
  /** Confidentiality; null while nobody chose it. */
  readonly mark: Confidentiality | null;
  /** Whether speaker and institution may be written. */
  readonly isAttributed: boolean;
  readonly isDetailed: boolean;
  readonly sessions: readonly SelectOption<string>[];
  readonly indicators: readonly SelectOption<string>[];
  readonly isReadOnly: boolean;
  readonly onChange: (name: EntryField, value: JsonValue) => void;
  /** The fields of these rows, each saved by itself. */
  readonly fields: (
    fieldsProps: Pick<RecordFieldsProps<EntryFieldValues>, 'subject' | 'rows' | 'options' | 'drawn'>,
  ) => ReactNode;
}

/** Fields that the type of a note needs, and the others on demand. */
export function EntryFields(props: EntryFieldsProps): ReactElement {
  const { entry, mark, isAttributed, isDetailed, fields } = props;
  const translate = useTranslate();
  const isRisk = entry.type === 'risk';
  const rows: readonly FieldRow<EntryField>[] = [
    ...(entry.type === 'agreed-action' ? entryRows.action : []),
    ...(isRisk && (isDetailed || mark === null) ? entryRows.mark : []),
    ...(isDetailed ? entryRows.kind : []),
    ...(isDetailed && isAttributed ? entryRows.attribution : []),
    ...(isDetailed ? entryRows.facts : []),
    ...(isDetailed && !isRisk ? entryRows.mark : []),
  ];
  return (
    <>
      {fields({
        subject: entrySubjectOf(entry.id),
        rows,
        options: {
          type: { valueOfBlank: entry.type },
          mark: {
            isRequired: isRisk,
            problem: isRisk && mark === null ? translate('entry.markNeeded') : undefined,
          },
        },
        drawn: drawnFieldsOf(props, translate),
      })}
    </>
  );
}

/** Fields whose choices are records, and the type of institution, which hides the few of a note without attribution. */
const drawnFieldsOf = (
  { entry, sessions, indicators, isReadOnly, onChange }: EntryFieldsProps,
  translate: Translate,
): RecordFieldsProps<EntryFieldValues>['drawn'] => ({
  session: (
    <Select
      label={translate('path.entry.session')}
      options={[{ id: wholeWorkshop, label: translate('entry.whole') }, ...sessions]}
      value={sessions.some(({ id }) => id === entry.session) ? entry.session : wholeWorkshop}
      onChange={(session) => onChange('session', session === wholeWorkshop ? '' : session)}
      isDisabled={isReadOnly}
    />
  ),
  'institution-type': (
    <RecordField
      subject={entrySubjectOf(entry.id)}
      name="institution-type"
      value={entry.institutionType === '' ? null : entry.institutionType}
      onChange={(institutionType) => onChange('institution-type', institutionType)}
      blankChoice={translate('entry.noInstitution')}
      isReadOnly={isReadOnly}
    />
  ),
  about: (
    <LongSelect
      label={translate('path.aboutIndicators')}
      options={indicators}
      value={entry.about}
      onChange={(about) => onChange('about', about)}
      isMultiple
      isReadOnly={isReadOnly}
    />
  ),
});

/** Option of the workshop as a whole; a list needs an id that is not empty. */
const wholeWorkshop = '-';
