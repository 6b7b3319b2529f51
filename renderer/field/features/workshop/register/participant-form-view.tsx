import { Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import { ConsentSubject, ParticipantSeniority, ParticipantSex } from '#domain/workshop/participant.ts';
import { checkParticipantDraft, type ParticipantProblem } from '#domain/workshop/register.ts';
import { InstitutionSuggestField } from '#renderer/field/parts/institution-suggest-view.tsx';
import { type Message, type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import type { FieldProblems, FieldRow } from '#renderer/records/record-fields.tsx';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, DateField, Select, type SelectOption, TextArea, TextField } from '#renderer/ui';
import { type ParticipantFormValues, participantDraftOf } from './participant-form-values.ts';
import './register.css';

/** Fields of a participant that colleagues see; the form draws consents and personal data itself. */
export const participantRows: readonly FieldRow<keyof ParticipantFormValues>[] = [
  ['institution', 'institution-type'],
  ['function', 'nominated'],
];

interface ParticipantFormViewProps {
  /** Null for a new participant. */
  readonly code: string | null;
  /** Another laptop has the name; one that is written here is kept here too. */
  readonly isNameElsewhere: boolean;
  /** Moment at which all names of the workshop were erased; null while they may exist. */
  readonly namesErasedAtMs: number | null;
  readonly stored: ParticipantFormValues;
  /** Find the code of another participant with the same name and institution; null without one. */
  readonly findSame: (formValues: ParticipantFormValues) => string | null;
  /** Institutions to choose from. */
  readonly institutions: readonly KnownInstitution[];
  readonly today: string;
  /** Reason why the last save was not taken. */
  readonly problem: Message | null;
  /** Problems are named from the beginning; otherwise after the first try. */
  readonly isTried?: boolean;
  readonly isReadOnly: boolean;
  readonly onSave: (formValues: ParticipantFormValues) => Promise<boolean>;
  readonly onClose: () => void;
  readonly onRemove: (() => void) | null;
}

/** Form of one participant: the fields of docs/requirements.md C2 and no other. */
export function ParticipantFormView(props: ParticipantFormViewProps): ReactElement {
  const { code, stored, findSame, problem, isReadOnly, onSave, onClose, onRemove } = props;
  const translate = useTranslate();
  return (
    <RecordFormDialog
      title={code === null ? translate('register.form.new') : translate('register.form.edit', { code })}
      act={translate('ui.save')}
      width="l"
      subject={{ kind: 'workshop', below: 'participants/*' }}
      rows={() => participantRows}
      fieldsTitle={translate('register.form.shared')}
      stored={stored}
      isTried={props.isTried}
      isReadOnly={isReadOnly}
      refusal={problem && translate(problem)}
      findProblems={(formValues) =>
        problemsByField(checkParticipantDraft(participantDraftOf(formValues)), translate)
      }
      options={() => ({ function: { isRequired: true } })}
      drawn={(formValues, change, problems) => ({
        institution: (
          <InstitutionSuggestField
            value={formValues.institution}
            entry={formValues['institution-ref']}
            known={props.institutions}
            onChange={({ institution, institutionRef, type }) =>
              change({
                institution,
                'institution-ref': institutionRef,
                'institution-type': type ?? formValues['institution-type'],
              })
            }
            isRequired
            autoFocus={!isReadOnly}
            problem={problems.institution}
            isReadOnly={isReadOnly}
          />
        ),
      })}
      above={(formValues) => <ParticipantNotices sameAs={findSame(formValues)} />}
      below={(values, change, problems) => (
        <>
          <ConsentFields {...{ ...props, values, change, problems }} />
          <PersonalFieldGroup {...{ ...props, values, change, problems }} />
        </>
      )}
      furtherActs={
        onRemove !== null &&
        !isReadOnly && (
          <Button kind="danger" icon={Trash2} onPress={onRemove}>
            {translate('ui.remove')}
          </Button>
        )
      }
      onSave={onSave}
      onClose={onClose}
    />
  );
}

const problemKeys: {
  readonly [problem in ParticipantProblem]: readonly [keyof ParticipantFormValues, PlainMessageKey];
} = {
  institutionMissing: ['institution', 'register.problem.institutionMissing'],
  institutionTooLong: ['institution', 'register.problem.tooLong'],
  nameTooLong: ['name', 'register.problem.tooLong'],
  needsTooLong: ['needs', 'register.problem.tooLong'],
  emailMalformed: ['email', 'register.problem.emailMalformed'],
  emailWithoutConsent: ['email', 'register.problem.emailWithoutConsent'],
};

/** Message of the first problem of each field. */
const problemsByField = (
  participantProblems: readonly ParticipantProblem[],
  translate: ReturnType<typeof useTranslate>,
): FieldProblems<ParticipantFormValues> =>
  Object.fromEntries(
    participantProblems.toReversed().map((participantProblem) => {
      const [name, key] = problemKeys[participantProblem];
      return [name, translate(key)];
    }),
  );

/** Data that nobody writes down, and another participant who may be the same person. */
function ParticipantNotices({ sameAs }: { readonly sameAs: string | null }): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <Banner meaning="info" isQuiet title={translate('register.doNotRecord.title')}>
        {translate('register.doNotRecord.text')}
      </Banner>
      {sameAs !== null && (
        <Banner meaning="wait">{translate('register.form.sameAs', { code: sameAs })}</Banner>
      )}
    </>
  );
}

interface FieldGroupProps
  extends Pick<ParticipantFormViewProps, 'isNameElsewhere' | 'namesErasedAtMs' | 'today' | 'isReadOnly'> {
  readonly values: ParticipantFormValues;
  readonly change: (part: Partial<ParticipantFormValues>) => void;
  readonly problems: FieldProblems<ParticipantFormValues>;
}

type ConsentAnswer = 'open' | 'yes' | 'no';

function ConsentFields({ values, change, today, isReadOnly }: FieldGroupProps): ReactElement {
  const { consents } = values;
  const translate = useTranslate();
  const selectOptions: readonly SelectOption<ConsentAnswer>[] = [
    { id: 'open', label: translate('register.consent.notAsked') },
    { id: 'yes', label: translate('register.yes') },
    { id: 'no', label: translate('register.no') },
  ];
  const set = (
    consentSubject: ConsentSubject,
    answer: { readonly given: boolean; readonly on: string } | null,
  ): void => change({ consents: { ...consents, [consentSubject]: answer } });
  return (
    <fieldset className="rg-fields">
      <legend>{translate('register.consents')}</legend>
      <p>{translate('register.form.consents.text')}</p>
      {ConsentSubject.options.map((consentSubject) => {
        const participantConsent = consents[consentSubject];
        const label = translate(valueLabels.consentSubject[consentSubject]);
        return (
          <div key={consentSubject} className="rg-consent">
            <Select
              label={label}
              value={participantConsent === null ? 'open' : participantConsent.given ? 'yes' : 'no'}
              // An answer was given on a day; it can be changed, not taken back to "not asked".
              options={participantConsent === null ? selectOptions : selectOptions.slice(1)}
              onChange={(consentAnswer) =>
                set(
                  consentSubject,
                  consentAnswer === 'open' ? null : { given: consentAnswer === 'yes', on: today },
                )
              }
              isDisabled={isReadOnly}
            />
            {participantConsent !== null && (
              <DateField
                label={translate('register.consent.on', { subject: label })}
                hideLabel
                value={participantConsent.on}
                onChange={(on) =>
                  set(consentSubject, { ...participantConsent, on: on ?? participantConsent.on })
                }
                isReadOnly={isReadOnly}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function PersonalFieldGroup(props: FieldGroupProps): ReactElement {
  const { values, change, problems, isReadOnly, isNameElsewhere, namesErasedAtMs } = props;
  const { name, email, needs, sex, seniority, consents } = values;
  const format = useFormat();
  const translate = useTranslate();
  const hasConsent = consents['follow-up']?.given === true;
  return (
    <fieldset className="rg-fields">
      <legend>{translate('register.form.personal')}</legend>
      <p>
        {namesErasedAtMs !== null && name === ''
          ? translate('register.namesErased', { date: format.date(namesErasedAtMs) })
          : translate(isNameElsewhere ? 'register.form.elsewhere' : 'register.form.personal.text')}
      </p>
      <TextField
        label={translate('register.name')}
        description={translate('register.form.name.text')}
        maxLength={200}
        value={name}
        onChange={(nextName) => change({ name: nextName })}
        problem={problems.name}
        isReadOnly={isReadOnly}
      />
      <TextField
        label={translate('register.email')}
        description={translate(
          hasConsent ? 'register.form.email.text' : 'register.problem.emailWithoutConsent',
        )}
        type="email"
        maxLength={254}
        value={email}
        onChange={(nextEmail) => change({ email: nextEmail })}
        problem={problems.email}
        isDisabled={!hasConsent && email === ''}
        isReadOnly={isReadOnly}
      />
      <Select
        label={translate('register.sex')}
        description={translate('register.form.countsOnly')}
        value={sex}
        onChange={(nextSex) => change({ sex: nextSex })}
        options={ParticipantSex.options.map((id) => ({
          id,
          label: translate(valueLabels.participantSex[id]),
        }))}
        isDisabled={isReadOnly}
      />
      <Select
        label={translate('register.seniority')}
        description={translate('register.form.countsOnly')}
        value={seniority}
        onChange={(nextSeniority) => change({ seniority: nextSeniority })}
        options={ParticipantSeniority.options.map((id) => ({
          id,
          label: translate(valueLabels.participantSeniority[id]),
        }))}
        isDisabled={isReadOnly}
      />
      <TextArea
        label={translate('register.needs')}
        description={translate('register.form.needs.text')}
        rows={2}
        maxLength={2_000}
        value={needs}
        onChange={(nextNeeds) => change({ needs: nextNeeds })}
        problem={problems.needs}
        isReadOnly={isReadOnly}
      />
    </fieldset>
  );
}
