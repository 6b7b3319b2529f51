import type { ReactElement } from 'react';
import { Confidentiality } from '#domain/assessment/finding.ts';
import { enumerations } from '#domain/kinds/enumerations.ts';
import type { SessionEntry, SessionEntryType } from '#domain/workshop/session-entry.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { DateField, LongSelect, Select, type SelectOption, TextField } from '#renderer/ui';
import { entryTypeOptions } from './entry-labels.ts';
import './notes-section.css';

/** Option for no session or no type; a list needs an id that is not empty. */
const noChoice = '-';

/** Choose a value of one part of a note. */
export type ChooseEntryPart = (
  part: 'session' | 'type' | 'institution-type' | 'due' | 'about' | 'mark',
  testAnswer: string | readonly string[] | null,
) => void;

interface ActionFieldsViewProps {
  readonly owner: EditedText;
  readonly due: string | null;
  readonly isReadOnly: boolean;
  readonly onChoose: ChooseEntryPart;
}

/** Owner and day of an agreed action. */
export function ActionFieldsView({ owner, due, isReadOnly, onChoose }: ActionFieldsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <div className="we-fields">
      <TextField
        label={translate('path.entry.owner')}
        description={translate('entry.ownerHow')}
        maxLength={400}
        {...textFieldPropsOf(owner, translate)}
        isReadOnly={isReadOnly}
      />
      <DateField
        label={translate('path.entry.due')}
        value={due}
        onChange={(day) => onChoose('due', day)}
        isReadOnly={isReadOnly}
      />
    </div>
  );
}

interface EntryMarkViewProps {
  /** Null while nobody chose it. */
  readonly mark: Confidentiality | null;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
  readonly onChoose: ChooseEntryPart;
}

/** Confidentiality of a note; a risk needs one. */
export function EntryMarkView({ mark, isRequired, isReadOnly, onChoose }: EntryMarkViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Select
      label={translate('path.confidentiality')}
      options={Confidentiality.options.map((id) => ({
        id,
        label: translate(valueLabels.confidentiality[id]),
      }))}
      value={mark}
      onChange={(chosenConfidentiality) => onChoose('mark', chosenConfidentiality)}
      isRequired={isRequired}
      isDisabled={isReadOnly}
      problem={isRequired && mark === null ? translate('entry.markNeeded') : undefined}
    />
  );
}

interface EntryDetailsViewProps {
  readonly entry: SessionEntry;
  readonly mark: Confidentiality | null;
  readonly tags: EditedText;
  /** Null under non-attribution. */
  readonly attribution: { readonly speaker: EditedText; readonly institution: EditedText } | null;
  readonly sessions: readonly SelectOption<string>[];
  readonly indicators: readonly SelectOption<string>[];
  readonly isReadOnly: boolean;
  readonly onChoose: ChooseEntryPart;
}

/** Fields of a note that are shown on demand. */
export function EntryDetailsView(props: EntryDetailsViewProps): ReactElement {
  const { entry, mark, tags, attribution, sessions, indicators, isReadOnly, onChoose } = props;
  const translate = useTranslate();
  return (
    <div className="we-fields">
      <Select
        label={translate('path.entry.type')}
        options={entryTypeOptions(translate)}
        value={entry.type}
        onChange={(sessionEntryType: SessionEntryType) => onChoose('type', sessionEntryType)}
        isDisabled={isReadOnly}
      />
      <Select
        label={translate('path.entry.session')}
        options={[{ id: noChoice, label: translate('entry.whole') }, ...sessions]}
        value={sessions.some(({ id }) => id === entry.session) ? entry.session : noChoice}
        onChange={(session) => onChoose('session', session === noChoice ? '' : session)}
        isDisabled={isReadOnly}
      />
      {attribution && (
        <>
          <TextField
            label={translate('path.entry.speaker')}
            maxLength={400}
            {...textFieldPropsOf(attribution.speaker, translate)}
            isReadOnly={isReadOnly}
          />
          <TextField
            label={translate('path.institution.name')}
            maxLength={400}
            {...textFieldPropsOf(attribution.institution, translate)}
            isReadOnly={isReadOnly}
          />
        </>
      )}
      <Select
        label={translate('path.institution.type')}
        options={[
          { id: noChoice, label: translate('entry.noInstitution') },
          ...enumerations.institutionType.map((id) => ({
            id,
            label: translate(valueLabels.institutionType[id]),
          })),
        ]}
        value={entry.institutionType || noChoice}
        onChange={(type) => onChoose('institution-type', type === noChoice ? null : type)}
        isDisabled={isReadOnly}
      />
      <TextField
        label={translate('path.tags')}
        description={translate('entry.tagsHow')}
        {...textFieldPropsOf(tags, translate)}
        isReadOnly={isReadOnly}
      />
      <LongSelect
        label={translate('path.aboutIndicators')}
        options={indicators}
        value={entry.about}
        onChange={(about) => onChoose('about', about)}
        isMultiple
        isReadOnly={isReadOnly}
      />
      {entry.type !== 'risk' && (
        <EntryMarkView mark={mark} isRequired={false} isReadOnly={isReadOnly} onChoose={onChoose} />
      )}
    </div>
  );
}
