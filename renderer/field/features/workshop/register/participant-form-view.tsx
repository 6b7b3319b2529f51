import { Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import { enumerations } from '#domain/kinds/enumerations.ts';
import {
  ConsentSubject,
  ParticipantFunction,
  ParticipantSeniority,
  ParticipantSex,
} from '#domain/workshop/participant.ts';
import type { ParticipantDraft, ParticipantProblem } from '#domain/workshop/register.ts';
import { InstitutionSuggestField } from '#renderer/field/parts/institution-suggest-view.tsx';
import { type Message, type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  Checkbox,
  DateField,
  Dialog,
  Form,
  Select,
  type SelectOption,
  TextArea,
  TextField,
} from '#renderer/ui';
import './register.css';

interface ParticipantFormViewProps {
  /** Null for a new participant. */
  readonly code: string | null;
  /** Another laptop has the name; one that is written here is kept here too. */
  readonly isNameElsewhere: boolean;
  /** Moment at which all names of the workshop were erased; null while they may exist. */
  readonly namesErasedAtMs: number | null;
  readonly draft: ParticipantDraft;
  readonly onChange: (participantDraft: ParticipantDraft) => void;
  /** Problems to show, after the first try to save. */
  readonly problems: readonly ParticipantProblem[];
  /** Code of a participant with the same name and institution. */
  readonly sameAs: string | null;
  /** Institutions to choose from. */
  readonly institutions: readonly KnownInstitution[];
  readonly today: string;
  readonly problem: Message | null;
  readonly isReadOnly: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly onRemove: (() => void) | null;
}

/** Form of one participant: the fields of docs/requirements.md C2 and no other. */
export function ParticipantFormView(props: ParticipantFormViewProps): ReactElement {
  const { code, isReadOnly, problem, sameAs, onRemove } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={code === null ? translate('register.form.new') : translate('register.form.edit', { code })}
      isOpen
      onClose={props.onClose}
      width="l"
      actions={
        <>
          {!isReadOnly && (
            <Button kind="primary" onPress={props.onSave}>
              {translate('ui.save')}
            </Button>
          )}
          <Button onPress={props.onClose}>{translate(isReadOnly ? 'ui.close' : 'ui.cancel')}</Button>
          {onRemove !== null && !isReadOnly && (
            <Button kind="danger" icon={Trash2} onPress={onRemove}>
              {translate('ui.remove')}
            </Button>
          )}
        </>
      }
    >
      <Form className="fb-form rg-form" onSubmit={props.onSave}>
        <Banner meaning="info" isQuiet title={translate('register.doNotRecord.title')}>
          {translate('register.doNotRecord.text')}
        </Banner>
        {problem !== null && (
          <Banner meaning="bad" isAnnounced>
            {translate(problem)}
          </Banner>
        )}
        {sameAs !== null && (
          <Banner meaning="wait">{translate('register.form.sameAs', { code: sameAs })}</Banner>
        )}
        <SharedFields {...props} />
        <ConsentFields {...props} />
        <PersonalFieldGroup {...props} />
        <input type="submit" hidden disabled={isReadOnly} />
      </Form>
    </Dialog>
  );
}

type FieldGroupProps = ParticipantFormViewProps;

const problemKeys: Readonly<Record<ParticipantProblem, PlainMessageKey>> = {
  institutionMissing: 'register.problem.institutionMissing',
  institutionTooLong: 'register.problem.tooLong',
  nameTooLong: 'register.problem.tooLong',
  needsTooLong: 'register.problem.tooLong',
  emailMalformed: 'register.problem.emailMalformed',
  emailWithoutConsent: 'register.problem.emailWithoutConsent',
};

/** Message of the first of these problems that the draft has. */
function useProblem(
  { problems }: FieldGroupProps,
  ...about: readonly ParticipantProblem[]
): string | undefined {
  const translate = useTranslate();
  const foundParticipantProblem = about.find((participantProblem) => problems.includes(participantProblem));
  return foundParticipantProblem === undefined ? undefined : translate(problemKeys[foundParticipantProblem]);
}

function SharedFields(props: FieldGroupProps): ReactElement {
  const { draft, onChange, institutions, isReadOnly } = props;
  const { fields } = draft;
  const translate = useTranslate();
  const set = (changed: Partial<ParticipantDraft['fields']>): void =>
    onChange({ ...draft, fields: { ...fields, ...changed } });
  return (
    <fieldset className="rg-fields">
      <legend>{translate('register.form.shared')}</legend>
      <InstitutionSuggestField
        value={fields.institution}
        entry={fields.institutionRef ?? null}
        known={institutions}
        onChange={({ institution, institutionRef, type }) =>
          set({ institution, institutionRef, institutionType: type ?? fields.institutionType })
        }
        maxLength={400}
        isRequired
        autoFocus={!isReadOnly}
        problem={useProblem(props, 'institutionMissing', 'institutionTooLong')}
        isReadOnly={isReadOnly}
      />
      <Select
        label={translate('path.institution.type')}
        value={fields.institutionType}
        onChange={(institutionType) => set({ institutionType })}
        options={enumerations.institutionType.map((id) => ({
          id,
          label: translate(valueLabels.institutionType[id]),
        }))}
        isDisabled={isReadOnly}
      />
      <Select
        label={translate('path.participant.function')}
        isRequired
        value={fields.function}
        onChange={(group) => set({ function: group })}
        options={ParticipantFunction.options.map((id) => ({
          id,
          label: translate(valueLabels.participantFunction[id]),
        }))}
        isDisabled={isReadOnly}
      />
      <Checkbox
        label={translate('register.form.nominated')}
        state={fields.isNominated ? 'on' : 'off'}
        onChange={(isNominated) => set({ isNominated })}
        isReadOnly={isReadOnly}
      />
    </fieldset>
  );
}

type ConsentAnswer = 'open' | 'yes' | 'no';

function ConsentFields({ draft, onChange, today, isReadOnly }: FieldGroupProps): ReactElement {
  const { fields } = draft;
  const translate = useTranslate();
  const selectOptions: readonly SelectOption<ConsentAnswer>[] = [
    { id: 'open', label: translate('register.consent.notAsked') },
    { id: 'yes', label: translate('register.yes') },
    { id: 'no', label: translate('register.no') },
  ];
  const set = (
    consentSubject: ConsentSubject,
    answer: { readonly given: boolean; readonly on: string } | null,
  ): void =>
    onChange({ ...draft, fields: { ...fields, consents: { ...fields.consents, [consentSubject]: answer } } });
  return (
    <fieldset className="rg-fields rg-consent-fields">
      <legend>{translate('register.consents')}</legend>
      <p>{translate('register.form.consents.text')}</p>
      {ConsentSubject.options.map((consentSubject) => {
        const participantConsent = fields.consents[consentSubject];
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
  const { draft, onChange, isReadOnly, isNameElsewhere, namesErasedAtMs } = props;
  const format = useFormat();
  const { personal, fields } = draft;
  const translate = useTranslate();
  const set = (changed: Partial<ParticipantDraft['personal']>): void =>
    onChange({ ...draft, personal: { ...personal, ...changed } });
  const hasConsent = fields.consents['follow-up']?.given === true;
  return (
    <fieldset className="rg-fields">
      <legend>{translate('register.form.personal')}</legend>
      <p>
        {namesErasedAtMs !== null && personal.name === ''
          ? translate('register.namesErased', { date: format.date(namesErasedAtMs) })
          : translate(isNameElsewhere ? 'register.form.elsewhere' : 'register.form.personal.text')}
      </p>
      <TextField
        label={translate('register.name')}
        description={translate('register.form.name.text')}
        maxLength={200}
        value={personal.name}
        onChange={(name) => set({ name })}
        problem={useProblem(props, 'nameTooLong')}
        isReadOnly={isReadOnly}
      />
      <TextField
        label={translate('register.email')}
        description={translate(
          hasConsent ? 'register.form.email.text' : 'register.problem.emailWithoutConsent',
        )}
        type="email"
        maxLength={254}
        value={personal.email}
        onChange={(email) => set({ email })}
        problem={useProblem(props, 'emailMalformed', 'emailWithoutConsent')}
        isDisabled={!hasConsent && personal.email === ''}
        isReadOnly={isReadOnly}
      />
      <Select
        label={translate('register.sex')}
        description={translate('register.form.countsOnly')}
        value={personal.sex}
        onChange={(sex) => set({ sex })}
        options={ParticipantSex.options.map((id) => ({
          id,
          label: translate(valueLabels.participantSex[id]),
        }))}
        isDisabled={isReadOnly}
      />
      <Select
        label={translate('register.seniority')}
        description={translate('register.form.countsOnly')}
        value={personal.seniority}
        onChange={(seniority) => set({ seniority })}
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
        value={personal.needs}
        onChange={(needs) => set({ needs })}
        problem={useProblem(props, 'needsTooLong')}
        isReadOnly={isReadOnly}
      />
    </fieldset>
  );
}
