import type { ReactElement } from 'react';
import { AssessmentType } from '#domain/assessment/assessment.ts';
import type {
  CreateAssessmentRefusal,
  KnownInstitution,
  NewAssessment,
  SuccessorRefusal,
} from '#domain/assessment/create-assessment.ts';
import type { DocumentId } from '#domain/ids.ts';
import { type Message, type Translate, useTranslate } from '#renderer/i18n';
import { statusLabel, valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  FormDialog,
  type FormSubmission,
  Select,
  type SelectOption,
  Switch,
  TextField,
  TextLink,
  useFormDecision,
} from '#renderer/ui';
import { InstitutionNameFields } from './records/record-dialogs-view.tsx';
import './mission.css';
import { unreachable } from '#base/result.ts';
import type { CreateWorkshopRefusal } from '#domain/workshop/create-workshop.ts';

/** Problem of a new record, beside its field. */
export function createRefusalMessage(
  refusal: CreateAssessmentRefusal | SuccessorRefusal | CreateWorkshopRefusal,
): Message {
  switch (refusal.kind) {
    case 'institutionMissing':
      return { key: 'mission.refused.institutionMissing' };
    case 'typeMissing':
      return { key: 'mission.refused.typeMissing' };
    case 'titleMissing':
      return { key: 'mission.refused.titleMissing' };
    case 'followsMissing':
      return { key: 'mission.refused.followsMissing' };
    case 'notFinal':
      return { key: 'life.successor.notFinal' };
    case 'reasonMissing':
      return { key: 'life.version.reasonMissing' };
    case 'notADay':
      return { key: 'mission.refused.notADay' };
    case 'endsBeforeItStarts':
      return { key: 'mission.refused.endsBeforeItStarts' };
    default:
      return unreachable(refusal);
  }
}

/** Input of the form. */
export interface NewAssessmentInput extends NewAssessment {
  /** Assessment that a follow-up follows: it gives the institution and the instrument. */
  readonly follows: DocumentId | null;
  /** A copy starts from the answers of its source. */
  readonly isWithAnswers: boolean;
}

/** Assessment of the same institution in this mission. */
export interface ExistingAssessment {
  readonly title: string;
  readonly status: string;
  readonly href: string;
}

interface CreateAssessmentViewProps {
  readonly intent: NewAssessmentInput;
  /** The final assessments of the mission. */
  readonly finals: readonly SelectOption<DocumentId>[];
  /** Institutions of this State, to choose from. */
  readonly known: readonly KnownInstitution[];
  /** The mission has one of this institution already. */
  readonly existing: ExistingAssessment | null;
  /** Institution of the assessment to copy; absent for a new one. */
  readonly copiedFrom?: string | undefined;
  /** Instruments, by their references in assessments. */
  readonly instruments: readonly SelectOption<string>[];
  readonly instrument: string;
  /** The type selects the questions, so it is required. */
  readonly needsType: boolean;
  readonly refusal: CreateAssessmentRefusal | SuccessorRefusal | null;
  /** Reason why it could not be kept, when that is not about a field. */
  readonly problem: Message | null;
  readonly onChange: (newAssessment: NewAssessmentInput) => void;
  readonly onInstrument: (instrument: string) => void;
  readonly onCreate: FormSubmission;
  readonly onClose: () => void;
}

/** Form of a new assessment: its institution. */
export function CreateAssessmentView(props: CreateAssessmentViewProps): ReactElement {
  const translate = useTranslate();
  const { intent, copiedFrom, problem, onChange, onCreate, onClose } = props;
  return (
    <FormDialog
      title={
        copiedFrom === undefined
          ? translate('mission.assessments.new')
          : translate('mission.copy.title', { name: copiedFrom })
      }
      act={translate('mission.assessments.create')}
      problem={problem && translate(problem)}
      onAct={onCreate}
      onClose={onClose}
    >
      <Select
        label={translate('path.assessmentType')}
        options={AssessmentType.options.map((id) => ({
          id,
          label: translate(valueLabels.assessmentType[id]),
          ...(id === 'follow-up' && followUpObstacle(props, translate)),
        }))}
        value={intent.assessmentType}
        onChange={(assessmentType) => onChange({ ...intent, assessmentType })}
      />
      {intent.assessmentType === 'follow-up' ? (
        <FollowUpFieldsView {...props} />
      ) : (
        <InstitutionFieldsView {...props} />
      )}
      <TextField
        label={translate('mission.create.title')}
        value={intent.title}
        onChange={(title) => onChange({ ...intent, title })}
        problem={createRefusalText(props, 'titleMissing', translate)}
        maxLength={400}
      />
      {copiedFrom !== undefined && (
        <Switch
          label={translate('mission.copy.answers')}
          description={translate('mission.copy.answers.help')}
          isOn={intent.isWithAnswers}
          onChange={(isWithAnswers) => onChange({ ...intent, isWithAnswers })}
        />
      )}
    </FormDialog>
  );
}

/** Assessment to follow; empty while none of the mission is final. */
function FollowUpFieldsView({ intent, finals, onChange, ...props }: CreateAssessmentViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Select
      label={translate('path.follows')}
      description={translate(
        finals.length === 0 ? 'mission.create.follows.none' : 'mission.create.follows.help',
      )}
      options={finals}
      value={intent.follows}
      onChange={(follows) => onChange({ ...intent, follows })}
      problem={
        createRefusalText(props, 'followsMissing', translate) ??
        createRefusalText(props, 'notFinal', translate)
      }
    />
  );
}

/** A follow-up needs a final assessment, and a copy follows none. */
function followUpObstacle(
  { finals, copiedFrom }: CreateAssessmentViewProps,
  translate: Translate,
): Partial<SelectOption<AssessmentType>> {
  if (copiedFrom !== undefined)
    return { isDisabled: true, description: translate('mission.copy.noFollowUp') };
  return finals.length === 0
    ? { isDisabled: true, description: translate('mission.create.follows.none') }
    : {};
}

/** Instrument and institution. */
function InstitutionFieldsView(props: CreateAssessmentViewProps): ReactElement {
  const { intent, onChange, existing, copiedFrom } = props;
  const translate = useTranslate();
  const decide = useFormDecision();
  return (
    <>
      {props.instruments.length > 1 && copiedFrom === undefined && (
        <Select
          label={translate('mission.create.instrument')}
          description={translate('mission.create.instrument.help')}
          options={props.instruments}
          value={props.instrument}
          onChange={props.onInstrument}
        />
      )}
      <InstitutionNameFields
        names={intent}
        known={props.known}
        typeHelp={translate(props.needsType ? 'mission.create.type.help' : 'mission.create.type.optional')}
        problems={{
          institution: createRefusalText(props, 'institutionMissing', translate),
          type: createRefusalText(props, 'typeMissing', translate),
        }}
        onChange={(names) => onChange({ ...intent, ...names })}
      />
      {existing && (
        <Banner meaning="wait" isAnnounced title={translate('mission.create.existing')}>
          <TextLink href={existing.href} onPress={() => decide('cancel')}>
            {translate('mission.create.existing.open', {
              title: existing.title,
              status: translate(statusLabel('assessmentStatus', existing.status)),
            })}
          </TextLink>
        </Banner>
      )}
    </>
  );
}

const createRefusalText = (
  { refusal }: Pick<CreateAssessmentViewProps, 'refusal'>,
  kind: NonNullable<CreateAssessmentViewProps['refusal']>['kind'],
  translate: Translate,
): string | undefined => (refusal?.kind === kind ? translate(createRefusalMessage(refusal)) : undefined);
