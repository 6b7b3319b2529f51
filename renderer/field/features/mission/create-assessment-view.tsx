import type { ReactElement } from 'react';
import { AssessmentType } from '#domain/assessment/assessment.ts';
import type { CreateAssessmentRefusal, NewAssessment } from '#domain/assessment/decide-create.ts';
import type { SuccessorRefusal } from '#domain/assessment/decide-successor.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { type Say, useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Select, type SelectOption } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { assessmentTypeKeys } from '#renderer/words/finding-words.ts';
import { institutionTypeWord } from '#renderer/field/parts/institution-type-word.ts';
import { createRefusalMessage } from './create-refusal-message.ts';
import './create-view.css';

/** What is said in the form. */
export interface CreateIntent extends NewAssessment {
  /** The assessment that a follow-up follows: whom it is about and what it asks are taken from there. */
  readonly follows: DocumentId | null;
}

interface CreateAssessmentViewProps {
  readonly intent: CreateIntent;
  /** The final assessments of the mission. */
  readonly finals: readonly SelectOption<DocumentId>[];
  /** Whose institution types there are. */
  readonly model: MaturityModel;
  /** What can be asked, by what the assessment will name. */
  readonly instruments: readonly SelectOption<string>[];
  readonly instrument: string;
  /** The questions are selected by the type, so that it must be said. */
  readonly needsType: boolean;
  readonly refusal: CreateAssessmentRefusal | SuccessorRefusal | null;
  /** Why it could not be kept, when that is not about a field. */
  readonly problem: Message | null;
  readonly onChange: (intent: CreateIntent) => void;
  readonly onInstrument: (instrument: string) => void;
  readonly onCreate: () => void;
  readonly onClose: () => void;
}

/** What must be said to start an assessment: whom it is about. */
export function CreateAssessmentView(props: CreateAssessmentViewProps): ReactElement {
  const say = useSay();
  const { intent, problem, onChange, onCreate, onClose } = props;
  return (
    <Dialog
      title={say('mission.assessments.new')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={onCreate}>
            {say('mission.assessments.create')}
          </Button>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <form
        className="mission-create"
        onSubmit={(event) => {
          event.preventDefault();
          onCreate();
        }}
      >
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {say(problem)}
          </Banner>
        )}
        <Select
          label={say('life.about.type')}
          options={AssessmentType.options.map((id) => ({ id, label: say(assessmentTypeKeys[id]) }))}
          value={intent.assessmentType}
          onChange={(assessmentType) => onChange({ ...intent, assessmentType })}
        />
        {intent.assessmentType === 'follow-up' ? <FollowedView {...props} /> : <WhomView {...props} />}
        <TextField
          label={say('mission.create.title')}
          value={intent.title}
          onChange={(title) => onChange({ ...intent, title })}
          problem={problemOf(props, 'titleMissing', say)}
          maxLength={400}
        />
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** Which assessment is followed; empty while none of the mission is final. */
function FollowedView({ intent, finals, onChange, ...props }: CreateAssessmentViewProps): ReactElement {
  const say = useSay();
  return (
    <Select
      label={say('mission.create.follows')}
      description={say(finals.length === 0 ? 'mission.create.follows.none' : 'mission.create.follows.help')}
      options={finals}
      value={intent.follows}
      onChange={(follows) => onChange({ ...intent, follows })}
      problem={problemOf(props, 'followsMissing', say) ?? problemOf(props, 'notFinal', say)}
    />
  );
}

/** What is asked, and whom. */
function WhomView({ intent, onChange, model, ...props }: CreateAssessmentViewProps): ReactElement {
  const say = useSay();
  return (
    <>
      {props.instruments.length > 1 && (
        <Select
          label={say('mission.create.instrument')}
          description={say('mission.create.instrument.help')}
          options={props.instruments}
          value={props.instrument}
          onChange={props.onInstrument}
        />
      )}
      <TextField
        label={say('mission.create.institution')}
        description={say('mission.create.institution.help')}
        value={intent.institution}
        onChange={(institution) => onChange({ ...intent, institution })}
        problem={problemOf(props, 'institutionMissing', say)}
        maxLength={400}
        autoFocus
      />
      <Select
        label={say('mission.create.type')}
        description={say(props.needsType ? 'mission.create.type.help' : 'mission.create.type.optional')}
        options={Object.keys(model.institution_types).map((code) => ({
          id: code,
          label: institutionTypeWord(code, model, say),
        }))}
        value={intent.type}
        onChange={(type) => onChange({ ...intent, type })}
        problem={problemOf(props, 'typeMissing', say)}
      />
    </>
  );
}

const problemOf = (
  { refusal }: Pick<CreateAssessmentViewProps, 'refusal'>,
  kind: NonNullable<CreateAssessmentViewProps['refusal']>['kind'],
  say: Say,
): string | undefined => (refusal?.kind === kind ? say(createRefusalMessage(refusal)) : undefined);
